import type { EChartsOption } from "echarts";
import { useRef } from "preact/hooks";
import type { Schema } from "../api/types.ts";
import { Chart, type ChartHandle } from "../charts/Chart.tsx";
import { axis, type Palette } from "../charts/palette.ts";
import { bps } from "../lib/format.ts";
import type { Plan } from "../lib/schedule.ts";

type Point = Schema["FrontierPointAnswer"];

interface Props {
  readonly frontier: readonly Point[];
  readonly chosen: Plan;
  readonly onChoose: (riskAversionPerBps: number) => void;
}

/** The efficient frontier of schedules: pointing tells, clicking plans with the risk aversion of the point; the field above does the same for the keyboard. */
export function ScheduleFrontier({ frontier, chosen, onChoose }: Props) {
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const points = useRef(frontier);
  points.current = frontier;
  const listen = (chart: ChartHandle) => void chart.on("click", event => {
    const point = points.current[event.dataIndex];
    if (event.seriesType === "scatter" && point) choose.current(point.riskAversionPerBps ?? 0);
  });
  if (frontier.length === 0) return null;
  return (
    <>
      <h3>Efficient schedules</h3>
      <Chart label={`Mean cost against standard deviation of ${frontier.length} optimal schedules by risk aversion`} heightPx={220} onReady={listen} option={palette => optionOf(palette, frontier, chosen)} />
      <p class="hint">From cheapest to safest; the ring is the schedule above. Click a point to plan with its risk aversion.</p>
    </>
  );
}

function optionOf(palette: Palette, frontier: readonly Point[], chosen: Plan): EChartsOption {
  const line = frontier.map(point => [point.standardDeviationBps ?? 0, point.meanBps ?? 0]);
  return {
    grid: { left: 64, right: 24, top: 16, bottom: 44 },
    tooltip: { trigger: "item", formatter: params => tip(frontier[(params as { dataIndex: number }).dataIndex]) },
    xAxis: { type: "value", scale: true, ...axis(palette, "standard deviation, bps") },
    yAxis: { type: "value", scale: true, ...axis(palette, "mean, bps"), nameGap: 48 },
    series: [
      { type: "line", data: line, showSymbol: false, silent: true, lineStyle: { color: palette.orange, type: "dashed" } },
      { type: "scatter", data: [[chosen.slippage.standardDeviationBps, chosen.slippage.meanBps]], symbolSize: 18, silent: true, itemStyle: { color: "transparent", borderColor: palette.text, borderWidth: 2 } },
      { type: "scatter", data: line, symbolSize: 11, cursor: "pointer", itemStyle: { color: palette.orange } },
    ],
  };
}

function tip(point: Point | undefined): string {
  return point ? `λ ${Number((point.riskAversionPerBps ?? 0).toPrecision(3))} per bps<br>mean ${bps(point.meanBps, 2)}, std dev ${bps(point.standardDeviationBps)}` : "";
}
