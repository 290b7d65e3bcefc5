import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, bandLevels, emptyBasketForm, parseBasket, ratesOf, toBasketRequest, type BasketLine } from "../src/lib/basket.ts";

test("parseBasket_otherNamesAndThousands_areUnderstood", () => {
  const { lines, fault } = parseBasket("Ticker,Side,Qty,Desk\nOAK,BUY,\"12,500\",x\n");
  assert.deepEqual(lines, [{ instrument: "OAK", side: "buy", quantity: "12500" }]);
  assert.equal(fault, "Not used: Desk.");
});

test("parseBasket_withoutHeader_saysWhatItNeeds", () => {
  const { lines, fault } = parseBasket("OAK,buy,100");
  assert.equal(lines.length, 0);
  assert.match(fault, /must name the columns.*found OAK, buy, 100/);
});

test("parseBasket_nothing_isNoFault", () => assert.deepEqual(parseBasket(" \n"), { lines: [], fault: "" }));

test("toBasketRequest_optionals_areAbsentWhenEmpty", () => {
  assert.deepEqual(toBasketRequest([], { ...emptyBasketForm, asOf: "now" }), { lines: [], horizon: "PT30M", strategy: "balanced", levels: [...bandLevels] });
  assert.deepEqual(toBasketRequest([], { ...emptyBasketForm, currency: "USD", rates: "EUR=1.08" }).currencyRates, { EUR: "1.08" });
});

test("ratesOf_nonsense_isLeftOut", () => assert.deepEqual(ratesOf("EUR=1.08; GBP = 1.27, x"), { EUR: "1.08", GBP: "1.27" }));

test("arrange_refusals_comeFirstWhateverTheColumn", () => {
  const line = (index: number, instrument: string, meanBps: number | null) => ({ index, instrument, ...(meanBps === null ? { refusal: { code: "x", detail: "y" } } : { result: { slippage: { meanBps } } }) }) as unknown as BasketLine;
  const lines = [line(0, "B", 1), line(1, "A", 5), line(2, "C", null)];
  assert.deepEqual(arrange(lines, "meanBps", true, "").map(l => l.index), [2, 1, 0]);
  assert.deepEqual(arrange(lines, "instrument", false, "").map(l => l.index), [2, 1, 0]);
  assert.deepEqual(arrange(lines, "index", false, "b").map(l => l.index), [0]);
});
