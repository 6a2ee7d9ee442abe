import assert from "node:assert/strict";
import { test } from "node:test";
import { newRowKey, rowKey } from "./row_key.js";

test("a new row gets a key of its own, one that has a key keeps it", () => {
  const [fresh, known] = [{ value: "" }, { value: "aa" }];
  rowKey(fresh);
  rowKey(known);
  assert.match(fresh.value, /^[0-9a-f]{10}$/);
  assert.equal(known.value, "aa");
  assert.notEqual(newRowKey(), newRowKey());
});
