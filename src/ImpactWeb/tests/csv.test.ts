import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCsv, toCsv } from "../src/lib/csv.ts";

test("parseCsv_quotesTabsAndLineEnds_areUnderstood", () => {
  assert.deepEqual(parseCsv("a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\r\n\r\n"), [["a", "b"], ["x,1", "say \"hi\""]]);
  assert.deepEqual(parseCsv("a\tb\n1,5\t2"), [["a", "b"], ["1,5", "2"]]);
  assert.deepEqual(parseCsv(""), []);
});

test("toCsv_roundTrip_isTheSame", () => {
  const rows = [["name", "text"], ["x", "a,\"b\"\nc"]];
  assert.deepEqual(parseCsv(toCsv(rows)), rows);
});
