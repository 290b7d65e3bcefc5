import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { post, type Refused } from "../api/client.ts";
import type { EstimateAnswer } from "../api/types.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { Answer } from "../answer/Answer.tsx";
import { ProblemBox } from "../app/ProblemBox.tsx";
import { replaceQuery } from "../app/router.ts";
import { faultText } from "../lib/faults.ts";
import { fieldOfPointer, fromQuery, toQuery, toRequest, type Ticket } from "../lib/ticket.ts";
import { TicketForm } from "./TicketForm.tsx";
import { useInstruments } from "./useInstruments.ts";

/** The first page: describe an order, see what it will cost as you type. */
export function TicketPage({ query }: { query: URLSearchParams }) {
  const [ticket, setTicket] = useState(() => fromQuery(query));
  const instruments = useInstruments();
  useLayoutEffect(() => replaceQuery("ticket", toQuery(ticket)), [ticket]);
  useEffect(() => {
    const first = instruments?.[0];
    if (first) setTicket(now => now.instrument === "" ? { ...now, instrument: first.symbol } : now);
  }, [instruments]);

  const request = toRequest(ticket);
  const key = ticket.instrument === "" ? null : JSON.stringify(request);
  const { answer, refusal, isSlow } = useAnswer(key, signal => post<EstimateAnswer>("/v1/estimates", request, signal));
  const faults = useMemo(() => faultsOf(refusal), [refusal]);
  const change = (part: Partial<Ticket>) => setTicket(now => ({ ...now, ...part }));
  return (
    <div class="split">
      <TicketForm ticket={ticket} instruments={instruments ?? []} faults={faults} onChange={change} />
      <section aria-label="Answer" aria-busy={isSlow}>
        {isSlow ? <p role="status" class="progress">Estimating …</p> : null}
        {refusal ? <ProblemBox problem={refusal.problem} /> : null}
        {answer && !refusal ? <Answer answer={answer} thresholdBps={Number(ticket.thresholdBps)} onThreshold={value => change({ thresholdBps: String(value) })} compareQuery={toQuery(ticket)} /> : null}
        {ticket.instrument === "" ? <p class="faint">Choose an instrument to begin.</p> : null}
      </section>
    </div>
  );
}

export type Faults = Partial<Record<keyof Ticket, string>>;

function faultsOf(refusal: Refused | undefined): Faults {
  const faults: Faults = {};
  for (const error of refusal?.problem.errors ?? []) {
    const field = fieldOfPointer[error.pointer];
    if (field) faults[field] ??= error.pointer === "/advFraction" ? `${faultText(error)}, as a fraction (this form takes percent)` : faultText(error);
  }
  return faults;
}
