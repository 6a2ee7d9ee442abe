import assert from "node:assert/strict";
import { test } from "node:test";
import { nextIndex } from "./tabs.js";

const FROM_LEFT = { count: 3, rightToLeft: false };
const FROM_RIGHT = { count: 3, rightToLeft: true };

test("arrows move and go round", () => {
  assert.equal(nextIndex("ArrowRight", 2, FROM_LEFT), 0);
  assert.equal(nextIndex("ArrowLeft", 0, FROM_LEFT), 2);
});

test("in right-to-left pages the arrows point the other way", () => {
  assert.equal(nextIndex("ArrowLeft", 0, FROM_RIGHT), 1);
  assert.equal(nextIndex("ArrowRight", 0, FROM_RIGHT), 2);
});

test("Home and End go to the ends, other keys nowhere", () => {
  assert.equal(nextIndex("Home", 2, FROM_LEFT), 0);
  assert.equal(nextIndex("End", 0, FROM_LEFT), 2);
  assert.equal(nextIndex("a", 1, FROM_LEFT), null);
});
