import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { post, type Refused } from "../api/client.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { SourceBadges, sourceText } from "../answer/Standing.tsx";
import { TextField } from "../app/fields.tsx";
import { ProblemBox } from "../app/ProblemBox.tsx";
import { hashOf, replaceQuery } from "../app/router.ts";
import { toCsv } from "../lib/csv.ts";
import { faultText } from "../lib/faults.ts";
import { fromQuery, toQuery } from "../lib/ticket.ts";
import { noLimits, type ScheduleLimits } from "../lib/schedule.ts";
import { csvRows, toScenarios, type ScenarioAnswer } from "../lib/ways.ts";
import { useInstruments } from "../ticket/useInstruments.ts";
import { CopyButton } from "../app/CopyButton.tsx";
import { Frontier } from "./Frontier.tsx";
import { SchedulePanel } from "./SchedulePanel.tsx";
import { WayTable } from "./WayTable.tsx";

/** One order, several ways: table, cost against risk, and the schedule of the chosen way. */
export function ComparePage({ query }: { query: URLSearchParams }) {
  const [state, setState] = useState(() => stateOf(query));
  const instruments = useInstruments();
  useLayoutEffect(() => replaceQuery("compare", queryOf(state)), [state]);
  useEffect(() => {
    const first = instruments?.[0];
    if (first) setState(now => now.ticket.instrument === "" ? { ...now, ticket: { ...now.ticket, instrument: first.symbol } } : now);
  }, [instruments]);

  const request = toScenarios(state.ticket, state.horizons, state.riskWeight);
  const key = state.ticket.instrument === "" ? null : JSON.stringify(request);
  const { answer, refusal, isSlow } = useAnswer(key, signal => post<ScenarioAnswer>("/v1/scenarios:compare", request, signal));
  const chosen = answer?.ways.find(way => way.name === state.way) ?? answer?.ways.find(way => way.name === answer.best);
  const change = (part: Partial<State>) => setState(now => ({ ...now, ...part }));
  const choose = (way: string) => change({ way });
  return (
    <div class="compare" aria-busy={isSlow}>
      <form class="card filters" aria-label="Ways" onSubmit={event => event.preventDefault()}>
        <p class="order-line">{orderLine(state)} <a href={hashOf("ticket", toQuery(state.ticket))}>Change the order</a></p>
        <TextField id="horizons" label="Horizons" value={state.horizons} hint="such as 5m, 30m, 1h; empty: the order's own" fault={faultAt(refusal, "horizon")} onValue={horizons => change({ horizons })} />
        <TextField id="risk-weight" label="Risk aversion λ" inputMode="decimal" value={state.riskWeight} hint="ranked by mean + λ · standard deviation" fault={faultAt(refusal, "riskWeight")} onValue={riskWeight => change({ riskWeight })} />
        <TextField id="threshold" label="Limit to watch, bps" inputMode="decimal" value={state.ticket.thresholdBps} fault={faultAt(refusal, "thresholdsBps/0")} onValue={thresholdBps => setState(now => ({ ...now, ticket: { ...now.ticket, thresholdBps } }))} />
      </form>
      {isSlow ? <p role="status" class="progress">Comparing …</p> : null}
      {refusal ? <ProblemBox problem={refusal.problem} /> : null}
      {answer && !refusal ? (
        <>
          <section class="card">
            <div class="card-head"><h2>Ways to trade it</h2><CopyButton text={() => toCsv(csvRows(answer))} label="Copy as CSV" /><CopyButton text={() => location.href} label="Copy link" /></div>
            <div class="standing">
              <ul class="badges"><SourceBadges marketState={answer.marketState} provenance={answer.provenance} /></ul>
              <p class="faint">{sourceText(answer)}</p>
            </div>
            <WayTable answer={answer} chosen={chosen?.name} onChoose={choose} />
          </section>
          <Frontier answer={answer} chosen={chosen?.name} onChoose={choose} />
          {chosen ? <SchedulePanel ticket={state.ticket} way={chosen} limits={state} onLimits={change} /> : null}
        </>
      ) : null}
    </div>
  );
}

interface State extends ScheduleLimits {
  readonly ticket: ReturnType<typeof fromQuery>;
  readonly horizons: string;
  readonly riskWeight: string;
  /** Name of the chosen way; empty: the best one. */
  readonly way: string;
}

const defaults = { horizons: "", riskWeight: "0.1", way: "", ...noLimits };
const names = Object.keys(defaults) as (keyof typeof defaults)[];

function stateOf(query: URLSearchParams): State {
  const given = Object.fromEntries(names.filter(name => query.has(name)).map(name => [name, query.get(name)!]));
  return { ticket: fromQuery(query), ...defaults, ...given };
}

function queryOf(state: State): URLSearchParams {
  const query = toQuery(state.ticket);
  for (const name of names) {
    if (state[name] !== defaults[name]) query.set(name, state[name]);
  }
  return query;
}

function orderLine({ ticket }: State): string {
  const size = { advPercent: `${ticket.size} % of ADV`, quantity: `${ticket.size} units`, notional: `${ticket.size} notional` }[ticket.unit];
  return `${ticket.side === "buy" ? "Buy" : "Sell"} ${size} of ${ticket.instrument || "…"} over ${ticket.horizon}, as of ${ticket.asOf}.`;
}

/** The first fault of any way's field of that name, or of the order's. */
function faultAt(refusal: Refused | undefined, field: string): string | undefined {
  const error = refusal?.problem.errors.find(candidate => candidate.pointer.endsWith(`/${field}`));
  return error && faultText(error);
}
