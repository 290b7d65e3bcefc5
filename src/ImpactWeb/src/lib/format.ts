/** Numbers as a trader reads them. All formats are for display only; nothing here is computed on. */

export function bps(value: number | null | undefined, digits = 1): string {
  return value == null || !Number.isFinite(value) ? "–" : `${fixed(value, digits)} bps`;
}

/** "-0.04" to one digit is "0.0", not "-0.0". */
export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace("-", "−");
}

/** A probability or share; the ends are never rounded to certainty. */
export function percent(share: number | null | undefined): string {
  if (share == null || !Number.isFinite(share)) return "–";
  if (share > 0 && share < 0.01) return "< 1 %";
  if (share < 1 && share > 0.99) return "> 99 %";
  return `${(100 * share).toFixed(0)} %`;
}

export function percentExact(share: number | null | undefined, digits = 1): string {
  return share == null || !Number.isFinite(share) ? "–" : `${fixed(100 * share, digits)} %`;
}

export function money(amount: number | null | undefined, currency: string): string {
  if (amount == null || !Number.isFinite(amount)) return "–";
  const digits = Math.abs(amount) < 100 ? 2 : 0;
  const text = currencyFormat(currency, digits)?.format(Math.abs(amount)) ?? `${Math.abs(amount).toFixed(digits)} ${currency}`;
  return amount < 0 ? `−${text}` : text;
}

/** Undefined for what is not an ISO currency, such as USDT. */
function currencyFormat(currency: string, digits: number): Intl.NumberFormat | undefined {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  } catch (failure) {
    if (failure instanceof RangeError) return undefined;
    throw failure;
  }
}

export function quantity(value: number | string | null | undefined): string {
  if (value == null) return "–";
  return new Intl.NumberFormat("en", { maximumFractionDigits: 6 }).format(Number(value));
}

/** An age in its largest sensible unit. */
export function age(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return "–";
  if (seconds < 1) return `${(1000 * seconds).toFixed(0)} ms`;
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  if (seconds < 7_200) return `${(seconds / 60).toFixed(0)} min`;
  if (seconds < 172_800) return `${(seconds / 3_600).toFixed(0)} h`;
  return `${(seconds / 86_400).toFixed(0)} d`;
}

/** "2025-10-31 16:44:59 UTC" */
export function time(text: string | null | undefined): string {
  return text ? `${text.slice(0, 10)} ${text.slice(11, 19)} UTC` : "–";
}

/** "insideSupport" as "inside support". */
export function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
