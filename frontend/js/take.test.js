import assert from "node:assert/strict";
import { test } from "node:test";
import { newKey, said } from "./take.js";

test("a key is new each time and has the shape that the server takes", () => {
  assert.match(newKey(), /^[a-z0-9]{24}$/);
  assert.notEqual(newKey(), newKey());
});

test("numbers are written as the language writes them", () => {
  assert.equal(said("DONE of TOTAL records", { done: 1250, total: 50_000 }, "en"), "1,250 of 50,000 records");
  assert.equal(said("Всего TOTAL", { done: 0, total: 7 }, "ru"), "Всего 7");
});
