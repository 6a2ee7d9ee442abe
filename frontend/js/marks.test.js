import assert from "node:assert/strict";
import { test } from "node:test";
import { markText } from "./marks.js";

/* `|` stands where the selection begins and ends. */
function press(mark, text) {
  const start = text.indexOf("|");
  const end = text.lastIndexOf("|") - (text.lastIndexOf("|") > start ? 1 : 0);
  const value = text.replaceAll("|", "");
  const change = markText(mark, value, start, end);
  const after = value.slice(0, change.from[0]) + change.text + value.slice(change.from[1]);
  const [from, to] = change.selected;
  return from === to ? `${after.slice(0, from)}|${after.slice(from)}` : `${after.slice(0, from)}|${after.slice(from, to)}|${after.slice(to)}`;
}

test("bold and italic go around what is selected, without its blanks, and away again", () => {
  assert.equal(press("bold", "a |b |c"), "a **|b|** c");
  assert.equal(press("bold", "a **|b|** c"), "a |b| c");
  assert.equal(press("italic", "a |b| c"), "a *|b|* c");
  assert.equal(press("italic", "a **|b|** c"), "a ***|b|*** c");
  assert.equal(press("italic", "a ***|b|*** c"), "a **|b|** c");
  assert.equal(press("bold", "a |"), "a **|**");
});

test("each paragraph gets its own marks", () => {
  assert.equal(press("bold", "|a\n\nb|"), "**|a**\n\n**b|**");
});

test("lists, headings and quotations stand before every line, and go again", () => {
  assert.equal(press("list", "x\n|a\nb|\ny"), "x\n- a\n- b|\ny");
  assert.equal(press("numbers", "|- a\n- b|"), "1. a\n2. b|");
  assert.equal(press("list", "|- a\n- b|"), "a\nb|");
  assert.equal(press("heading", "a|b"), "# ab|");
  assert.equal(press("quote", "|"), "> |");
});

test("a link waits for its address, or for its words", () => {
  assert.equal(press("link", "see |this|"), "see [this](https://|)");
  assert.equal(press("link", "|https://x.org|"), "[|](https://x.org)");
});
