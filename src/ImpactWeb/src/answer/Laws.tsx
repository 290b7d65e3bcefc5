import type { EstimateAnswer } from "../api/types.ts";
import { fixed, words } from "../lib/format.ts";

/** What the published laws say of the same order. */
export function Laws({ answer }: { answer: EstimateAnswer }) {
  const cell = (value: number | null | undefined) => value == null ? "–" : fixed(value, 2);
  return (
    <section class="card">
      <h2>The laws beside it</h2>
      <table>
        <caption class="faint">Means, bps.</caption>
        <thead><tr><th scope="col">Law</th><th scope="col">Slippage</th><th scope="col">Price shift</th></tr></thead>
        <tbody>
          <tr class="own"><th scope="row">This answer</th><td>{fixed(answer.slippage.meanBps, 2)}</td><td>{fixed(answer.priceShift.meanBps, 2)}</td></tr>
          {answer.laws.map(law => <tr><th scope="row">{words(law.name ?? "")}</th><td>{cell(law.slippageMeanBps)}</td><td>{cell(law.priceShiftMeanBps)}</td></tr>)}
        </tbody>
      </table>
    </section>
  );
}
