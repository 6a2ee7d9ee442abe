/* When to send a draft: after a pause in typing, one request at a time, again and again while off line. */
const PAUSE_MS = 1500;
const SOON_MS = 200;
const RETRY_MS = [4000, 10_000, 30_000, 60_000];

/* Sending again by itself helps against a cut line only; the others need a person. */
const STOPS = new Set(["conflict", "signed-out", "refused"]);

/**
 * saved: the body the server has. isHeld: changes are kept, but the person sends them. send(body): Promise of "saved", "offline", "conflict", "signed-out" or
 * "refused". arrived(): a body was saved, and the page may take in what others changed. keep(body) and forget(): the copy on this computer. show(state): tells the person.
 */
export class Saver {
  #saved;
  #waiting = null;
  #isBusy = false;
  #timer = 0;
  #tries = 0;
  #isHeld;
  #isPaused = false;
  #whenIdle = [];
  #io;
  /** What show() said last. */
  state = "saved";

  constructor({ saved, isHeld = false, ...io }) {
    this.#isHeld = isHeld;
    this.#saved = isHeld ? null : saved;
    // Browsers refuse their timers as methods of another object, hence the arrows.
    this.#io = { schedule: (run, ms) => setTimeout(run, ms), cancel: (timer) => clearTimeout(timer), arrived: () => {}, ...io };
    if (isHeld) this.changed(saved);
  }

  get isBusy() {
    return this.#isBusy;
  }

  get hasUnsent() {
    return this.#isBusy || this.#waiting !== null;
  }

  /** The form now holds `body`; `isChoice` for a choice that may change what is asked. */
  changed(body, { isChoice = false } = {}) {
    if (body === this.#waiting && !isChoice) return;
    if (!this.#isBusy && body === this.#saved) {
      this.#waiting = null;
      this.#io.cancel(this.#timer);
      this.#io.forget();
      this.#show("saved");
      return;
    }
    this.#waiting = body;
    this.#io.keep(body);
    if (this.#isHeld) this.#show("held");
    else this.#plan(isChoice ? SOON_MS : PAUSE_MS);
  }

  /** The page has taken in what others changed, and now holds `body`. */
  rebase(body) {
    if (this.#isHeld) return;
    if (this.#waiting === null) {
      this.#saved = body;
      return;
    }
    this.#waiting = body;
    this.#io.keep(body);
  }

  /** Send nothing more by itself. */
  pause() {
    this.#isPaused = true;
    this.#io.cancel(this.#timer);
  }

  /** Promise that is kept when no request is under way. */
  idle() {
    return this.#isBusy ? new Promise((done) => this.#whenIdle.push(done)) : Promise.resolve();
  }

  /** Send now what waits. */
  async flush() {
    if (this.#isBusy || this.#isHeld || this.#isPaused || this.#waiting === null) return;
    const body = this.#waiting;
    this.#waiting = null;
    this.#isBusy = true;
    this.#io.cancel(this.#timer);
    this.#show("saving");
    const outcome = await this.#io.send(body);
    this.#isBusy = false;
    if (outcome === "saved") {
      this.#arrived(body);
      this.#io.arrived();
    } else this.#failed(body, outcome);
    for (const done of this.#whenIdle.splice(0)) done();
  }

  #arrived(body) {
    this.#saved = body;
    this.#tries = 0;
    if (this.#waiting === body) this.#waiting = null;
    if (this.#waiting !== null) {
      this.#plan(PAUSE_MS);
      return;
    }
    this.#io.forget();
    this.#show("saved");
  }

  #failed(body, outcome) {
    this.#waiting ??= body;
    this.#show(outcome);
    if (STOPS.has(outcome)) return;
    this.#plan(RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)]);
    this.#tries += 1;
  }

  #show(state) {
    this.state = state;
    this.#io.show(state);
  }

  #plan(ms) {
    if (this.#isPaused) return;
    this.#io.cancel(this.#timer);
    this.#timer = this.#io.schedule(() => this.flush(), ms);
  }
}
