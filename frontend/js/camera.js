/* The camera: asking for it, its light, and switching it off at once. */
const WANTED = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
};
const PROBLEMS = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** The key of the sentence that says what went wrong. */
export function problemOf(error) {
  return PROBLEMS[error.name] ?? "failed";
}

/** The live picture, switched off when `signal` says so, even if that was while the person was still being asked. */
export async function openCamera(signal, devices = navigator.mediaDevices) {
  const stream = await devices.getUserMedia(WANTED);
  if (signal.aborted) switchOff(stream);
  else signal.addEventListener("abort", () => switchOff(stream), { once: true });
  return stream;
}

function switchOff(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/** Call `then` if the camera goes away by itself: unplugged, or no longer allowed. */
export function whenGone(stream, then) {
  stream.getVideoTracks()[0]?.addEventListener("ended", then);
}

export function hasLight(stream) {
  return Boolean(stream.getVideoTracks()[0]?.getCapabilities?.().torch);
}

export function switchLight(stream, isOn) {
  return stream.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: isOn }] });
}
