import assert from "node:assert/strict";
import { test } from "node:test";

import { mayTakeFocus, remaining } from "./add_language.js";

test("only languages that the draft does not have are offered", () => {
  const boxes = [{ value: "en", checked: true }, { value: "fr", checked: false }, { value: "ru", checked: false }];
  assert.deepEqual(remaining(boxes).map((box) => box.value), ["fr", "ru"]);
  assert.deepEqual(remaining([]), []);
});

test("a new text takes the focus from its button or from nothing, never from another box", () => {
  const page = { matches: () => false };
  const opener = { matches: (selector) => selector === "[data-add-language]" };
  const box = { matches: () => false };
  assert.equal(mayTakeFocus(null, page), true);
  assert.equal(mayTakeFocus(page, page), true);
  assert.equal(mayTakeFocus(opener, page), true);
  assert.equal(mayTakeFocus(box, page), false);
});
