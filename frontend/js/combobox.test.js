import assert from "node:assert/strict";
import { test } from "node:test";
import { nextOption } from "./combobox.js";

test("arrows go round through the options", () => {
  assert.equal(nextOption("ArrowDown", -1, 3), 0);
  assert.equal(nextOption("ArrowDown", 2, 3), 0);
  assert.equal(nextOption("ArrowUp", -1, 3), 2);
  assert.equal(nextOption("ArrowUp", 0, 3), 2);
});

test("other keys, and arrows without options, do not move", () => {
  assert.equal(nextOption("Tab", 0, 3), null);
  assert.equal(nextOption("ArrowDown", -1, 0), null);
});
