import assert from "node:assert/strict";
import { test } from "node:test";
import { listChanges, mayReplace } from "./swap.js";

const part = ({ controls = false, swap = "", holds = null } = {}) => ({
  dataset: { swap },
  querySelector: () => (controls ? {} : null),
  contains: (element) => element === holds,
});

test("a part without controls is always replaced", () => assert.ok(mayReplace(part(), part(), null)));

test("a part with controls stays, for it may hold newer text", () => {
  assert.ok(!mayReplace(part({ controls: true }), part({ controls: true }), null));
});

test("a forced part is replaced, but never under the hands of the person", () => {
  const box = {};
  const old = part({ controls: true, holds: box });
  const fresh = part({ controls: true, swap: "force" });
  assert.ok(mayReplace(old, fresh, null));
  assert.ok(!mayReplace(old, fresh, box));
});

test("a row that is asked for now comes after the one before it", () => {
  assert.deepEqual(listChanges(["a", "c"], ["a", "b", "c"]), { gone: [], added: [["b", "a"]] });
});

test("two new rows in a row stay in order, and the first may be new", () => {
  const { added } = listChanges(["c"], ["a", "b", "c"]);
  assert.deepEqual(added, [["a", null], ["b", "a"]]);
});

test("a row that is no longer asked for goes", () => {
  assert.deepEqual(listChanges(["a", "b"], ["a"]), { gone: ["b"], added: [] });
});
