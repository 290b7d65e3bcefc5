import type { Schema } from "../api/types.ts";
import { hundredth, toOrder, type Ticket } from "./ticket.ts";
import type { Way } from "./ways.ts";

export type ScheduleRequest = Schema["ScheduleRequest"];
export type Plan = Schema["SchedulePlanAnswer"];
export type Slice = Schema["SliceAnswer"];

/** Slices of about this many; the picture stays readable. */
const SLICES_WANTED = 24;

/** The service's shortest slice. */
const SHORTEST_SECONDS = 10;

/** What a schedule must keep, as typed. */
export interface ScheduleLimits {
  /** "from/to" in RFC 3339, several separated by commas: nothing is traded there. */
  readonly blackout: string;
  /** Most of any slice's volume, percent. */
  readonly capPercent: string;
  /** λ of least mean + λ · variance, per bps; empty: the service's. */
  readonly aversion: string;
}

export const noLimits: ScheduleLimits = { blackout: "", capPercent: "", aversion: "" };

/** Points of the efficient frontier that are drawn. */
const FRONTIER_POINTS = 12;

/** The optimal schedule of a way: the same order over the way's horizon, crossing as much. */
export function toScheduleRequest(ticket: Ticket, way: Way, limits: ScheduleLimits): ScheduleRequest {
  const { strategy: _strategy, takerFraction: _taker, ...order } = toOrder(ticket);
  const blackouts = windowsOf(limits.blackout);
  return {
    order: { ...order, horizon: way.horizon, takerFraction: way.takerFraction },
    strategies: ["optimal"],
    sliceLength: sliceLength(way.horizonSeconds),
    frontierPoints: FRONTIER_POINTS,
    ...(blackouts.length > 0 ? { blackouts } : {}),
    ...(limits.capPercent.trim() === "" ? {} : { maxParticipation: numberOf(hundredth(limits.capPercent)) }),
    ...(limits.aversion.trim() === "" ? {} : { riskAversionPerBps: numberOf(limits.aversion.trim()) }),
  };
}

/** Half a window is sent as it is: the service says what it expects. */
function windowsOf(text: string): { from: string; to: string }[] {
  return text.split(",").map(part => part.trim()).filter(part => part !== "").map(part => {
    const [from = "", to = ""] = part.split("/").map(end => end.trim());
    return { from, to };
  });
}

/** What is no number goes as it is: the service says what it expects. */
function numberOf(text: string): number {
  return Number.isNaN(Number(text)) ? text as unknown as number : Number(text);
}

/** Whole minutes where the horizon allows, else whole tens of seconds. */
export function sliceLength(horizonSeconds: number): string {
  const seconds = horizonSeconds / SLICES_WANTED;
  const step = seconds >= 60 ? 60 : SHORTEST_SECONDS;
  return `PT${Math.max(SHORTEST_SECONDS, step * Math.ceil(seconds / step))}S`;
}

export function sliceRows(plan: Plan): (string | number)[][] {
  const header = ["start", "end", "quantity", "participation", "expected_price", "limit_best", "limit_worst", "taker_fraction", "venue", "venue_reason"];
  return [header, ...plan.slices.map(slice => [slice.startTime, slice.endTime, slice.quantity, slice.participation, slice.expectedPrice, slice.limitPriceBest, slice.limitPriceWorst, slice.takerFraction, slice.venue, slice.venueReason])];
}
