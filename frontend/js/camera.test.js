import assert from "node:assert/strict";
import { test } from "node:test";
import { hasLight, openCamera, problemOf } from "./camera.js";

function stream(capabilities = {}) {
  const track = { isOn: true, stop() { this.isOn = false; }, getCapabilities: () => capabilities };
  return { track, getTracks: () => [track], getVideoTracks: () => [track] };
}

const devices = (made) => ({ getUserMedia: async () => made });

test("the camera goes off with the signal", async () => {
  const [made, using] = [stream(), new AbortController()];
  await openCamera(using.signal, devices(made));
  assert.equal(made.track.isOn, true);
  using.abort();
  assert.equal(made.track.isOn, false);
});

test("a camera that is allowed too late does not stay on", async () => {
  const [made, using] = [stream(), new AbortController()];
  const opening = openCamera(using.signal, devices(made));
  using.abort();
  await opening;
  assert.equal(made.track.isOn, false);
});

test("every refusal has a sentence", () => {
  const keys = ["NotAllowedError", "NotFoundError", "NotReadableError", "TypeError"].map((name) => problemOf({ name }));
  assert.deepEqual(keys, ["refused", "missing", "busy", "failed"]);
});

test("a light is offered only where there is one", () => {
  assert.equal(hasLight(stream({ torch: true })), true);
  assert.equal(hasLight(stream()), false);
  assert.equal(hasLight({ getVideoTracks: () => [{}] }), false);
});
