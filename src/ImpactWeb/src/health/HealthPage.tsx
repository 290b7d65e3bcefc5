import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client.ts";
import type { Schema } from "../api/types.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { ProblemBox } from "../app/ProblemBox.tsx";
import { Feeds } from "./Feeds.tsx";
import { Models } from "./Models.tsx";
import { Readiness } from "./Readiness.tsx";

/** How often the page looks again. */
const REFRESH_MS = 5_000;

/** Whether the numbers can be trusted now: service, models, feeds. */
export function HealthPage() {
  const tick = useTick(REFRESH_MS);
  const ready = useAnswer(`ready ${tick}`, signal => get<Schema["ReadyAnswer"]>("/health/ready", signal), 0);
  const models = useAnswer(`models ${tick}`, signal => get<Schema["ModelsAnswer"]>("/v1/models", signal), 0);
  const instruments = useAnswer(`instruments ${tick}`, signal => get<Schema["InstrumentsAnswer"]>("/v1/instruments", signal), 0);
  const refusal = ready.refusal ?? models.refusal ?? instruments.refusal;
  return (
    <div class="health">
      {refusal ? <ProblemBox problem={refusal.problem} /> : null}
      {ready.answer ? <Readiness ready={ready.answer} /> : <p role="status" class="progress">Asking …</p>}
      {models.answer ? <Models models={models.answer} /> : null}
      {instruments.answer ? <Feeds instruments={instruments.answer.instruments ?? []} /> : null}
    </div>
  );
}

function useTick(everyMs: number): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick(value => value + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return tick;
}
