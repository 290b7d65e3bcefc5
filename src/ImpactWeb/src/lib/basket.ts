import type { Schema } from "../api/types.ts";
import { parseCsv } from "./csv.ts";
import { toIso } from "./duration.ts";

export type BasketRequest = Schema["BasketRequest"];
export type BasketAnswer = Schema["BasketAnswer"];
export type BasketJob = Schema["BasketJobAnswer"];
export type BasketLine = Schema["BasketLineAnswer"];
type LineRequest = Schema["BasketLineRequest"];

export const columns = ["id", "instrument", "side", "quantity", "notional", "advFraction"] as const;
type Column = (typeof columns)[number];

/** What else people call the columns. */
const otherNames: Readonly<Record<string, Column>> = { symbol: "instrument", ticker: "instrument", qty: "quantity", size: "quantity", shares: "quantity", value: "notional", adv: "advFraction", adv_fraction: "advFraction", advfraction: "advFraction" };

export interface ParsedBasket {
  readonly lines: readonly LineRequest[];
  /** Why there are none, or which columns were passed over; empty when all is well. */
  readonly fault: string;
}

/** Lines of pasted or dropped text; its first row names the columns. What is wrong with a value is for the service to say, line by line. */
export function parseBasket(text: string): ParsedBasket {
  const [header, ...rows] = parseCsv(text);
  if (!header) return { lines: [], fault: "" };
  const found = header.map(columnOf);
  const unknown = header.filter((_, i) => found[i] === undefined);
  if (!found.includes("instrument") || !found.includes("side")) return { lines: [], fault: `The first row must name the columns: instrument, side and one of quantity, notional, advFraction; found ${header.join(", ")}.` };
  const lines = rows.map(row => lineOf(row, found));
  return { lines, fault: unknown.length > 0 ? `Not used: ${unknown.join(", ")}.` : "" };
}

function columnOf(name: string): Column | undefined {
  const plain = name.trim().toLowerCase();
  return columns.find(column => column.toLowerCase() === plain) ?? otherNames[plain];
}

function lineOf(row: readonly string[], found: readonly (Column | undefined)[]): LineRequest {
  const line: { [name in Column]?: string } = {};
  found.forEach((column, i) => {
    const value = row[i];
    if (column && value) line[column] = column === "side" ? value.toLowerCase() : value.replaceAll(/(?<=\d),(?=\d{3})/g, "");
  });
  return line;
}

export interface BasketForm {
  readonly horizon: string;
  readonly strategy: "aggressive" | "balanced" | "passive";
  readonly asOf: string;
  readonly currency: string;
  /** "EUR=1.08, GBP=1.27" */
  readonly rates: string;
}

export const emptyBasketForm: BasketForm = { horizon: "30m", strategy: "balanced", asOf: "latest", currency: "", rates: "" };

/** The ends of the total's bands; they are answered for every line, so no more than these. */
export const bandLevels: readonly number[] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

export function toBasketRequest(lines: readonly LineRequest[], form: BasketForm): BasketRequest {
  const rates = ratesOf(form.rates);
  return {
    lines: [...lines],
    horizon: toIso(form.horizon),
    strategy: form.strategy,
    levels: [...bandLevels],
    ...(form.asOf === "now" || form.asOf.trim() === "" ? {} : { asOf: form.asOf.trim() }),
    ...(form.currency.trim() === "" ? {} : { currency: form.currency.trim() }),
    ...(Object.keys(rates).length > 0 ? { currencyRates: rates } : {}),
  };
}

export function ratesOf(text: string): Record<string, string> {
  return Object.fromEntries(text.split(/[,;]/).map(part => part.split("=").map(side => side.trim())).filter(([name, rate]) => name && rate).map(([name, rate]) => [name!, rate!]));
}

export type SortKey = "index" | "instrument" | "notional" | "costMoney" | "meanBps";

/** Refusals first, then by the chosen column; the filter looks in symbol, name and reason. */
export function arrange(lines: readonly BasketLine[], key: SortKey, isDescending: boolean, filter: string): BasketLine[] {
  const wanted = filter.trim().toLowerCase();
  const shown = lines.filter(line => wanted === "" || [line.instrument, line.id, line.refusal?.code, line.refusal?.detail].some(text => text?.toLowerCase().includes(wanted)));
  const direction = isDescending ? -1 : 1;
  return shown.sort((a, b) => Number(a.refusal == null) - Number(b.refusal == null) || direction * compare(valueOf(a, key), valueOf(b, key)) || a.index - b.index);
}

function valueOf(line: BasketLine, key: SortKey): number | string {
  switch (key) {
    case "index": return line.index;
    case "instrument": return line.instrument ?? "";
    case "notional": return line.result?.notional ?? 0;
    case "costMoney": return line.result?.costMoney ?? 0;
    case "meanBps": return line.result?.slippage.meanBps ?? 0;
  }
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function basketCsvRows(answer: BasketAnswer): (string | number)[][] {
  const header = ["id", "instrument", "side", "quantity", "notional", "mean_bps", "standard_deviation_bps", "temporary_bps", "permanent_bps", "cost", "rung", "refusal"];
  return [header, ...answer.lines.map(({ id, instrument, side, result, refusal }) => [
    id ?? "", instrument ?? "", side ?? "", result?.quantity ?? "", result?.notional ?? "", result?.slippage.meanBps ?? "", result?.slippage.standardDeviationBps ?? "",
    result?.temporaryBps ?? "", result?.permanentBps ?? "", result?.costMoney ?? "", result?.rung ?? "", refusal ? `${refusal.code}: ${refusal.detail}` : "",
  ])];
}
