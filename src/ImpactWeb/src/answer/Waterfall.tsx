import type { CustomSeriesOption, EChartsOption } from "echarts";
import type { EstimateAnswer } from "../api/types.ts";
import { Chart } from "../charts/Chart.tsx";
import { axis, type Palette } from "../charts/palette.ts";
import { bps, fixed } from "../lib/format.ts";

interface Step {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The mean cost in steps; timing risk is an error bar on the total, never a step. */
export function Waterfall({ answer }: { answer: EstimateAnswer }) {
  const d = answer.decomposition;
  const steps = stepsOf([["Spread", d.spreadCostBps], ["Temporary", d.temporaryBeyondSpreadBps], ["Permanent", d.permanentBps], ...(d.feesBps === 0 ? [] : [["Fees", d.feesBps] as const])]);
  const bars = [...steps, { name: "Total", from: 0, to: d.totalBps }];
  const label = `Mean cost in steps: ${steps.map(step => `${step.name} ${bps(step.to - step.from, 2)}`).join(", ")}; total ${bps(d.totalBps, 2)}, timing risk ${bps(d.timingRiskBps)} either way`;
  return (
    <figure class="card">
      <figcaption>What the mean is made of</figcaption>
      <Chart label={label} heightPx={40 * bars.length + 50} option={palette => optionOf(palette, bars, d.timingRiskBps)} />
      <p class="hint">Temporary: beyond the spread. Error bar: timing risk ± {bps(d.timingRiskBps)}, what the price moves by itself while the order is worked; its mean is zero, so it is no step of the sum.</p>
    </figure>
  );
}

function stepsOf(parts: readonly (readonly [string, number])[]): Step[] {
  let sum = 0;
  return parts.map(([name, value]) => ({ name, from: sum, to: (sum += value) }));
}

function optionOf(palette: Palette, bars: readonly Step[], timingRiskBps: number): EChartsOption {
  const total = bars[bars.length - 1]!;
  return {
    grid: { left: 84, right: 56, top: 6, bottom: 40 },
    xAxis: { type: "value", ...axis(palette, "bps") },
    yAxis: { type: "category", inverse: true, data: bars.map(bar => bar.name), axisLabel: { color: palette.text }, axisTick: { show: false }, axisLine: { show: false } },
    series: [
      { type: "custom", silent: true, data: bars.map((bar, i) => [bar.from, bar.to, i]), encode: { x: [0, 1], y: 2 }, renderItem: (_, api) => barShape(palette, bars.length, api) },
      { type: "custom", silent: true, data: [[total.to - timingRiskBps, total.to + timingRiskBps, bars.length - 1]], encode: { x: [0, 1], y: 2 }, renderItem: (_, api) => errorBar(palette, api) },
    ],
  };
}

type RenderApi = Parameters<NonNullable<CustomSeriesOption["renderItem"]>>[1];

/** Half the thickness of a bar, and half the height of an error bar's ends, in pixels. */
const HALF_BAR_PX = 9;
const HALF_END_PX = 5;

function barShape(palette: Palette, count: number, api: RenderApi) {
  const { from, to, x0, x1, y, index } = placeOf(api);
  const fill = index === count - 1 ? palette.blue : to >= from ? palette.orange : palette.bands[3];
  return {
    type: "group" as const,
    children: [
      { type: "rect" as const, shape: { x: Math.min(x0, x1), y: y - HALF_BAR_PX, width: Math.max(1, Math.abs(x1 - x0)), height: 2 * HALF_BAR_PX, r: 2 }, style: { fill } },
      { type: "text" as const, style: { x: Math.max(x0, x1) + 6, y: y - HALF_BAR_PX, text: fixed(to - from, 2), fill: palette.text, verticalAlign: "middle" as const } },
    ],
  };
}

function errorBar(palette: Palette, api: RenderApi) {
  const { x0, x1, y } = placeOf(api);
  const line = (shape: { x1: number; y1: number; x2: number; y2: number }) => ({ type: "line" as const, shape, style: { stroke: palette.text, lineWidth: 1.5 } });
  const end = (x: number) => line({ x1: x, x2: x, y1: y - HALF_END_PX, y2: y + HALF_END_PX });
  return { type: "group" as const, children: [line({ x1: x0, x2: x1, y1: y, y2: y }), end(x0), end(x1)] };
}

function placeOf(api: RenderApi) {
  const from = Number(api.value(0)), to = Number(api.value(1)), index = Number(api.value(2));
  const [x0 = 0, y = 0] = api.coord([from, index]);
  const [x1 = 0] = api.coord([to, index]);
  return { from, to, index, x0, x1, y };
}
