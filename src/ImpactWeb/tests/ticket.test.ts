import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyTicket, fromQuery, hundredth, pictureLevels, toOrder, toQuery, toRequest } from "../src/lib/ticket.ts";

test("toRequest_eachUnit_givesExactlyOneSize", () => {
  const sizes = (["quantity", "notional", "advPercent"] as const).map(unit => toRequest({ ...emptyTicket, size: "5", unit }));
  assert.deepEqual(sizes.map(r => [r.quantity, r.notional, r.advFraction]), [["5", undefined, undefined], [undefined, "5", undefined], [undefined, undefined, "0.05"]]);
});

test("toRequest_textThatIsNoNumber_isSentForTheServiceToRefuse", () => {
  const request = toRequest({ ...emptyTicket, size: "many", strategy: "custom", takerFraction: "half" });
  assert.equal(request.advFraction, "many");
  assert.equal(request.takerFraction as unknown, "half");
});

test("toRequest_emptyOptionals_areAbsent", () => {
  const request = toRequest({ ...emptyTicket, asOf: "now" });
  assert.deepEqual(["asOf", "limitPrice", "fees", "marketState"].filter(name => name in request), []);
});

test("query_roundTrip_reopensTheSameForm", () => {
  const ticket = { ...emptyTicket, instrument: "OAK", side: "sell" as const, size: "2.5", horizon: "1h 30m", asOf: "2025-10-31T16:44:59Z" };
  assert.deepEqual(fromQuery(new URLSearchParams(toQuery(ticket).toString())), ticket);
});

test("fromQuery_foreignValues_fallBack", () => {
  const ticket = fromQuery(new URLSearchParams("side=up&unit=kg&strategy=wild&unknown=1"));
  assert.deepEqual([ticket.side, ticket.unit, ticket.strategy], ["buy", "advPercent", "balanced"]);
});

test("hundredth_decimal_hasNoBinaryNoise", () => {
  assert.equal(hundredth("0.7"), "0.007");
  assert.equal(hundredth("x"), "x");
});

test("pictureLevels_bands_areAmongThem", () => {
  for (const level of [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]) assert.ok(pictureLevels.includes(level));
  assert.ok(pictureLevels.length <= 50);
});

test("toOrder_feesAndLimit_areLeftToTheEstimate", () => {
  const order = toOrder({ ...emptyTicket, instrument: "OAK", feesBps: "0.5", limitPrice: "15" });
  assert.deepEqual(["fees", "limitPrice", "levels", "thresholdsBps", "explain"].filter(name => name in order), []);
});
