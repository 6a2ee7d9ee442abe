/* Looking at the live picture until a code is in it. */
const PAUSE_MS = 120;
const ADVICE_AFTER = 80;
const HAS_FRAME = 2;

const pause = () => new Promise((done) => setTimeout(done, PAUSE_MS));

/** The line of the first code that `read` finds in `video`; "" once `signal` ends it. Calls `advise` if it takes long. */
export async function firstLine(video, { read, signal, advise, wait = pause }) {
  for (let looks = 1; !signal.aborted; looks += 1) {
    const line = video.readyState >= HAS_FRAME ? await read(video) : "";
    if (signal.aborted) break;
    if (line) return line;
    if (looks === ADVICE_AFTER) advise();
    await wait();
  }
  return "";
}
