import assert from "node:assert/strict";
import { test } from "node:test";
import { Saver } from "./saver.js";

/** A saver whose requests are answered by hand and whose timer only remembers. */
function bench(options = {}) {
  const log = { states: [], sent: [], kept: null, planned: [], answers: [] };
  const saver = new Saver({
    saved: "a",
    send: (body) => {
      log.sent.push(body);
      return new Promise((answer) => log.answers.push(answer));
    },
    keep: (body) => { log.kept = body; },
    forget: () => { log.kept = null; },
    show: (state) => log.states.push(state),
    schedule: (_run, ms) => log.planned.push(ms),
    cancel: () => {},
    ...options,
  });
  return { saver, log };
}

async function answered(saver, log, outcome) {
  const flushing = saver.flush();
  log.answers.shift()(outcome);
  await flushing;
}

test("a change is kept at once, sent later, and forgotten when it has arrived", async () => {
  const { saver, log } = bench();
  saver.changed("b");
  assert.equal(log.kept, "b");
  assert.ok(saver.hasUnsent);
  await answered(saver, log, "saved");
  assert.deepEqual(log.sent, ["b"]);
  assert.deepEqual(log.states, ["saving", "saved"]);
  assert.equal(log.kept, null);
  assert.ok(!saver.hasUnsent);
});

test("a choice is sent sooner than typing", () => {
  const { saver, log } = bench();
  saver.changed("b");
  saver.changed("c", { isChoice: true });
  assert.ok(log.planned[1] < log.planned[0]);
});

test("a choice hurries a change that already waits, as its input event comes before its change event", () => {
  const { saver, log } = bench();
  saver.changed("b");
  saver.changed("b", { isChoice: true });
  assert.ok(log.planned.at(-1) < log.planned[0]);
});

test("a change undone by hand sends nothing", async () => {
  const { saver, log } = bench();
  saver.changed("b");
  saver.changed("a");
  await saver.flush();
  assert.deepEqual(log.sent, []);
  assert.equal(log.kept, null);
});

test("off line the change stays and is tried again at growing intervals", async () => {
  const { saver, log } = bench();
  saver.changed("b");
  await answered(saver, log, "offline");
  await answered(saver, log, "offline");
  assert.equal(log.kept, "b");
  const [, first, second] = log.planned;
  assert.ok(second > first);
  await answered(saver, log, "saved");
  assert.deepEqual(log.states.slice(-2), ["saving", "saved"]);
});

test("what is typed during a request is sent after it", async () => {
  const { saver, log } = bench();
  saver.changed("b");
  const flushing = saver.flush();
  saver.changed("c");
  await saver.flush();
  assert.deepEqual(log.sent, ["b"]);
  log.answers.shift()("saved");
  await flushing;
  assert.ok(saver.hasUnsent);
  assert.equal(log.kept, "c");
  await answered(saver, log, "saved");
  assert.deepEqual(log.sent, ["b", "c"]);
});

test("going back to the sent text during a request counts as saved", async () => {
  const { saver, log } = bench();
  saver.changed("b");
  const flushing = saver.flush();
  saver.changed("c");
  saver.changed("b");
  log.answers.shift()("saved");
  await flushing;
  assert.ok(!saver.hasUnsent);
});

test("a conflict is not sent again by itself, and nothing is lost", async () => {
  const { saver, log } = bench();
  saver.changed("b");
  const planned = log.planned.length;
  await answered(saver, log, "conflict");
  assert.equal(log.planned.length, planned);
  assert.equal(log.kept, "b");
  assert.ok(saver.hasUnsent);
});

test("what could not be saved is kept at once and sent by the person only", async () => {
  const { saver, log } = bench({ isHeld: true });
  assert.equal(log.kept, "a");
  saver.changed("b");
  await saver.flush();
  assert.deepEqual(log.sent, []);
  assert.equal(log.kept, "b");
  assert.equal(saver.state, "held");
  assert.ok(saver.hasUnsent);
});

test("while the form itself is sent, nothing else is", async () => {
  const { saver, log } = bench();
  saver.changed("b");
  saver.pause();
  await saver.flush();
  assert.deepEqual(log.sent, []);
});

test("one can wait for the request under way", async () => {
  const { saver, log } = bench();
  saver.changed("b");
  const flushing = saver.flush();
  let isIdle = false;
  const waiting = saver.idle().then(() => { isIdle = true; });
  assert.ok(!isIdle);
  log.answers.shift()("saved");
  await Promise.all([flushing, waiting]);
  assert.ok(isIdle);
});

test("what others changed is no change of the person's, and what waits takes it in", async () => {
  const { saver, log } = bench({ arrived: () => saver.rebase("b+theirs") });
  saver.changed("b");
  await answered(saver, log, "saved");
  assert.ok(!saver.hasUnsent);
  saver.changed("b+theirs");
  assert.ok(!saver.hasUnsent);
  saver.changed("c+theirs");
  saver.rebase("c+more");
  assert.equal(log.kept, "c+more");
  await answered(saver, log, "saved");
  assert.deepEqual(log.sent, ["b", "c+more"]);
});
