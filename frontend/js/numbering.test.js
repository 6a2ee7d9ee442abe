import assert from "node:assert/strict";
import { test } from "node:test";
import { renumbered } from "./numbering.js";

test("a row's number changes wherever its name stands, and that of no other field", () => {
  assert.equal(renumbered("f.data.3.year", "data", 3, 0), "f.data.0.year");
  assert.equal(renumbered("panel-f.data.3.year.en-tab", "data", 3, 12), "panel-f.data.12.year.en-tab");
  assert.equal(renumbered("texts-data-3 problems-data.3.year", "data", 3, 1), "texts-data-1 problems-data.1.year");
  assert.equal(renumbered("up.data.3", "data", 3, 2), "up.data.2");
  for (const other of ["f.metadata.3.x", "f.data.31.year", "f.data.4.3", "f.dataset.3"]) {
    assert.equal(renumbered(other, "data", 3, 0), other);
  }
});

test("names with points are taken literally", () => {
  assert.equal(renumbered("f.a.b.2.c", "a.b", 2, 0), "f.a.b.0.c");
  assert.equal(renumbered("f.aXb.2.c", "a.b", 2, 0), "f.aXb.2.c");
});
