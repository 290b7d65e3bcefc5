import type { Schema } from "../api/types.ts";
import { toIso } from "./duration.ts";
import { thresholdsOf, toOrder, type Ticket } from "./ticket.ts";

export type ScenarioRequest = Schema["ScenarioRequest"];
export type ScenarioAnswer = Schema["ScenarioAnswer"];
export type Way = Schema["ScenarioWayAnswer"];

/** A way to trade the order, as typed; empty text means as in the order. */
export interface WayDraft {
  readonly strategy: "aggressive" | "balanced" | "passive";
  readonly horizon: string;
}

/** The three that a trader expects, over the order's horizon. */
export const standardWays: readonly WayDraft[] = [{ strategy: "aggressive", horizon: "" }, { strategy: "balanced", horizon: "" }, { strategy: "passive", horizon: "" }];

/** Each strategy over each horizon. */
export function gridOf(horizons: readonly string[]): WayDraft[] {
  return horizons.flatMap(horizon => standardWays.map(way => ({ ...way, horizon })));
}

/** "30m, 1h" as its parts; empty text is the order's own horizon. */
export function horizonsOf(text: string): string[] {
  const parts = text.split(",").map(part => part.trim()).filter(part => part !== "");
  return parts.length > 0 ? parts : [""];
}

export function toScenarios(ticket: Ticket, horizons: string, riskWeight: string): ScenarioRequest {
  const weight = Number(riskWeight);
  return {
    order: toOrder(ticket),
    ways: gridOf(horizonsOf(horizons)).map(way => ({ strategy: way.strategy, ...(way.horizon === "" ? {} : { horizon: toIso(way.horizon), name: `${way.strategy}, ${way.horizon}` }) })),
    thresholdsBps: thresholdsOf(ticket),
    riskWeight: riskWeight.trim() === "" || Number.isNaN(weight) ? riskWeight as unknown as number : weight,
  };
}

/** One row of the table for each way, best first, for the clipboard. */
export function csvRows(answer: ScenarioAnswer): (string | number)[][] {
  const header = ["way", "rank", "start", "horizon_seconds", "taker_fraction", "temporary_bps", "permanent_bps", "total_bps", "standard_deviation_bps", "threshold_bps", "probability_beyond", "cost_at_risk_bps", "rung", "non_dominated"];
  return [header, ...byRank(answer.ways).map(way => [
    way.name, way.rank, way.startTime, way.horizonSeconds, way.takerFraction, way.temporaryBps, way.permanentBps, way.totalBps, way.slippage.standardDeviationBps,
    way.exceedance[0]?.thresholdBps ?? "", way.exceedance[0]?.probability ?? "", way.costAtRisk.slippageBps ?? "", way.rung, String(way.nonDominated),
  ])];
}

export function byRank(ways: readonly Way[]): Way[] {
  return [...ways].sort((a, b) => a.rank - b.rank);
}
