import assert from "node:assert/strict";
import { test } from "node:test";
import { fromIso, toIso } from "../src/lib/duration.ts";

test("toIso_whatPeopleType_isIso8601", () => {
  assert.deepEqual(["30m", "1h 30m", "90 min", "0s", "2D", "1d2h"].map(toIso), ["PT30M", "PT1H30M", "PT90M", "PT0S", "P2D", "P1DT2H"]);
});

test("toIso_isoOrNonsense_goesThrough", () => {
  assert.deepEqual(["PT5M", "soon", "", "-3m"].map(toIso), ["PT5M", "soon", "", "-3m"]);
});

test("fromIso_roundTrip_isTheSame", () => {
  for (const text of ["30m", "1h 30m", "45s", "2d"]) assert.equal(fromIso(toIso(text)), text);
  assert.equal(fromIso("soon"), "soon");
});
