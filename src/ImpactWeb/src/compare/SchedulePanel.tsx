import type { EChartsOption } from "echarts";
import { post, type Refused } from "../api/client.ts";
import type { Schema } from "../api/types.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { TextField } from "../app/fields.tsx";
import { CopyButton } from "../app/CopyButton.tsx";
import { ProblemBox } from "../app/ProblemBox.tsx";
import { Chart } from "../charts/Chart.tsx";
import { axis, type Palette } from "../charts/palette.ts";
import { toCsv } from "../lib/csv.ts";
import { faultText } from "../lib/faults.ts";
import { bps, fixed, percentExact, quantity, time } from "../lib/format.ts";
import { sliceRows, toScheduleRequest, type Plan, type ScheduleLimits, type Slice } from "../lib/schedule.ts";
import type { Ticket } from "../lib/ticket.ts";
import type { Way } from "../lib/ways.ts";
import { ScheduleFrontier } from "./ScheduleFrontier.tsx";

/** How the chosen way would be cut into slices, over the volume that is expected of the others. */
export function SchedulePanel({ ticket, way, limits, onLimits }: { ticket: Ticket; way: Way; limits: ScheduleLimits; onLimits: (changed: Partial<ScheduleLimits>) => void }) {
  const request = way.horizonSeconds > 0 ? toScheduleRequest(ticket, way, limits) : null;
  const { answer, refusal, isSlow } = useAnswer(request && JSON.stringify(request), signal => post<Schema["ScheduleAnswer"]>("/v1/schedules", request, signal));
  const plan = answer?.schedules[0];
  return (
    <figure class="card" aria-busy={isSlow}>
      <div class="card-head"><figcaption>Schedule of {way.name}</figcaption>{plan && !refusal ? <CopyButton text={() => toCsv(sliceRows(plan))} label="Copy slices as CSV" /> : null}</div>
      <div class="limits">
        <TextField id="blackout" label="Blackout" value={limits.blackout} placeholder="2025-10-31T15:55:00Z/2025-10-31T16:10:00Z" fault={faultOf(refusal, "/blackouts")} onValue={blackout => onLimits({ blackout })} />
        <TextField id="aversion" label="Risk aversion λ, per bps" inputMode="decimal" value={limits.aversion} placeholder="0.0001" fault={faultOf(refusal, "/riskAversionPerBps")} onValue={aversion => onLimits({ aversion })} />
        <TextField id="cap" label="Cap, % of a slice's volume" inputMode="decimal" value={limits.capPercent} fault={faultOf(refusal, "/maxParticipation")} onValue={capPercent => onLimits({ capPercent })} />
      </div>
      {request === null ? <p class="faint">One sweep: there is nothing to schedule.</p> : null}
      {isSlow ? <p role="status" class="progress">Planning …</p> : null}
      {refusal ? <ProblemBox problem={refusal.problem} /> : null}
      {answer && plan && !refusal ? (
        <>
          <Chart label={`${plan.slices.length} slices, together ${quantity(plan.quantity)} units; the table below has the numbers`} heightPx={240} option={palette => optionOf(palette, plan.slices)} />
          <p class="hint">Bars: our slices. Line: expected volume of the others. Optimal on the law fitted to the forecast (fit error {bps(answer.law.fitErrorRmsBps, 2)}): mean {bps(plan.slippage.meanBps, 2)}, standard deviation {bps(plan.slippage.standardDeviationBps)}, at most {percentExact(plan.peakParticipation)} of a slice's volume.</p>
          <SliceTable plan={plan} />
          <ScheduleFrontier frontier={answer.frontier} chosen={plan} onChoose={aversion => onLimits({ aversion: String(aversion) })} />
        </>
      ) : null}
    </figure>
  );
}

function faultOf(refusal: Refused | undefined, pointer: string): string | undefined {
  const error = refusal?.problem.errors.find(candidate => candidate.pointer.startsWith(pointer));
  return error && faultText(error);
}

/** To the minute where slices last that long, else to the second. */
function startsOf(slices: readonly Slice[]): string[] {
  const starts = slices.map(slice => slice.startTime.slice(11, 16));
  return new Set(starts).size === starts.length ? starts : slices.map(slice => slice.startTime.slice(11, 19));
}

function optionOf(palette: Palette, slices: readonly Slice[]): EChartsOption {
  return {
    grid: { left: 84, right: 84, top: 16, bottom: 40 },
    xAxis: { type: "category", data: startsOf(slices), ...axis(palette, "start, UTC") },
    yAxis: [{ type: "value", ...axis(palette, "slice, units"), nameGap: 64 }, { type: "value", ...axis(palette, "others, units"), nameGap: 64, splitLine: { show: false } }],
    series: [
      { type: "bar", data: slices.map(slice => Number(slice.quantity)), itemStyle: { color: palette.blue }, silent: true },
      { type: "line", yAxisIndex: 1, data: slices.map(slice => slice.otherVolumeUnits), showSymbol: false, lineStyle: { color: palette.orange }, silent: true },
    ],
  };
}

function SliceTable({ plan }: { plan: Plan }) {
  return (
    <details>
      <summary>{plan.slices.length} slices</summary>
      <div class="scroll">
        <table>
          <thead><tr><th scope="col">Start</th><th scope="col">Units</th><th scope="col">Participation</th><th scope="col">Expected price</th><th scope="col">Limit band</th><th scope="col">Crosses</th><th scope="col">Venue</th></tr></thead>
          <tbody>
            {plan.slices.map(slice => (
              <tr>
                <th scope="row">{time(slice.startTime)}</th><td>{quantity(slice.quantity)}</td><td>{percentExact(slice.participation)}</td><td>{fixed(slice.expectedPrice, 4)}</td>
                <td>{fixed(slice.limitPriceBest, 4)} … {fixed(slice.limitPriceWorst, 4)}</td><td>{percentExact(slice.takerFraction, 0)}</td><td title={slice.venueReason}>{slice.venue}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
