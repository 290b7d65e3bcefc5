import assert from "node:assert/strict";
import { test } from "node:test";
import { coverageOf, numberIn, pitOf } from "../src/lib/promotion.ts";

test("pitOf_counts_becomeShares", () => assert.deepEqual(pitOf({ pitCounts: [1, 3] }), [0.25, 0.75]));
test("pitOf_nothing_isEmpty", () => assert.deepEqual([pitOf(undefined), pitOf({ pitCounts: [] }), pitOf({ pitCounts: "x" })], [[], [], []]));
test("coverageOf_halfAPoint_isLeftOut", () => assert.deepEqual(coverageOf({ coverage: [{ nominal: 0.9, actual: 0.91 }, { nominal: 0.5 }] }), [{ nominal: 0.9, actual: 0.91 }]));
test("numberIn_otherTypes_areUndefined", () => assert.deepEqual([numberIn({ a: 1 }, "a"), numberIn({ a: "1" }, "a"), numberIn(null, "a")], [1, undefined, undefined]));
