import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { oneTab } from "./one_tab.js";

function tab(key) {
  const notice = { hidden: true, focus() {}, querySelector: () => ({ addEventListener() {} }) };
  const form = { inert: false, dataset: { draftKey: key } };
  return { form, notice };
}

test("the tab that was opened first hands over once, those of other drafts go on", async () => {
  const seen = [];
  const [first, second, other] = [tab("1:ann"), tab("1:ann"), tab("2:ann")];
  const channels = [];
  const Real = globalThis.BroadcastChannel;
  globalThis.BroadcastChannel = class extends Real {
    constructor(name) {
      super(name);
      channels.push(this);
    }
  };
  oneTab(first.form, first.notice, () => seen.push("first"));
  oneTab(other.form, other.notice, () => seen.push("other"));
  const heard = once(channels[0], "message");
  oneTab(second.form, second.notice, () => seen.push("second"));
  await heard;
  for (const channel of channels) channel.close();
  globalThis.BroadcastChannel = Real;
  assert.deepEqual(seen, ["first"]);
  assert.deepEqual([first, second, other].map(({ form, notice }) => [form.inert, notice.hidden]), [[true, false], [false, true], [false, true]]);
});
