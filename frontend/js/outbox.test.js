import assert from "node:assert/strict";
import { test } from "node:test";
import { advice, forgetAll, forgetOld, outbox } from "./outbox.js";

const DAY_MS = 86_400_000;

function storage() {
  const entries = new Map();
  return {
    get length() { return entries.size; },
    key: (n) => [...entries.keys()][n],
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => entries.set(name, value),
    removeItem: (name) => entries.delete(name),
  };
}

test("what is kept is read back", () => {
  const store = outbox("1/ann", storage(), () => 5);
  assert.equal(store.keep("title=A", "7"), true);
  assert.deepEqual(store.read(), { body: "title=A", version: "7", at: 5, isSubmitted: false });
  store.forget();
  assert.equal(store.read(), null);
});

test("a full or forbidden storage is said, not thrown", () => {
  const full = { ...storage(), setItem() { throw new Error("QuotaExceededError"); } };
  assert.equal(outbox("1/ann", full).keep("title=A", "7"), false);
});

test("old entries go and others of the same origin stay", () => {
  const shared = storage();
  shared.setItem("theme", "x");
  outbox("old", shared, () => 0).keep("a", "1");
  outbox("new", shared, () => 90 * DAY_MS).keep("b", "1");
  forgetOld(shared, 91 * DAY_MS);
  assert.equal(outbox("old", shared).read(), null);
  assert.equal(outbox("new", shared).read().body, "b");
  forgetAll(shared);
  assert.equal(outbox("new", shared).read(), null);
  assert.equal(shared.getItem("theme"), "x");
});

test("nothing kept, or the same as the server has, needs nothing", () => {
  assert.equal(advice(null, { body: "t=a", version: "1" }), "nothing");
  assert.equal(advice({ body: "t=a", version: "1" }, { body: "t=a", version: "2" }), "forget");
});

test("rows numbered afresh, blanks and spaces do not count as a difference", () => {
  const entry = { body: "f.sites.0=&f.sites.100000001=x+&f.title.en=A", version: "1" };
  assert.equal(advice(entry, { body: "f.title.en=A&f.sites.0=x&f.sites.1=", version: "2" }), "forget");
  assert.equal(advice(entry, { body: "f.title.en=A&f.sites.0=y", version: "2" }), "ask");
});

test("changes over the version of the server are sent, over an older one are asked about", () => {
  assert.equal(advice({ body: "t=b", version: "1" }, { body: "t=a", version: "1" }), "send");
  assert.equal(advice({ body: "t=b", version: "1" }, { body: "t=a", version: "2" }), "ask");
});

test("a form that was submitted and arrived is forgotten; one that did not arrive is sent", () => {
  const entry = { body: "t=b", version: "1", isSubmitted: true };
  assert.equal(advice(entry, { body: "t=a", version: "2" }), "forget");
  assert.equal(advice(entry, { body: "t=a", version: "1" }), "send");
});
