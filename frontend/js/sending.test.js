import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeOf, sent } from "./sending.js";

const SAVED = { version: 2, form: "" };
const REFUSED = { code: "any", sentence: "Not so." };
const CONFLICT = { code: "draft-conflict", sentence: "Choose." };

const cases = [
  [{ status: 200, redirected: false, answer: SAVED }, "saved"],
  [{ status: 200, redirected: false, answer: null }, "refused"],
  [{ status: 200, redirected: true, answer: null }, "signed-out"],
  [{ status: 401, redirected: false, answer: null }, "signed-out"],
  [{ status: 403, redirected: false, answer: null }, "signed-out"],
  [{ status: 403, redirected: false, answer: REFUSED }, "refused"],
  [{ status: 409, redirected: false, answer: CONFLICT }, "conflict"],
  [{ status: 409, redirected: false, answer: REFUSED }, "refused"],
  [{ status: 413, redirected: false, answer: REFUSED }, "refused"],
  [{ status: 503, redirected: false, answer: null }, "offline"],
];

for (const [response, outcome] of cases) {
  test(`an answer ${response.status}${response.redirected ? " after a redirect" : ""} ${response.answer?.code ?? ""} means ${outcome}`, () => {
    assert.equal(outcomeOf(response), outcome);
  });
}

test("a body is sent with what it was made from; a cut line is off line", async (context) => {
  const asked = context.mock.method(globalThis, "fetch", async (_address, { body }) => {
    if (body.get("step") === "2") throw new TypeError("cut");
    return { status: 200, redirected: false, headers: new Headers({ "Content-Type": "application/json" }), json: async () => SAVED };
  });
  const made = { version: "3", page: "p1", step: 1, token: "t" };
  assert.deepEqual(await sent("/save/", "f.title=A", made), { outcome: "saved", answer: SAVED });
  const { body } = asked.mock.calls[0].arguments[1];
  assert.equal(body.toString(), "f.title=A&csrfmiddlewaretoken=t&version=3&page=p1&step=1&shape=");
  assert.equal((await sent("/save/", "f.title=A", { ...made, step: 2 })).outcome, "offline");
});
