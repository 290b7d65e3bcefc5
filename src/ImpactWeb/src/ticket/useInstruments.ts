import { get } from "../api/client.ts";
import type { Instrument, Schema } from "../api/types.ts";
import { useAnswer } from "../api/useAnswer.ts";

/** All instruments by symbol; undefined until the service has answered. */
export function useInstruments(): readonly Instrument[] | undefined {
  const { answer } = useAnswer("instruments", signal => get<Schema["InstrumentsAnswer"]>("/v1/instruments", signal), 0);
  return answer?.instruments ?? undefined;
}
