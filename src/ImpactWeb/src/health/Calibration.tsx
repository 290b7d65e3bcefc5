import type { EChartsOption } from "echarts";
import { get } from "../api/client.ts";
import type { Schema } from "../api/types.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { Chart } from "../charts/Chart.tsx";
import { axis, type Palette } from "../charts/palette.ts";
import { coverageOf, pitOf, type Coverage } from "../lib/promotion.ts";
import { percentExact } from "../lib/format.ts";

/** How the forecasts of the answering model held on the days that it was judged on. */
export function Calibration({ modelId }: { modelId: string }) {
  const { answer } = useAnswer(`model ${modelId}`, signal => get<Schema["ModelAnswer"]>(`/v1/models/${encodeURIComponent(modelId)}`, signal), 0);
  const coverage = coverageOf(answer?.promotion), pit = pitOf(answer?.promotion);
  if (coverage.length === 0) return answer ? <p class="faint">The answering model was stored without its coverage.</p> : null;
  return (
    <div class="pair">
      <figure>
        <figcaption>Coverage of its central intervals</figcaption>
        <Chart label={coverage.map(point => `${percentExact(point.nominal, 0)} interval covers ${percentExact(point.actual)}`).join("; ")} heightPx={220} option={palette => coverageOption(palette, coverage)} />
        <p class="hint">Bars and second line: share of test orders inside. Marks and first line: what it should be.</p>
      </figure>
      {pit.length > 0 ? (
        <figure>
          <figcaption>PIT of its forecasts</figcaption>
          <Chart label="Histogram of the probability integral transform; flat when calibrated" heightPx={220} option={palette => pitOption(palette, pit)} />
          <p class="hint">Flat is calibrated; a hump is too wide, a bowl too narrow.</p>
        </figure>
      ) : null}
    </div>
  );
}

const LABEL_LINE_PX = 15;

const share = (palette: Palette) => ({ ...axis(palette, ""), axisLabel: { color: palette.faint, formatter: (value: number) => `${Math.round(100 * value)} %` } });

function coverageOption(palette: Palette, coverage: readonly Coverage[]): EChartsOption {
  return {
    grid: { left: 48, right: 12, top: 24, bottom: 52 },
    xAxis: { type: "category", data: coverage.map(point => `${percentExact(point.nominal, 0)}\n${percentExact(point.actual)}`), ...axis(palette, ""), axisLabel: { color: palette.faint, interval: 0, lineHeight: LABEL_LINE_PX } },
    yAxis: { type: "value", min: 0, max: 1, ...share(palette) },
    series: [
      { type: "bar", data: coverage.map(point => point.actual), itemStyle: { color: palette.bands[3] }, barWidth: "50%", silent: true },
      { type: "scatter", data: coverage.map(point => point.nominal), symbol: "rect", symbolSize: [46, 3], itemStyle: { color: palette.orange }, silent: true, z: 5 },
    ],
  };
}

/** Bins from one label to the next. */
const LABEL_EVERY = 4;

function pitOption(palette: Palette, shares: readonly number[]): EChartsOption {
  const flat = 1 / shares.length;
  return {
    grid: { left: 48, right: 12, top: 24, bottom: 40 },
    xAxis: { type: "category", data: shares.map((_, i) => (i / shares.length).toFixed(2)), ...axis(palette, "PIT"), axisLabel: { color: palette.faint, interval: LABEL_EVERY - 1 } },
    yAxis: { type: "value", min: 0, ...share(palette) },
    series: [{
      type: "bar", data: [...shares], itemStyle: { color: palette.bands[3] }, barCategoryGap: "8%", silent: true,
      markLine: { symbol: "none", silent: true, lineStyle: { color: palette.orange, type: "solid" }, label: { show: false }, data: [{ yAxis: flat }] },
    }],
  };
}
