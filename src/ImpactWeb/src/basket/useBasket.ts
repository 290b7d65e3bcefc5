import { useEffect, useRef, useState } from "preact/hooks";
import { get, post, Refused, remove, Unreachable } from "../api/client.ts";
import { reportReachable, reportUnreachable } from "../app/connection.ts";
import type { BasketAnswer, BasketJob, BasketRequest } from "../lib/basket.ts";

/** How often a job is looked at, and how often while the service cannot be reached. */
const POLL_MS = 300;
const RETRY_MS = 2_000;

export type BasketState =
  | { readonly is: "idle" }
  | { readonly is: "running"; readonly progress: number; readonly jobId: string | undefined }
  | { readonly is: "done"; readonly answer: BasketAnswer }
  | { readonly is: "refused"; readonly refusal: Refused }
  | { readonly is: "ended"; readonly text: string };

/** Prices a basket: at once when it is small, as a job that is followed when it is large. */
export function useBasket() {
  const [state, setState] = useState<BasketState>({ is: "idle" });
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  async function price(request: BasketRequest): Promise<void> {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ is: "running", progress: 0, jobId: undefined });
    try {
      const given = await post<BasketAnswer | BasketJob>("/v1/baskets", request, abort.signal);
      reportReachable();
      if ("jobId" in given) await follow(given, abort.signal);
      else setState({ is: "done", answer: given });
    } catch (failure) {
      if (abort.signal.aborted) return;
      if (failure instanceof Refused) setState({ is: "refused", refusal: failure });
      else if (failure instanceof Unreachable) {
        reportUnreachable();
        setState({ is: "ended", text: "The service cannot be reached; nothing was priced. Try again when it is back." });
      } else throw failure;
    }
  }

  async function follow(first: BasketJob, signal: AbortSignal): Promise<void> {
    let job = first, waitMs = POLL_MS;
    while (job.status === "queued" || job.status === "running") {
      setState({ is: "running", progress: job.progress, jobId: job.jobId });
      await new Promise(resolve => setTimeout(resolve, waitMs));
      if (signal.aborted) return;
      const seen = await look(job.jobId, signal);
      waitMs = seen ? POLL_MS : RETRY_MS;
      job = seen ?? job;
    }
    setState(job.result ? { is: "done", answer: job.result } : { is: "ended", text: job.status === "cancelled" ? "Cancelled." : "The service could not finish it; ask again." });
  }

  /** The job now; undefined while the service cannot be reached: the job goes on without the page. */
  async function look(jobId: string, signal: AbortSignal): Promise<BasketJob | undefined> {
    try {
      const job = await get<BasketJob>(`/v1/baskets/${jobId}`, signal);
      reportReachable();
      return job;
    } catch (failure) {
      if (!(failure instanceof Unreachable)) throw failure;
      reportUnreachable();
      return undefined;
    }
  }

  async function cancel(): Promise<void> {
    const jobId = state.is === "running" ? state.jobId : undefined;
    running.current?.abort();
    setState({ is: "ended", text: "Cancelled." });
    if (jobId) await remove<BasketJob>(`/v1/baskets/${jobId}`).catch((failure: unknown) => { if (!(failure instanceof Refused || failure instanceof Unreachable)) throw failure; });
  }

  return { state, price, cancel };
}
