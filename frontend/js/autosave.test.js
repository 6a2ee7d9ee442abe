import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeOf } from "./autosave.js";

const SAVED = { version: 2, form: "" };
const REFUSED = { code: "any", sentence: "Not so." };

const cases = [
  [{ status: 200, redirected: false, answer: SAVED }, "saved"],
  [{ status: 200, redirected: false, answer: null }, "refused"],
  [{ status: 200, redirected: true, answer: null }, "signed-out"],
  [{ status: 401, redirected: false, answer: null }, "signed-out"],
  [{ status: 403, redirected: false, answer: null }, "signed-out"],
  [{ status: 403, redirected: false, answer: REFUSED }, "refused"],
  [{ status: 409, redirected: false, answer: REFUSED }, "conflict"],
  [{ status: 413, redirected: false, answer: REFUSED }, "refused"],
  [{ status: 503, redirected: false, answer: null }, "offline"],
];

for (const [response, outcome] of cases) {
  test(`an answer ${response.status}${response.redirected ? " after a redirect" : ""}${response.answer ? " in JSON" : ""} means ${outcome}`, () => {
    assert.equal(outcomeOf(response), outcome);
  });
}
