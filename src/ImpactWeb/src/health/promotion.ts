/** A number of a free-form object, such as the figures of a backtest, or undefined. */
export function numberIn(figures: unknown, name: string): number | undefined {
  if (typeof figures !== "object" || figures === null) return undefined;
  const value = (figures as Record<string, unknown>)[name];
  return typeof value === "number" ? value : undefined;
}
