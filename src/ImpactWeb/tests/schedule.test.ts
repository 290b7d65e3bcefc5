import assert from "node:assert/strict";
import { test } from "node:test";
import { noLimits, sliceLength, toScheduleRequest } from "../src/lib/schedule.ts";
import { emptyTicket } from "../src/lib/ticket.ts";
import type { Way } from "../src/lib/ways.ts";

test("sliceLength_horizons_giveReadableNumbersOfSlices", () => {
  assert.deepEqual([60, 1_800, 10_800, 23_400].map(sliceLength), ["PT10S", "PT120S", "PT480S", "PT1020S"]);
});

test("toScheduleRequest_way_keepsItsHorizonAndTakerFraction", () => {
  const request = toScheduleRequest({ ...emptyTicket, instrument: "OAK" }, { horizon: "PT1H", horizonSeconds: 3_600, takerFraction: 0.1 } as Way, noLimits);
  assert.deepEqual([request.order.horizon, request.order.takerFraction, "strategy" in request.order], ["PT1H", 0.1, false]);
});

test("toScheduleRequest_limits_areSentAsWindowsAndFraction", () => {
  const request = toScheduleRequest(emptyTicket, { horizon: "PT1H", horizonSeconds: 3_600, takerFraction: 1 } as Way, { blackout: "a/b, c", capPercent: "60", aversion: "0.002" });
  assert.deepEqual(request.blackouts, [{ from: "a", to: "b" }, { from: "c", to: "" }]);
  assert.equal(request.maxParticipation, 0.6);
  assert.equal(request.riskAversionPerBps, 0.002);
});
