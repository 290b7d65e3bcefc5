import type { EstimateAnswer } from "../api/types.ts";
import { fixed, words } from "../lib/format.ts";

/** Laws as their papers call them. */
const names: Readonly<Record<string, string>> = { constant: "Constant", squareRoot: "Square root", almgren: "Almgren et al. 2005", iStar: "I-Star", propagator: "Propagator", power: "Power" };

const nameOf = (law: string) => names[law] ?? words(law);

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
          {answer.laws.map(law => <tr><th scope="row">{nameOf(law.name ?? "")}</th><td>{cell(law.slippageMeanBps)}</td><td>{cell(law.priceShiftMeanBps)}</td></tr>)}
        </tbody>
      </table>
    </section>
  );
}
