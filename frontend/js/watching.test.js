import assert from "node:assert/strict";
import { test } from "node:test";
import { firstLine } from "./watching.js";

const VIDEO = { readyState: 4 };
const quick = { advise() {}, wait: async () => {} };

test("it looks until there is a code", async () => {
  const frames = ["", "", "MON-00810-6", "never"];
  const { signal } = new AbortController();
  assert.equal(await firstLine(VIDEO, { ...quick, read: async () => frames.shift(), signal }), "MON-00810-6");
  assert.deepEqual(frames, ["never"]);
});

test("a picture that is not there yet is not read", async () => {
  const video = { readyState: 0 };
  const { signal } = new AbortController();
  const read = async () => (video.readyState ? "A" : assert.fail("read too early"));
  const wait = async () => { video.readyState = 2; };
  assert.equal(await firstLine(video, { ...quick, read, signal, wait }), "A");
});

test("what is read after the end is not used", async () => {
  const using = new AbortController();
  const read = async () => { using.abort(); return "late"; };
  assert.equal(await firstLine(VIDEO, { ...quick, read, signal: using.signal }), "");
});

test("advice comes once if it takes long", async () => {
  const using = new AbortController();
  let [looks, advices] = [0, 0];
  const read = async () => { looks += 1; if (looks === 500) using.abort(); return ""; };
  await firstLine(VIDEO, { read, signal: using.signal, advise: () => { advices += 1; }, wait: async () => {} });
  assert.equal(advices, 1);
});
