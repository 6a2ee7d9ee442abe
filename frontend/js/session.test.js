import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenIn } from "./session.js";

const page = (key) => ({
  querySelector: () => (key ? { dataset: { draftKey: key }, querySelector: () => ({ value: "token" }) } : null),
});

test("the token of the same draft and person is taken", () => assert.equal(tokenIn(page("d:1"), "d:1"), "token"));

test("another person who signed in gets nobody's draft", () => assert.equal(tokenIn(page("d:2"), "d:1"), ""));

test("the sign-in page has no token for the draft", () => assert.equal(tokenIn(page(""), "d:1"), ""));
