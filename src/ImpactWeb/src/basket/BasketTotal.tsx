import { Distribution } from "../answer/Distribution.tsx";
import { bps, money, percent, percentExact } from "../lib/format.ts";
import type { BasketAnswer } from "../lib/basket.ts";

/** The priced lines together. */
export function BasketTotal({ answer }: { answer: BasketAnswer }) {
  const { total, factors } = answer;
  const counts = `${answer.pricedCount} of ${answer.lines.length} lines priced${answer.refusedCount > 0 ? `, ${answer.refusedCount} refused` : ""}.`;
  if (!total) return <section class="card"><h2>Total</h2><p class="badge bad">{counts} Nothing to add up.</p></section>;
  const point = total.exceedance[0];
  const rows: readonly [string, string][] = [
    ["Gross, net", `${money(total.grossNotional, total.currency)}, ${money(total.netNotional, total.currency)}`],
    ["Mean cost", `${bps(total.slippage.meanBps, 2)} (${money(total.costMoney, total.currency)})`],
    ["Temporary, permanent", `${bps(total.temporaryBps, 2)}, ${bps(total.permanentBps, 2)}`],
    ["Standard deviation", `${bps(total.slippage.standardDeviationBps)} (${money(total.standardDeviationMoney, total.currency)}); ${bps(total.independentStandardDeviationBps)} if nothing moved together`],
    ["Cost at risk", `${percentExact(total.costAtRisk.level, 0)}: ${bps(total.costAtRisk.slippageBps)}, beyond it ${bps(total.costAtRisk.expectedShortfallBps)} on average`],
    ["Chance of exceeding", point ? `${percent(point.probability)} for ${bps(point.thresholdBps)}` : "–"],
    ["What moves together", factors ? `${factors.factorCount} factors from ${factors.sessionCount} sessions, ${factors.drawCount} draws` : "–"],
  ];
  return (
    <section class="card">
      <h2>Total</h2>
      <p class="badges"><span class={answer.refusedCount > 0 ? "badge warn" : "badge good"}>{counts}</span>{answer.activatedAnyway ? <span class="badge warn">Model did not pass its backtest</span> : null}</p>
      <p class="hint">{answer.modelId ? `Model ${answer.modelId}` : "No trained model"}; what each line stands on is in the table.</p>
      <div class="pair">
        <dl class="facts">{rows.map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}</dl>
        <Distribution cost={total.slippage} isBare />
      </div>
      <details><summary>How to read the numbers</summary><ul>{answer.notes.map(note => <li>{note}</li>)}</ul></details>
    </section>
  );
}
