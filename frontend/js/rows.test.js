import assert from "node:assert/strict";
import { test } from "node:test";
import { withKey } from "./numbering.js";
import { newKey } from "./rows.js";

const element = (attributes, content = null) => ({
  attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
  content,
});
const rootOf = (...elements) => ({ querySelectorAll: () => elements });
const valuesIn = (found) => found.attributes.map(({ value }) => value);

test("new rows are numbered one after the other, behind those of the server", () => {
  const first = newKey();
  assert.match(first, /^\d{9}$/);
  assert.equal(Number(newKey()), Number(first) + 1);
});

test("the placeholder is replaced in every attribute that holds it", () => {
  const box = element({ name: "documents.__row__.url", id: "documents-__row__-url", type: "url" });
  withKey(rootOf(box), "__row__", "n1");
  assert.deepEqual(valuesIn(box), ["documents.n1.url", "documents-n1-url", "url"]);
});

test("nested templates get the key of the outer row and keep their own placeholder", () => {
  const inner = element({ name: "a.__row__.b.__row2__.c" });
  withKey(rootOf(element({}, rootOf(inner))), "__row__", "n1");
  assert.deepEqual(valuesIn(inner), ["a.n1.b.__row2__.c"]);
});
