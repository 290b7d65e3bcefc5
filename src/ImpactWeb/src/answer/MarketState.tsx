import type { EstimateAnswer } from "../api/types.ts";
import { age, bps, percentExact, quantity, time, words } from "../lib/format.ts";

/** The market that the answer is for, with the age of what was measured. */
export function MarketState({ answer }: { answer: EstimateAnswer }) {
  const { marketState: market, order } = answer;
  const rows: readonly [string, string][] = [
    ["As of", time(market.asOf)],
    ["Bid × ask", market.bid == null || market.ask == null ? "–" : `${market.bid} × ${market.ask}`],
    ["Half spread", bps(market.halfSpreadBps, 2)],
    ["ADV", `${quantity(market.advUnits == null ? null : Math.round(market.advUnits))} (${market.advSessions} sessions)`],
    ["Volatility", `${percentExact(market.dailyVolatility, 2)} a day (${words(market.dailyVolatilitySource ?? "")})`],
    ["Order, of ADV", percentExact(order.advFraction, 2)],
    ["Participation", percentExact(order.participation)],
    ["Quote, trade, depth age", [market.quoteAgeSeconds, market.tradeAgeSeconds, market.depthAgeSeconds].map(age).join(", ")],
    ["To the close", age(market.secondsToClose)],
  ];
  const overrides = market.overrides ?? [];
  return (
    <section class="card">
      <h2>Market state</h2>
      <dl class="facts">{rows.map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}</dl>
      {overrides.length > 0 ? <p class="badge warn">Yours, not measured: {overrides.join(", ")}</p> : null}
      <details>
        <summary>All {market.features?.length ?? 0} features</summary>
        <div class="scroll"><table>
          <tbody>{(market.features ?? []).map(feature => <tr><th scope="row">{feature.name}</th><td>{feature.value == null ? "–" : Number(feature.value.toPrecision(5))}</td><td class="faint">{feature.unit}</td></tr>)}</tbody>
        </table></div>
      </details>
      {answer.notes.length > 0 ? <details><summary>How to read the numbers</summary><ul>{answer.notes.map(note => <li>{note}</li>)}</ul></details> : null}
    </section>
  );
}
