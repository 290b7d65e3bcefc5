import assert from "node:assert/strict";
import { test } from "node:test";
import { age, bps, fixed, money, percent, quantity, time, words } from "../src/lib/format.ts";

test("bps_negativeZero_losesItsSign", () => {
  assert.equal(bps(-0.04), "0.0 bps");
  assert.equal(bps(-1.26), "−1.3 bps");
  assert.equal(bps(Number.NaN), "–");
});

test("percent_nearTheEnds_isNeverCertain", () => {
  assert.equal(percent(0.004), "< 1 %");
  assert.equal(percent(0.996), "> 99 %");
  assert.equal(percent(0.15), "15 %");
  assert.equal(percent(0), "0 %");
});

test("money_knownAndUnknownCurrency_areBothReadable", () => {
  assert.equal(money(5900.4, "USD"), "$5,900");
  assert.equal(money(-12.3, "USD"), "−$12.30");
  assert.equal(money(7, "USDT"), "7.00 USDT");
});

test("age_growing_changesUnit", () => {
  assert.deepEqual([0.25, 90, 600, 10_000, 300_000].map(age), ["250 ms", "90 s", "10 min", "3 h", "3 d"]);
});

test("words_camelCase_isSplit", () => assert.equal(words("sizeOutsideSupport"), "size outside support"));
test("time_rfc3339_isCutToSeconds", () => assert.equal(time("2025-10-31T16:44:59.379023Z"), "2025-10-31 16:44:59 UTC"));
test("quantity_decimalString_hasSeparators", () => assert.equal(quantity("1168000.5"), "1,168,000.5"));
test("fixed_digits_areKept", () => assert.equal(fixed(2, 2), "2.00"));
