import { fixed, money, percentExact } from "../lib/format.ts";
import { fromIso } from "../lib/duration.ts";
import { standingMood, standingText } from "../lib/standing.ts";
import { byRank, type ScenarioAnswer, type Way } from "../lib/ways.ts";

interface Props {
  readonly answer: ScenarioAnswer;
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
}

export function WayTable({ answer, chosen, onChoose }: Props) {
  const threshold = answer.ways[0]?.exceedance[0]?.thresholdBps;
  return (
    <div class="scroll">
      <table class="ways">
        <caption class="faint">Best first by mean + {answer.riskWeight} · risk. Efficient: no other way is cheaper without more risk.</caption>
        <thead>
          <tr>
            <th scope="col">Way</th><th scope="col">Horizon</th><th scope="col">Temporary</th><th scope="col">Permanent</th><th scope="col">Total, bps</th><th scope="col">{answer.order.currency}</th>
            <th scope="col">Std dev</th><th scope="col">P(&gt; {threshold} bps)</th><th scope="col">95 % at most</th><th scope="col">Stands on</th>
          </tr>
        </thead>
        <tbody>{byRank(answer.ways).map(way => <Row key={way.name} way={way} currency={answer.order.currency ?? ""} isChosen={way.name === chosen} onChoose={onChoose} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ way, currency, isChosen, onChoose }: { way: Way; currency: string; isChosen: boolean; onChoose: (name: string) => void }) {
  return (
    <tr class={isChosen ? "own chosen" : undefined}>
      <th scope="row"><button type="button" class="link" aria-pressed={isChosen} onClick={() => onChoose(way.name)}>{way.name}</button>{way.nonDominated ? <span class="tag">efficient</span> : null}</th>
      <td>{fromIso(way.horizon)}</td><td>{fixed(way.temporaryBps, 2)}</td><td>{fixed(way.permanentBps, 2)}</td><td>{fixed(way.totalBps, 2)}</td><td>{money(way.totalMoney, currency)}</td>
      <td>{fixed(way.slippage.standardDeviationBps, 1)}</td><td>{percentExact(way.exceedance[0]?.probability)}</td><td>{fixed(way.costAtRisk.slippageBps ?? Number.NaN, 1)}</td>
      <td class={`${standingMood(way.rung, way.support.overall)}-text`}>{standingText(way.rung, way.support.overall)}</td>
    </tr>
  );
}
