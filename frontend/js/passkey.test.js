import assert from "node:assert/strict";
import { test } from "node:test";
import { adapted } from "./passkey.js";

test("a passkey that is to do alone is found without a name and makes sure who holds it", () => {
  const { authenticatorSelection } = adapted({ challenge: "c" }, true);
  assert.deepEqual(authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
});

test("one beside a password may be any key", () => {
  const { authenticatorSelection, challenge } = adapted({ challenge: "c", authenticatorSelection: { hints: [] } }, false);
  assert.equal(challenge, "c");
  assert.deepEqual(authenticatorSelection, {
    hints: [], residentKey: "discouraged", requireResidentKey: false, userVerification: "preferred",
  });
});
