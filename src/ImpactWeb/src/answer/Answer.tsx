import type { EstimateAnswer } from "../api/types.ts";
import { hashOf } from "../app/router.ts";
import { sentenceOf } from "../lib/sentence.ts";
import { CostTable } from "./CostTable.tsx";
import { Distribution } from "./Distribution.tsx";
import { Drivers } from "./Drivers.tsx";
import { Exceedance } from "./Exceedance.tsx";
import { Laws } from "./Laws.tsx";
import { MarketState } from "./MarketState.tsx";
import { Standing } from "./Standing.tsx";
import { Waterfall } from "./Waterfall.tsx";

interface Props {
  readonly answer: EstimateAnswer;
  readonly thresholdBps: number;
  readonly onThreshold: (valueBps: number) => void;
  readonly compareQuery: URLSearchParams;
}

export function Answer({ answer, thresholdBps, onThreshold, compareQuery }: Props) {
  return (
    <div class="answer">
      <div class="card headline">
        <p class="sentence">{sentenceOf(answer)}</p>
        <Standing answer={answer} />
        <CostTable answer={answer} />
        <p class="links"><a href={hashOf("compare", compareQuery)}>Compare ways to trade it</a></p>
      </div>
      <Distribution cost={answer.slippage} />
      <Exceedance answer={answer} thresholdBps={thresholdBps} onThreshold={onThreshold} />
      <Waterfall answer={answer} />
      <Drivers answer={answer} />
      <Laws answer={answer} />
      <MarketState answer={answer} />
    </div>
  );
}
