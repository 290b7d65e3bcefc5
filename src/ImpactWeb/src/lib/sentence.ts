import type { EstimateAnswer } from "../api/types.ts";
import { bps, money, percent } from "./format.ts";

/** "Expect 5.9 bps ($5,900); 15 % chance of more than 10 bps." */
export function sentenceOf(answer: EstimateAnswer): string {
  const mean = answer.slippage.meanBps;
  const amount = money(answer.money.slippage, answer.money.currency);
  const first = mean < 0 ? `Expect to gain ${bps(-mean)} (${money(-answer.money.slippage, answer.money.currency)})` : `Expect ${bps(mean)} (${amount})`;
  const point = answer.exceedance[0];
  return point ? `${first}; ${percent(point.probability)} chance of more than ${bps(point.thresholdBps)}.` : `${first}.`;
}
