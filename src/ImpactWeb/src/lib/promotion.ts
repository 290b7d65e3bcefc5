/** Figures of a backtest, which the contract leaves free-form: each is looked for, and undefined or empty where it is not. */

export interface Coverage {
  readonly nominal: number;
  readonly actual: number;
}

export function numberIn(figures: unknown, name: string): number | undefined {
  const value = memberOf(figures, name);
  return typeof value === "number" ? value : undefined;
}

export function coverageOf(figures: unknown): Coverage[] {
  return listIn(figures, "coverage").flatMap(point => {
    const nominal = numberIn(point, "nominal"), actual = numberIn(point, "actual");
    return nominal === undefined || actual === undefined ? [] : [{ nominal, actual }];
  });
}

/** Shares of the PIT's bins, which sum to 1. */
export function pitOf(figures: unknown): number[] {
  const counts = listIn(figures, "pitCounts").filter(count => typeof count === "number");
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total > 0 ? counts.map(count => count / total) : [];
}

function listIn(figures: unknown, name: string): readonly unknown[] {
  const value = memberOf(figures, name);
  return Array.isArray(value) ? value : [];
}

function memberOf(figures: unknown, name: string): unknown {
  return typeof figures === "object" && figures !== null ? (figures as Record<string, unknown>)[name] : undefined;
}
