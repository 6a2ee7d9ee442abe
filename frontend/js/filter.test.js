import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, folded } from "./filter.js";

test("case and accents do not matter", () => {
  assert.ok(fits("Côte d'Ivoire", "cote"));
  assert.ok(fits("ÉTHIOPIE", "éthiopie"));
});

test("Arabic is found without vowel signs, hamza seats and stretching", () => {
  assert.equal(folded("أُسْتـــراليا"), folded("استراليا"));
});

test("Chinese is found by any part of it", () => assert.ok(fits("改性活生物体", "活生物")));

test("every word has to occur, in any order", () => {
  assert.ok(fits("Direct use as food or feed", "feed direct"));
  assert.ok(!fits("Direct use as food or feed", "feed transit"));
});

test("an empty query fits all", () => assert.ok(fits("Anything", "  ")));
