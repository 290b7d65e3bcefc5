import type { EChartsOption } from "echarts";
import { useRef } from "preact/hooks";
import { Chart, type ChartHandle } from "../charts/Chart.tsx";
import { axis, type Palette } from "../charts/palette.ts";
import { bps } from "../lib/format.ts";
import type { ScenarioAnswer, Way } from "../lib/ways.ts";

interface Props {
  readonly answer: ScenarioAnswer;
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
}

/** Above and to the right of a point no line of a frontier runs: it falls. */
const LABEL_LIFT_PX = 9;

/** Cost against risk: pointing tells, clicking chooses; the table does the same for the keyboard. */
export function Frontier({ answer, chosen, onChoose }: Props) {
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const listen = (chart: ChartHandle) => void chart.on("click", event => choose.current(event.name));
  return (
    <figure class="card">
      <figcaption>Cost against risk</figcaption>
      <Chart label={`Mean cost against standard deviation of ${answer.ways.length} ways; the table above has the numbers`} heightPx={300} onReady={listen} option={palette => optionOf(palette, answer.ways, chosen)} />
    </figure>
  );
}

function optionOf(palette: Palette, ways: readonly Way[], chosen: string | undefined): EChartsOption {
  const point = (way: Way) => ({
    name: way.name, value: [way.slippage.standardDeviationBps, way.totalBps], symbolSize: way.name === chosen ? 18 : 11,
    itemStyle: { color: way.nonDominated ? palette.orange : palette.grey, borderColor: palette.text, borderWidth: way.name === chosen ? 2 : 0 },
    label: { show: ways.length <= 12, formatter: way.name, position: "right" as const, color: palette.text },
  });
  const efficient = ways.filter(way => way.nonDominated).map(way => [way.slippage.standardDeviationBps, way.totalBps]).sort((a, b) => a[0]! - b[0]!);
  return {
    grid: { left: 56, right: 110, top: 16, bottom: 44 },
    tooltip: { trigger: "item", formatter: params => tip(params, ways) },
    xAxis: { type: "value", scale: true, ...axis(palette, "standard deviation, bps") },
    yAxis: { type: "value", scale: true, ...axis(palette, "mean, bps"), nameGap: 40 },
    series: [
      { type: "line", data: efficient, showSymbol: false, silent: true, lineStyle: { color: palette.orange, type: "dashed" } },
      { type: "scatter", data: ways.map(point), cursor: "pointer", labelLayout: { hideOverlap: true, dy: -LABEL_LIFT_PX } },
    ],
  };
}

function tip(params: unknown, ways: readonly Way[]): string {
  const name = (params as { name?: string }).name ?? "";
  const way = ways.find(candidate => candidate.name === name);
  return way ? `${escape(name)}<br>mean ${bps(way.totalBps, 2)}, std dev ${bps(way.slippage.standardDeviationBps)}` : escape(name);
}

/** Names come from the address: they are text, never markup. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
}
