import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOfAll, keptTicks, withoutEmpty } from "./facets.js";

test("all values of a facet are asked for with the same search", () => {
  const asked = addressOfAll("http://node/en/search/?q=maize&more=genes#facet-genes", "traits");
  assert.equal(asked, "http://node/en/search/?q=maize&more=genes&more=traits");
});

test("nothing empty gets into an address, and what is repeated stays", () => {
  const data = new FormData();
  for (const [name, value] of [["as-of", ""], ["q", "maize"], ["traits", "A"], ["traits", "B"]]) data.append(name, value);
  withoutEmpty(data);
  assert.deepEqual([...data], [["q", "maize"], ["traits", "A"], ["traits", "B"]]);
});

test("what was ticked stays ticked, also where the fresh list lacks it", () => {
  assert.deepEqual(keptTicks(["A", "Z"], ["A", "B"]), { tick: ["A"], keep: ["Z"] });
});
