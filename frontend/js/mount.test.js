import assert from "node:assert/strict";
import { test } from "node:test";
import { mountAll } from "./mount.js";

test("a behaviour starts once on an element, and on the root itself", () => {
  const child = { name: "child" };
  const root = { name: "root", matches: () => true, querySelectorAll: () => [child] };
  const seen = [];
  const behaviours = { "[data-x]": ({ name }) => seen.push(name) };
  mountAll(root, behaviours);
  mountAll(root, behaviours);
  assert.deepEqual(seen, ["root", "child"]);
});
