/* Autosave of a draft: sends the form to data-autosave, says so, and keeps what could not be sent. */
import { timeOf } from "./clock.js";
import { advice, forgetOld, outbox } from "./outbox.js";
import { restore } from "./restore.js";
import { Saver } from "./saver.js";
import { freshToken } from "./session.js";
import { markProblems, swapParts } from "./swap.js";

const TIMEOUT_MS = 30_000;
/* Browsers finish a request after the page is left if it is under 64 kB. */
const KEEPALIVE_CHARS = 60_000;
const NOT_COMPARED = ["csrfmiddlewaretoken", "version"];

export function autosave(form) {
  forgetOld(localStorage);
  const store = outbox(form.dataset.draftKey, localStorage);
  const entry = store.read();
  const what = advice(entry, { body: bodyOf(form), version: form.elements.version.value });
  if (what === "forget") store.forget();
  const notice = document.querySelector("[data-restore]");
  if (notice && (what === "send" || what === "ask")) {
    const send = async () => (await sent(form, entry.body, entry.version)).outcome;
    restore(form, notice, { entry, store, send, isSafe: what === "send" });
  } else watch(form, store);
}

function watch(form, store) {
  const saver = new Saver({
    saved: bodyOf(form),
    // What could not be saved is on the page to be compared: the person saves it, not we.
    isHeld: form.hasAttribute("data-unsaved"),
    send: async (body) => {
      const { outcome, answer } = await sent(form, body, form.elements.version.value);
      take(form, outcome, answer);
      return outcome;
    },
    keep: (body) => store.keep(body, form.elements.version.value),
    forget: () => store.forget(),
    show: (state) => show(form, state),
  });
  form.addEventListener("input", () => saver.changed(bodyOf(form)));
  form.addEventListener("change", (event) => {
    saver.changed(bodyOf(form), { isChoice: event.target.matches("select, [type=radio], [type=checkbox]") });
  });
  leaving(form, store, saver);
  addEventListener("online", () => saver.flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saver.flush();
    else if (saver.state === "signed-out") resume(form, saver);
  });
}

/* Nothing is sent in the background while the form itself is on its way: the two would contradict each other. */
function leaving(form, store, saver) {
  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (isLeaving || button?.value === "enter") {
      event.preventDefault();
      saver.flush();
      return;
    }
    if (saver.isBusy) {
      event.preventDefault();
      await saver.idle();
      form.requestSubmit(button);
      return;
    }
    isLeaving = true;
    saver.pause();
    store.markSubmitted();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  addEventListener("beforeunload", (event) => {
    if (saver.hasUnsent && !isLeaving) event.preventDefault();
  });
}

async function resume(form, saver) {
  const token = await freshToken(form.action, form.dataset.draftKey);
  if (!token) return;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  saver.flush();
}

/* Files are uploaded by themselves, [data-not-saved] boxes only help to find something. */
function bodyOf(form) {
  const data = new FormData(form);
  for (const box of form.querySelectorAll("[data-not-saved][name]")) data.delete(box.name);
  for (const name of NOT_COMPARED) data.delete(name);
  return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
}

async function sent(form, body, version) {
  const parameters = new URLSearchParams(body);
  parameters.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  parameters.set("version", version);
  try {
    const response = await fetch(form.dataset.autosave, {
      method: "POST",
      body: parameters,
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      keepalive: body.length < KEEPALIVE_CHARS,
    });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    const answer = isJson ? await response.json() : null;
    return { outcome: outcomeOf({ status: response.status, redirected: response.redirected, answer }), answer };
  } catch {
    return { outcome: "offline", answer: null };
  }
}

/** What an answer means. Whoever is no longer signed in gets a page; our own refusals are JSON. */
export function outcomeOf({ status, redirected, answer }) {
  if (redirected || status === 401 || (status === 403 && !answer)) return "signed-out";
  if (status === 409) return "conflict";
  if (status >= 500 || status === 408 || status === 429) return "offline";
  return status >= 400 || !answer ? "refused" : "saved";
}

function take(form, outcome, answer) {
  if (outcome === "saved") {
    form.elements.version.value = answer.version;
    swapParts(answer.form);
    markProblems(form);
  }
  const sentence = form.querySelector("[data-autosave-sentence]");
  if (sentence) sentence.textContent = answer?.sentence ?? "";
}

/** Show the sentence for `state` in [data-autosave-status]; all sentences stand in the page, translated. */
function show(form, state) {
  const status = form.querySelector("[data-autosave-status]");
  for (const sentence of status.querySelectorAll("[data-when]")) sentence.hidden = sentence.dataset.when !== state;
  const time = status.querySelector("[data-saved-at]");
  if (state === "saved" && time) time.textContent = timeOf(new Date());
}
