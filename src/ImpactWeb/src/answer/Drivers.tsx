import type { EstimateAnswer } from "../api/types.ts";
import { fixed, words } from "../lib/format.ts";

/** What moved the mean: exact Shapley values of the feature groups, as the service gives them. */
export function Drivers({ answer }: { answer: EstimateAnswer }) {
  const parts = (answer.explanation?.contributions ?? []).map(part => ({ term: part.term ?? "", bps: part.bps ?? 0 })).filter(part => part.bps !== 0);
  if (parts.length === 0) return null;
  const most = Math.max(...parts.map(part => Math.abs(part.bps)));
  return (
    <section class="card">
      <h2>What drives it</h2>
      <table class="bars">
        <caption class="faint">Contributions to the mean, bps; they add up to it.</caption>
        <tbody>
          {parts.map(part => (
            <tr>
              <th scope="row">{words(part.term)}</th>
              <td class="bar"><span class={part.bps < 0 ? "less" : "more"} style={{ width: `${50 * Math.abs(part.bps) / most}%` }} /></td>
              <td>{fixed(part.bps, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
