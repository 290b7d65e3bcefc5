import type { EstimateAnswer } from "../api/types.ts";
import { age, time, words } from "../lib/format.ts";

type Mood = "good" | "warn" | "bad";

const moodOfSupport: Readonly<Record<string, Mood>> = { inside: "good", edge: "warn", outside: "bad" };

/** What the numbers stand on: rung, support, staleness. Always shown, in words and in colour. */
export function Standing({ answer }: { answer: EstimateAnswer }) {
  const { support, provenance, marketState } = answer;
  const axes = [["size", support.size], ["horizon", support.horizon], ["taker fraction", support.takerFraction]].filter(([, where]) => where !== "inside");
  return (
    <div class="standing">
      <ul class="badges">
        <Badge mood={answer.rung === "learned" ? "good" : "warn"}>{answer.rung === "learned" ? "Learned model" : "Parametric law"}</Badge>
        <Badge mood={moodOfSupport[support.overall ?? "outside"] ?? "bad"}>Support: {support.overall}{axes.length > 0 ? ` (${axes.map(([axis, where]) => `${axis} ${where}`).join(", ")})` : ""}</Badge>
        <Badge mood={marketState.stale ? "bad" : "good"}>{marketState.stale ? "Stale market data" : "Market data fresh"}{marketState.quoteAgeSeconds == null ? "" : `: quote ${age(marketState.quoteAgeSeconds)} old`}</Badge>
        {provenance.inSample ? <Badge mood="warn">In sample: the model may have seen this moment</Badge> : null}
        {provenance.activatedAnyway ? <Badge mood="warn">Model did not pass its backtest</Badge> : null}
        {answer.recorded ? null : <Badge mood="bad">Not recorded</Badge>}
      </ul>
      <p class="faint">
        {answer.rungReason.text} <span class="code">({words(answer.rungReason.code ?? "")})</span> As of {time(marketState.asOf)}
        {provenance.modelId ? `, model ${provenance.modelId}` : ", no trained model"}. Estimate <code>{answer.estimateId}</code>
      </p>
    </div>
  );
}

function Badge({ mood, children }: { mood: Mood; children: preact.ComponentChildren }) {
  const sign = { good: "●", warn: "▲", bad: "■" }[mood];
  return <li class={`badge ${mood}`}><span aria-hidden="true">{sign}</span> {children}</li>;
}
