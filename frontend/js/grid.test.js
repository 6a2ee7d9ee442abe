import assert from "node:assert/strict";
import { test } from "node:test";
import { isBlock, step } from "./grid.js";

const text = (start, end, length) => ({ isSelect: false, isMultiline: false, start, end, length });

test("a block has tabs or several lines; one cell as spreadsheets copy it is none", () => {
  assert.equal(isBlock("a\tb"), true);
  assert.equal(isBlock("a\r\nb\r\n"), true);
  assert.equal(isBlock("a\r\n"), false);
  assert.equal(isBlock("two words"), false);
});

test("enter and the arrows up and down go to other rows", () => {
  const box = text(1, 1, 3);
  assert.deepEqual(step("Enter", { box }), { row: 1, cell: 0 });
  assert.deepEqual(step("Enter", { box, isShift: true }), { row: -1, cell: 0 });
  assert.deepEqual(step("ArrowUp", { box }), { row: -1, cell: 0 });
  assert.equal(step("a", { box }), null);
});

test("left and right leave a text at its ends only, in the direction of reading", () => {
  assert.equal(step("ArrowRight", { box: text(1, 1, 3) }), null);
  assert.equal(step("ArrowRight", { box: text(0, 3, 3) }), null);
  assert.deepEqual(step("ArrowRight", { box: text(3, 3, 3) }), { row: 0, cell: 1 });
  assert.deepEqual(step("ArrowLeft", { box: text(3, 3, 3), rightToLeft: true }), { row: 0, cell: 1 });
  assert.deepEqual(step("ArrowLeft", { box: text(0, 0, 3) }), { row: 0, cell: -1 });
});

test("a list keeps up and down for itself, a text of several lines all but its ends", () => {
  const list = { isSelect: true, start: null, end: null, length: 0 };
  assert.equal(step("ArrowDown", { box: list }), null);
  assert.deepEqual(step("ArrowRight", { box: list }), { row: 0, cell: 1 });
  assert.equal(step("Enter", { box: { ...text(0, 0, 0), isMultiline: true } }), null);
});
