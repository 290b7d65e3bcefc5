import assert from "node:assert/strict";
import { test } from "node:test";
import { standingMood, standingText } from "../src/lib/standing.ts";

test("standingMood is that of the worst part", () => {
  assert.equal(standingMood("learned", "inside"), "good");
  assert.equal(standingMood("learned", "edge"), "warn");
  assert.equal(standingMood("parametric", "inside"), "warn");
  assert.equal(standingMood("parametric", "outside"), "bad");
  assert.equal(standingMood("learned", "inside", true), "bad");
  assert.equal(standingMood("learned", undefined), "bad");
});

test("standingText names every part", () => {
  assert.equal(standingText("parametric", "outside", true), "parametric, outside, stale");
  assert.equal(standingText("learned", "edge"), "learned, edge");
});
