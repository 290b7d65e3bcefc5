import type { EChartsOption } from "echarts";
import { useRef } from "preact/hooks";
import type { EstimateAnswer } from "../api/types.ts";
import { Chart, type ChartHandle } from "../charts/Chart.tsx";
import { axis, type Palette } from "../charts/palette.ts";
import { bps, percent, percentExact } from "../lib/format.ts";
import { points } from "./CostTable.tsx";

interface Props {
  readonly answer: EstimateAnswer;
  readonly thresholdBps: number;
  readonly onThreshold: (valueBps: number) => void;
}

/** Steps of the slider over the width of the curve. */
const SLIDER_STEPS = 200;

/** The chance of exceeding any cost. The limit is dragged in the picture or moved by the slider; its probability is the service's own. */
export function Exceedance({ answer, thresholdBps, onThreshold }: Props) {
  const chart = useRef<ChartHandle>();
  const curve = points(answer.slippage).map(point => [point.valueBps, 1 - point.level] as const);
  const low = curve[0]?.[0] ?? 0, high = curve[curve.length - 1]?.[0] ?? 1;
  const step = stepOf((high - low) / SLIDER_STEPS);
  const asked = answer.exceedance[0];
  const drag = (event: PointerEvent) => {
    if (event.buttons !== 1 || !chart.current) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const [x] = chart.current.convertFromPixel({ gridIndex: 0 }, [event.clientX - box.left, event.clientY - box.top]) as [number, number];
    onThreshold(round(Math.min(Math.max(x, low), high), step));
  };
  return (
    <figure class="card">
      <figcaption>Chance of costing more</figcaption>
      <div class="draggable" onPointerDown={drag} onPointerMove={drag}>
        <Chart label={`Chance that slippage exceeds a limit; ${percent(asked?.probability)} for ${bps(asked?.thresholdBps)}`} heightPx={220} onReady={made => { chart.current = made; }}
          option={palette => optionOf(palette, curve, asked?.thresholdBps ?? thresholdBps, asked?.probability ?? 0)} />
      </div>
      <div class="row">
        <input type="range" aria-label="Limit in bps" min={low} max={high} step={step} value={thresholdBps} onInput={event => onThreshold(round(Number(event.currentTarget.value), step))} />
        <output>{percentExact(asked?.probability)} chance of more than {bps(asked?.thresholdBps)}</output>
      </div>
    </figure>
  );
}

/** 1, 2 or 5 times a power of ten, at most the given width. */
function stepOf(width: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(width, 1e-6)));
  return width >= 5 * power ? 5 * power : width >= 2 * power ? 2 * power : power;
}

function round(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(6));
}

function optionOf(palette: Palette, curve: readonly (readonly [number, number])[], thresholdBps: number, probability: number): EChartsOption {
  return {
    grid: { left: 48, right: 16, top: 22, bottom: 40 },
    xAxis: { type: "value", scale: true, ...axis(palette, "slippage, bps") },
    yAxis: { type: "value", min: 0, max: 1, ...axis(palette, ""), axisLabel: { color: palette.faint, formatter: (value: number) => `${100 * value} %` } },
    series: [{
      type: "line", data: curve.map(point => [...point]), showSymbol: false, silent: true, lineStyle: { color: palette.blue, width: 2 }, areaStyle: { color: palette.bands[1], opacity: 0.5 },
      markLine: { symbol: "none", silent: true, lineStyle: { color: palette.orange, width: 2, type: "solid" }, data: [{ xAxis: thresholdBps, label: { formatter: percent(probability), color: palette.orange } }] },
    }],
  };
}
