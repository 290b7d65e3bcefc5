import type { EstimateRequest } from "../api/types.ts";
import { toIso } from "./duration.ts";

export type SizeUnit = "quantity" | "notional" | "advPercent";
export type Strategy = "aggressive" | "balanced" | "passive";

/** What stands in the form, as typed. */
export interface Ticket {
  readonly instrument: string;
  readonly side: "buy" | "sell";
  readonly size: string;
  readonly unit: SizeUnit;
  readonly horizon: string;
  /** A named strategy, or a taker fraction as typed. */
  readonly strategy: Strategy | "custom";
  readonly takerFraction: string;
  /** "now", "latest" or an RFC 3339 time. */
  readonly asOf: string;
  readonly limitPrice: string;
  readonly feesBps: string;
  readonly advUnits: string;
  readonly dailyVolatilityPercent: string;
  readonly halfSpreadBps: string;
  readonly price: string;
  readonly thresholdBps: string;
}

export const emptyTicket: Ticket = {
  instrument: "", side: "buy", size: "1", unit: "advPercent", horizon: "30m", strategy: "balanced", takerFraction: "0.5", asOf: "latest",
  limitPrice: "", feesBps: "", advUnits: "", dailyVolatilityPercent: "", halfSpreadBps: "", price: "", thresholdBps: "10",
};

/** The quantiles of the pictures: the trained levels, between which the service's distribution function is straight; the ends of the 50, 80 and 90 % bands are among them. */
export const pictureLevels: readonly number[] = [0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99];

/** Which field of the form a pointer into the request's body means. */
export const fieldOfPointer: Readonly<Record<string, keyof Ticket>> = {
  "/instrument": "instrument", "/side": "side", "/quantity": "size", "/notional": "size", "/advFraction": "size", "/horizon": "horizon", "/strategy": "strategy",
  "/takerFraction": "takerFraction", "/asOf": "asOf", "/limitPrice": "limitPrice", "/fees": "feesBps", "/fees/bps": "feesBps", "/thresholdsBps": "thresholdBps", "/thresholdsBps/0": "thresholdBps",
  "/marketState/advUnits": "advUnits", "/marketState/dailyVolatility": "dailyVolatilityPercent", "/marketState/halfSpreadBps": "halfSpreadBps", "/marketState/price": "price",
};

/** The request of a form. Text that is no number goes as it is: the service says what it expects. */
export function toRequest(ticket: Ticket): EstimateRequest {
  const overrides = {
    ...given("advUnits", ticket.advUnits),
    ...given("dailyVolatility", ticket.dailyVolatilityPercent && hundredth(ticket.dailyVolatilityPercent)),
    ...given("halfSpreadBps", ticket.halfSpreadBps),
    ...given("price", ticket.price),
  };
  return {
    instrument: ticket.instrument.trim(),
    side: ticket.side,
    ...sizeOf(ticket),
    horizon: toIso(ticket.horizon),
    ...(ticket.strategy === "custom" ? { takerFraction: number(ticket.takerFraction) } : { strategy: ticket.strategy }),
    ...(ticket.asOf === "now" || ticket.asOf.trim() === "" ? {} : { asOf: ticket.asOf.trim() }),
    ...given("limitPrice", ticket.limitPrice),
    ...(ticket.feesBps.trim() === "" ? {} : { fees: { bps: ticket.feesBps.trim() } }),
    ...(Object.keys(overrides).length > 0 ? { marketState: overrides } : {}),
    thresholdsBps: thresholdsOf(ticket),
    levels: [...pictureLevels],
    explain: true,
  };
}

export function thresholdsOf(ticket: Ticket): number[] {
  return [number(ticket.thresholdBps)];
}

/** The order alone, as comparisons and schedules take it: what an estimate adds to it left out. */
export function toOrder(ticket: Ticket) {
  const { thresholdsBps: _thresholds, levels: _levels, explain: _explain, limitPrice: _limit, fees: _fees, ...order } = toRequest(ticket);
  return order;
}

function sizeOf(ticket: Ticket) {
  switch (ticket.unit) {
    case "quantity": return { quantity: ticket.size.trim() };
    case "notional": return { notional: ticket.size.trim() };
    case "advPercent": return { advFraction: hundredth(ticket.size) };
  }
}

/** "2.5" % as the fraction "0.025", without the noise of binary division; other text unchanged. */
export function hundredth(text: string): string {
  const trimmed = text.trim();
  return trimmed !== "" && Number.isFinite(Number(trimmed)) ? String(Number((Number(trimmed) / 100).toPrecision(12))) : trimmed;
}

/** The contract wants a number; what is none must still be sent, so that the service can name it. */
function number(text: string): number {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return trimmed === "" || Number.isNaN(value) ? trimmed as unknown as number : value;
}

function given<K extends string>(name: K, text: string): { [key in K]?: string } {
  return text.trim() === "" ? {} : { [name]: text.trim() } as { [key in K]: string };
}

/** Only what differs from the empty form stands in the address. */
export function toQuery(ticket: Ticket): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of names) {
    if (ticket[name] !== emptyTicket[name]) query.set(name, ticket[name]);
  }
  return query;
}

export function fromQuery(query: URLSearchParams): Ticket {
  const found = Object.fromEntries(names.flatMap(name => query.has(name) ? [[name, query.get(name)!]] : []));
  const ticket: Ticket = { ...emptyTicket, ...found };
  return {
    ...ticket,
    side: ticket.side === "sell" ? "sell" : "buy",
    unit: oneOf(ticket.unit, ["quantity", "notional", "advPercent"]) ?? emptyTicket.unit,
    strategy: oneOf(ticket.strategy, ["aggressive", "balanced", "passive", "custom"]) ?? emptyTicket.strategy,
  };
}

const names = Object.keys(emptyTicket) as (keyof Ticket)[];

function oneOf<T extends string>(value: string, valid: readonly T[]): T | undefined {
  return valid.find(candidate => candidate === value);
}
