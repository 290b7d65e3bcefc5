import type { Problem } from "../api/types.ts";
import { faultText } from "../lib/faults.ts";

/** A refusal in the service's own words; fields are explained at the fields as well. */
export function ProblemBox({ problem }: { problem: Problem }) {
  return (
    <div class="card problem" role="alert">
      <strong>{problem.title}</strong>
      <p>{problem.detail}</p>
      {problem.errors.length > 1 ? <ul>{problem.errors.map(error => <li><code>{error.pointer}</code> {faultText(error)}</li>)}</ul> : null}
      <p class="faint">{problem.code}{problem.traceId ? ` · request ${problem.traceId}` : ""}</p>
    </div>
  );
}
