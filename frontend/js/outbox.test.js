import assert from "node:assert/strict";
import { test } from "node:test";
import { advice, entries, forgetAll, forgetEntry, forgetOld, outbox } from "./outbox.js";

const DAY_MS = 86_400_000;
const MADE = { version: "7", step: 1 };

function storage() {
  const kept = new Map();
  return {
    get length() { return kept.size; },
    key: (n) => [...kept.keys()][n],
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  };
}

test("what is kept is read back, with what it was made from", () => {
  const store = outbox("1:ann", storage(), { page: "p", about: { title: "A" }, now: () => 5 });
  assert.equal(store.keep("title=A", MADE), true);
  const entry = { title: "A", key: "1:ann", page: "p", body: "title=A", version: "7", step: 1, isAsked: false, at: 5, isSubmitted: false };
  assert.deepEqual(store.read(), entry);
  store.forget();
  assert.equal(store.read(), null);
});

test("two pages of one draft do not overwrite each other", () => {
  const shared = storage();
  outbox("1:ann", shared, { page: "p", now: () => 2 }).keep("a", MADE);
  outbox("1:ann", shared, { page: "q", now: () => 1 }).keep("b", MADE);
  outbox("2:ann", shared, { page: "r", now: () => 3 }).keep("c", MADE);
  assert.deepEqual(entries(shared, ({ key }) => key === "1:ann").map(({ body }) => body), ["b", "a"]);
});

test("an entry that its page wrote anew since is not forgotten", () => {
  const shared = storage();
  let now = 1;
  const store = outbox("1:ann", shared, { page: "p", now: () => now });
  store.keep("a", MADE);
  const [entry] = entries(shared);
  now = 2;
  store.keep("b", MADE);
  forgetEntry(shared, entry);
  assert.equal(store.read().body, "b");
  forgetEntry(shared, store.read());
  assert.equal(store.read(), null);
});

test("a full or forbidden storage is said, not thrown", () => {
  const full = { ...storage(), setItem() { throw new Error("QuotaExceededError"); } };
  assert.equal(outbox("1:ann", full).keep("title=A", MADE), false);
});

test("old entries go and others of the same origin stay", () => {
  const shared = storage();
  shared.setItem("theme", "x");
  outbox("old", shared, { now: () => 0 }).keep("a", MADE);
  outbox("new", shared, { now: () => 90 * DAY_MS }).keep("b", MADE);
  forgetOld(shared, 91 * DAY_MS);
  assert.deepEqual(entries(shared).map(({ body }) => body), ["b"]);
  outbox("other", shared).keep("c", MADE);
  forgetAll(shared, "new");
  assert.deepEqual(entries(shared).map(({ body }) => body), ["c"]);
  forgetAll(shared);
  assert.deepEqual(entries(shared), []);
  assert.equal(shared.getItem("theme"), "x");
});

test("the same as the server has needs nothing", () => {
  assert.equal(advice({ body: "t=a" }, "t=a"), "forget");
});

test("rows numbered afresh, their keys, blanks and spaces do not count as a difference", () => {
  const entry = { body: "f.sites.0=&f.sites.100000001=x+&f.title.en=A&f.data.0.rowkey=ab" };
  assert.equal(advice(entry, "f.title.en=A&f.sites.0=x&f.sites.1=&f.data.0.rowkey=cd"), "forget");
  assert.equal(advice(entry, "f.title.en=A&f.sites.0=y"), "send");
});

test("what differs is sent, whatever the server has: it merges; what a person must decide is asked", () => {
  assert.equal(advice({ body: "t=b", isSubmitted: true }, "t=a"), "send");
  assert.equal(advice({ body: "t=b", isAsked: true }, "t=a"), "ask");
});
