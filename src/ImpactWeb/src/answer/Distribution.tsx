import type { EChartsOption } from "echarts";
import type { CostForecast } from "../api/types.ts";
import { Chart } from "../charts/Chart.tsx";
import { axis, type Palette } from "../charts/palette.ts";
import { clip, densityOf, valueAt, type Density, type QuantilePoint } from "../lib/curve.ts";
import { bps, fixed, percent } from "../lib/format.ts";
import { points } from "./CostTable.tsx";

/** Share of outcomes in the band, lower and upper level. */
const bands: readonly (readonly [number, number, number])[] = [[0.9, 0.05, 0.95], [0.8, 0.1, 0.9], [0.5, 0.25, 0.75]];

/** A cost distribution: density, central bands, mean. The quantiles at the ends of the bands have been asked for. */
export function Distribution({ cost, isBare = false }: { cost: CostForecast; isBare?: boolean }) {
  const quantiles = points(cost);
  const density = densityOf(quantiles);
  const edges = bands.map(([share, lower, upper]) => ({ share, from: valueAt(quantiles, lower) ?? 0, to: valueAt(quantiles, upper) ?? 0 }));
  const label = `Distribution of slippage: mean ${bps(cost.meanBps)}; ` + edges.map(edge => `${percent(edge.share)} of outcomes between ${fixed(edge.from, 1)} and ${bps(edge.to)}`).join("; ");
  return (
    <figure class={isBare ? undefined : "card"}>
      <figcaption>Cost distribution</figcaption>
      <Chart label={label} heightPx={240} option={palette => optionOf(palette, quantiles, density, cost.meanBps)} />
      <ul class="legend">
        {edges.map((edge, i) => <li><span class={`swatch band-${i + 1}`} aria-hidden="true" /> {percent(edge.share)}: {fixed(edge.from, 1)} to {bps(edge.to)}</li>)}
        <li><span class="swatch mean" aria-hidden="true" /> mean {bps(cost.meanBps, 2)}</li>
        {density.atoms.map(atom => <li><span class="swatch atom" aria-hidden="true" /> {percent(atom.probability)} at exactly {bps(atom.x, 2)}</li>)}
      </ul>
    </figure>
  );
}

function optionOf(palette: Palette, quantiles: readonly QuantilePoint[], density: Density, meanBps: number): EChartsOption {
  const top = Math.max(1e-9, ...density.points.map(point => point.density));
  const series = [[0.01, 0.99], ...bands.map(([, lower, upper]) => [lower, upper] as const)].map(([lower, upper], i) => ({
    type: "line" as const,
    data: clip(density.points, valueAt(quantiles, lower!) ?? 0, valueAt(quantiles, upper!) ?? 0).map(point => [point.x, point.density]),
    smooth: 0.25, smoothMonotone: "x" as const, showSymbol: false, silent: true, lineStyle: { width: i === 0 ? 1.5 : 0, color: palette.blue }, areaStyle: { color: palette.bands[i]!, opacity: 1 }, z: 2 + i,
  }));
  const lines = [
    { xAxis: meanBps, lineStyle: { color: palette.orange, width: 2, type: "solid" as const }, label: { formatter: "mean", color: palette.orange } },
    ...density.atoms.map(atom => ({ xAxis: atom.x, lineStyle: { color: palette.blue, width: 4, type: "solid" as const }, label: { formatter: percent(atom.probability), color: palette.blue } })),
  ];
  return {
    grid: { left: 12, right: 16, top: 22, bottom: 40 },
    xAxis: { type: "value", scale: true, ...axis(palette, "slippage, bps"), splitLine: { show: false } },
    yAxis: { type: "value", max: 1.05 * top, show: false },
    series: [...series, { type: "line", data: [], z: 10, markLine: { symbol: "none", silent: true, data: lines } }],
  };
}
