import assert from "node:assert/strict";
import { test } from "node:test";
import { draftsIn } from "./unsent.js";

test("a draft with two entries is listed once, and asks if one of them does", () => {
  const entry = { title: "A", address: "/a/", isAsked: false };
  const found = [{ ...entry, key: "1" }, { ...entry, key: "2", title: "B" }, { ...entry, key: "1", isAsked: true }];
  assert.deepEqual(draftsIn(found).map(({ key, isAsked }) => [key, isAsked]), [["1", true], ["2", false]]);
});
