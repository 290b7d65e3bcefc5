import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { Refused, Unreachable } from "./client.ts";
import { reportReachable, reportUnreachable } from "../app/connection.ts";
import { KeyContext } from "../app/KeyGate.tsx";

/** Typing pauses before a question is asked. */
const DEBOUNCE_MS = 250;

/** A wait that is shorter is not worth a flicker. */
const SHOW_PROGRESS_MS = 300;

/** First and longest wait before a lost service is asked again. */
const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 10_000;

export interface Answered<T> {
  /** The last good answer; kept while a newer question is open. */
  readonly answer: T | undefined;
  readonly refusal: Refused | undefined;
  /** True once the open question has waited long enough to say so. */
  readonly isSlow: boolean;
}

/**
 * Asks when the question (by its key) or the API key changes: debounced, the older question aborted, asked again by itself while the service is away.
 * @param key identifies the question; null asks nothing.
 */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>, debounceMs = DEBOUNCE_MS): Answered<T> {
  const [answer, setAnswer] = useState<T>();
  const [refusal, setRefusal] = useState<Refused>();
  const [isSlow, setSlow] = useState(false);
  const latest = useRef(ask);
  latest.current = ask;
  const keys = useContext(KeyContext);

  useEffect(() => {
    setSlow(false);
    if (key === null) {
      setRefusal(undefined);
      return;
    }
    const abort = new AbortController();
    let retryMs = RETRY_FIRST_MS;
    let timer = setTimeout(attempt, debounceMs);
    const slow = setTimeout(() => setSlow(true), debounceMs + SHOW_PROGRESS_MS);

    async function attempt(): Promise<void> {
      try {
        const found = await latest.current(abort.signal);
        if (abort.signal.aborted) return;
        reportReachable();
        setAnswer(() => found);
        setRefusal(undefined);
      } catch (failure) {
        if (abort.signal.aborted) return;
        if (failure instanceof Unreachable) {
          reportUnreachable();
          timer = setTimeout(attempt, retryMs);
          retryMs = Math.min(2 * retryMs, RETRY_MOST_MS);
          return;
        }
        if (!(failure instanceof Refused)) throw failure;
        reportReachable();
        setAnswer(undefined);
        setRefusal(failure);
      }
      clearTimeout(slow);
      setSlow(false);
    }

    return () => {
      abort.abort();
      clearTimeout(timer);
      clearTimeout(slow);
    };
  }, [key, keys]);

  return { answer, refusal, isSlow };
}
