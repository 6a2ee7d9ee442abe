import assert from "node:assert/strict";
import { test } from "node:test";
import { isEnough } from "./completing.js";

test("one letter is completed in Chinese alone", () => {
  assert.equal(isEnough("m"), false);
  assert.equal(isEnough("ma"), true);
  assert.equal(isEnough("玉"), true);
});
