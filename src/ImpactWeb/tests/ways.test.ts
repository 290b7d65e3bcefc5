import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyTicket } from "../src/lib/ticket.ts";
import { byRank, csvRows, horizonsOf, toScenarios, type ScenarioAnswer } from "../src/lib/ways.ts";

test("toScenarios_horizons_giveEachStrategyOverEach", () => {
  const request = toScenarios({ ...emptyTicket, instrument: "OAK" }, "5m, 1h", "0.2");
  assert.deepEqual(request.ways?.map(way => [way.strategy, way.horizon]), [["aggressive", "PT5M"], ["balanced", "PT5M"], ["passive", "PT5M"], ["aggressive", "PT1H"], ["balanced", "PT1H"], ["passive", "PT1H"]]);
  assert.equal(request.riskWeight, 0.2);
  assert.ok(!("levels" in request.order) && !("explain" in request.order));
});

test("toScenarios_noHorizons_areTheOrdersOwn", () => {
  assert.deepEqual(horizonsOf(" "), [""]);
  assert.deepEqual(toScenarios(emptyTicket, "", "0.1").ways?.map(way => "horizon" in way), [false, false, false]);
});

test("toScenarios_riskWeightThatIsNoNumber_isSentForTheServiceToRefuse", () => {
  assert.equal(toScenarios(emptyTicket, "", "much").riskWeight as unknown, "much");
});

test("csvRows_ways_areInTheOrderOfTheirRanks", () => {
  const way = (name: string, rank: number) => ({ name, rank, slippage: {}, exceedance: [], costAtRisk: {} });
  const answer = { ways: [way("b", 2), way("a", 1)] } as unknown as ScenarioAnswer;
  assert.deepEqual(byRank(answer.ways).map(found => found.name), ["a", "b"]);
  assert.deepEqual(csvRows(answer).map(row => row[0]), ["way", "a", "b"]);
});
