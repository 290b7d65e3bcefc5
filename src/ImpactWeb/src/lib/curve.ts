/** Drawing of a distribution from the service's quantiles. No probability is computed here that the service did not give: the shapes between its points are straight lines. */

export interface QuantilePoint {
  readonly level: number;
  readonly valueBps: number;
}

export interface DensityPoint {
  readonly x: number;
  readonly density: number;
}

export interface Atom {
  readonly x: number;
  readonly probability: number;
}

export interface Density {
  readonly points: readonly DensityPoint[];
  /** Values that a share of all outcomes takes exactly, such as the half spread. */
  readonly atoms: readonly Atom[];
}

/** Quantiles closer together than this share of the whole width are one value. */
const ATOM_WIDTH_SHARE = 1e-4;

/** @param quantiles by increasing level. */
export function densityOf(quantiles: readonly QuantilePoint[]): Density {
  const first = quantiles[0], last = quantiles[quantiles.length - 1];
  if (!first || !last || last.valueBps <= first.valueBps) return { points: [], atoms: first ? [{ x: first.valueBps, probability: 1 }] : [] };
  const tie = ATOM_WIDTH_SHARE * (last.valueBps - first.valueBps);
  const points: DensityPoint[] = [{ x: first.valueBps, density: 0 }];
  const atoms: Atom[] = [];
  for (let i = 1; i < quantiles.length; i++) {
    const a = quantiles[i - 1]!, b = quantiles[i]!;
    const width = b.valueBps - a.valueBps, mass = b.level - a.level;
    if (width <= tie) addAtom(atoms, a.valueBps, mass, tie);
    else points.push({ x: (a.valueBps + b.valueBps) / 2, density: mass / width });
  }
  points.push({ x: last.valueBps, density: 0 });
  return { points, atoms };
}

function addAtom(atoms: Atom[], x: number, mass: number, tie: number): void {
  const before = atoms[atoms.length - 1];
  if (before && x - before.x <= 2 * tie) atoms[atoms.length - 1] = { x: before.x, probability: before.probability + mass };
  else atoms.push({ x, probability: mass });
}

/** The part of a density between two values, its ends on the straight lines. */
export function clip(points: readonly DensityPoint[], from: number, to: number): DensityPoint[] {
  const inside = points.filter(point => point.x > from && point.x < to);
  return [{ x: from, density: densityAt(points, from) }, ...inside, { x: to, density: densityAt(points, to) }];
}

export function densityAt(points: readonly DensityPoint[], x: number): number {
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!, b = points[i]!;
    if (x >= a.x && x <= b.x) return b.x === a.x ? b.density : a.density + (b.density - a.density) * (x - a.x) / (b.x - a.x);
  }
  return 0;
}

/** The value at a level that the service was asked for. */
export function valueAt(quantiles: readonly QuantilePoint[], level: number): number | undefined {
  return quantiles.find(point => Math.abs(point.level - level) < 1e-9)?.valueBps;
}
