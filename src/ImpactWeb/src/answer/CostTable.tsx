import type { CostForecast, EstimateAnswer } from "../api/types.ts";
import { valueAt } from "../lib/curve.ts";
import { fixed, money } from "../lib/format.ts";

/** The numbers beside the pictures. */
export function CostTable({ answer }: { answer: EstimateAnswer }) {
  const { money: costs, order } = answer;
  const rows: readonly [string, CostForecast, number | undefined][] = [
    ["Slippage", answer.slippage, costs.slippage],
    ["– temporary", answer.temporaryImpact, costs.temporaryImpact],
    ["– permanent", answer.permanentImpact, costs.permanentImpact],
  ];
  return (
    <div class="scroll">
      <table>
        <caption class="faint">
          {order.side === "buy" ? "Buy" : "Sell"} {Number(order.quantity).toLocaleString("en")} {order.instrument} at {order.arrivalPrice}; bps of the arrival price. Means add up, quantiles do not.
        </caption>
        <thead><tr><th scope="col">Cost</th><th scope="col">Mean</th><th scope="col">{costs.currency}</th><th scope="col">Std dev</th><th scope="col">5 %</th><th scope="col">Median</th><th scope="col">95 %</th></tr></thead>
        <tbody>{rows.map(([name, cost, amount]) => <Row name={name} cost={cost} amount={money(amount, costs.currency ?? "")} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ name, cost, amount }: { name: string; cost: CostForecast; amount: string }) {
  const cell = (level: number) => {
    const value = valueAt(points(cost), level);
    return value === undefined ? "–" : fixed(value, 1);
  };
  return (
    <tr>
      <th scope="row">{name}</th><td>{fixed(cost.meanBps, 2)}</td><td>{amount}</td><td>{fixed(cost.standardDeviationBps, 1)}</td><td>{cell(0.05)}</td><td>{cell(0.5)}</td><td>{cell(0.95)}</td>
    </tr>
  );
}

/** The contract's points, whose members it marks as optional. */
export function points(cost: CostForecast) {
  return cost.quantiles.map(point => ({ level: point.level ?? 0, valueBps: point.valueBps ?? 0 }));
}
