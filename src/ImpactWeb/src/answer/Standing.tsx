import type { EstimateAnswer } from "../api/types.ts";
import { age, time, words } from "../lib/format.ts";
import { supportMood, type Mood } from "../lib/standing.ts";

/** What the numbers stand on: rung, support, staleness. Always shown, in words and in colour. */
export function Standing({ answer }: { answer: EstimateAnswer }) {
  const { support, provenance, marketState } = answer;
  const axes = [["size", support.size], ["horizon", support.horizon], ["taker fraction", support.takerFraction]].filter(([, where]) => where !== "inside");
  return (
    <div class="standing">
      <ul class="badges">
        <Badge mood={answer.rung === "learned" ? "good" : "warn"}>{answer.rung === "learned" ? "Learned model" : "Parametric law"}</Badge>
        <Badge mood={supportMood(support.overall)}>Support: {support.overall}{axes.length > 0 ? ` (${axes.map(([axis, where]) => `${axis} ${where}`).join(", ")})` : ""}</Badge>
        <SourceBadges marketState={marketState} provenance={provenance} />
        {answer.recorded ? null : <Badge mood="bad">Not recorded</Badge>}
      </ul>
      <p class="faint">
        {answer.rungReason.text} <span class="code">({words(answer.rungReason.code ?? "")})</span> {sourceText(answer)} Estimate <code>{answer.estimateId}</code>
      </p>
    </div>
  );
}

type Source = Pick<EstimateAnswer, "marketState" | "provenance">;

/** How fresh the market is and what is to be known of the model: the same in every answer about one order. */
export function SourceBadges({ marketState, provenance }: Source) {
  return (
    <>
      <Badge mood={marketState.stale ? "bad" : "good"}>{marketState.stale ? "Stale market data" : "Market data fresh"}{marketState.quoteAgeSeconds == null ? "" : `: quote ${age(marketState.quoteAgeSeconds)} old`}</Badge>
      {provenance.inSample ? <Badge mood="warn">In sample: the model may have seen this moment</Badge> : null}
      {provenance.activatedAnyway ? <Badge mood="warn">Model did not pass its backtest</Badge> : null}
    </>
  );
}

export function sourceText({ marketState, provenance }: Source): string {
  return `As of ${time(marketState.asOf)}, ${provenance.modelId ? `model ${provenance.modelId}` : "no trained model"}.`;
}

function Badge({ mood, children }: { mood: Mood; children: preact.ComponentChildren }) {
  const sign = { good: "●", warn: "▲", bad: "■" }[mood];
  return <li class={`badge ${mood}`}><span aria-hidden="true">{sign}</span> {children}</li>;
}
