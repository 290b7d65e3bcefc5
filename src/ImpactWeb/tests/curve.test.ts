import assert from "node:assert/strict";
import { test } from "node:test";
import { clip, densityAt, densityOf, valueAt } from "../src/lib/curve.ts";

const uniform = [0, 0.25, 0.5, 0.75, 1].map(level => ({ level, valueBps: 8 * level }));

test("densityOf_uniform_isFlatInside", () => {
  const { points, atoms } = densityOf(uniform);
  assert.deepEqual(points.slice(1, -1).map(point => point.density), [0.125, 0.125, 0.125, 0.125]);
  assert.equal(atoms.length, 0);
});

test("densityOf_equalQuantiles_areAnAtomWithTheirMass", () => {
  const { atoms } = densityOf([{ level: 0.1, valueBps: -1 }, { level: 0.3, valueBps: 2 }, { level: 0.5, valueBps: 2 }, { level: 0.6, valueBps: 2 }, { level: 0.9, valueBps: 9 }]);
  assert.equal(atoms.length, 1);
  assert.equal(atoms[0]!.x, 2);
  assert.ok(Math.abs(atoms[0]!.probability - 0.3) < 1e-12);
});

test("densityOf_noWidthAtAll_isOneAtom", () => assert.deepEqual(densityOf([{ level: 0.1, valueBps: 3 }, { level: 0.9, valueBps: 3 }]), { points: [], atoms: [{ x: 3, probability: 1 }] }));

test("clip_insideTheCurve_endsOnTheLines", () => {
  const { points } = densityOf(uniform);
  const part = clip(points, 2, 6);
  assert.equal(part[0]!.x, 2);
  assert.equal(part.at(-1)!.x, 6);
  assert.ok(part.every(point => point.density === 0.125));
  assert.equal(densityAt(points, 100), 0);
});

test("valueAt_levelNotAsked_isUndefined", () => {
  assert.equal(valueAt(uniform, 0.5), 4);
  assert.equal(valueAt(uniform, 0.6), undefined);
});
