/* Autosave of a draft: sends the form to data-autosave, says so, and keeps what could not be sent. */
import { timeOf } from "./clock.js";
import { oneTab } from "./one_tab.js";
import { advice, entries, forgetEntry, forgetOld, outbox } from "./outbox.js";
import { restore } from "./restore.js";
import { Saver } from "./saver.js";
import { bodyOf, sent } from "./sending.js";
import { freshToken } from "./session.js";
import { markProblems, swapParts } from "./swap.js";
import { takeMerged } from "./take_merged.js";
import { showToast } from "./toast.js";
import { uploads } from "./uploads.js";

export function autosave(form) {
  forgetOld(localStorage);
  const { draftKey, autosave: address, title, address: link } = form.dataset;
  const notice = document.querySelector("[data-restore]");
  const found = entries(localStorage, ({ key }) => key === draftKey).filter((entry) => isLeft(entry, form));
  if (notice && found.length && !form.hasAttribute("data-unsaved")) {
    oneTab(form, document.querySelector("[data-other-tab]"), () => {});
    const send = async (entry) => (await sent(address, entry.body, { ...entry, token: tokenOf(form) })).outcome;
    restore(form, notice, { found, storage: localStorage, send });
  } else {
    const about = { title, address: link, send: address };
    watch(form, outbox(draftKey, localStorage, { page: form.elements.page.value, about }));
  }
}

function isLeft(entry, form) {
  const isToDo = advice(entry, bodyOf(form)) !== "forget";
  if (!isToDo) forgetEntry(localStorage, entry);
  return isToDo;
}

function watch(form, store) {
  const { elements, dataset } = form;
  let steps = Number(elements.step.value);
  // What is on the page to be decided is sent, if it is left, as what it was made from: so it is asked again.
  const made = () => ({ version: dataset.madeFrom ?? elements.version.value, step: steps + 1, isAsked: "asked" in dataset });
  let answered = null;
  const saver = new Saver({
    saved: bodyOf(form),
    // What could not be saved is on the page to be compared: the person saves it, not we.
    isHeld: form.hasAttribute("data-unsaved"),
    send: async (body) => {
      steps += 1;
      elements.step.value = steps;
      const from = { version: elements.version.value, page: elements.page.value, step: steps, token: tokenOf(form), shape: elements.shape.value };
      const { outcome, answer } = await sent(dataset.autosave, body, from);
      answered = outcome === "saved" ? { ...answer, body } : null;
      const sentence = form.querySelector("[data-autosave-sentence]");
      if (sentence) sentence.textContent = answer?.sentence ?? "";
      return outcome;
    },
    arrived: () => take(form, answered, saver),
    keep: (body) => store.keep(body, made()),
    forget: () => store.forget(),
    show: (state) => show(form, state),
  });
  form.addEventListener("input", () => saver.changed(bodyOf(form)));
  form.addEventListener("change", (event) => {
    saver.changed(bodyOf(form), { isChoice: event.target.matches("select, [type=radio], [type=checkbox]") });
  });
  // What others changed where the person was comes in when they have left it.
  form.addEventListener("focusout", () => setTimeout(() => take(form, answered, saver)));
  const isLeaving = leaving(form, saver, () => {
    elements.step.value = steps + 2; // later than what is kept, which is not sent again then
    store.markSubmitted();
  });
  uploads(form, isLeaving);
  oneTab(form, document.querySelector("[data-other-tab]"), async () => {
    await saver.idle();
    await saver.flush();
    saver.pause();
  });
  addEventListener("online", () => saver.flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saver.flush();
    else if (saver.state === "signed-out") resume(form, saver);
  });
}

/* Nothing is sent in the background while the form itself is on its way: the two would contradict each other. */
function leaving(form, saver, submitted) {
  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const isCut = saver.state === "offline" && !navigator.onLine;
    if (isLeaving || button?.value === "enter" || isCut) {
      event.preventDefault();
      if (isCut) showToast(form.querySelector("[data-when=offline]").textContent.trim());
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
    submitted();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  addEventListener("beforeunload", (event) => {
    if (saver.hasUnsent && !isLeaving) event.preventDefault();
  });
  return () => isLeaving;
}

async function resume(form, saver) {
  const token = await freshToken(form.action, form.dataset.draftKey);
  if (!token) return;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  saver.flush();
}

function tokenOf(form) {
  return form.elements.csrfmiddlewaretoken.value;
}

/* The version moves on only when the page shows all of it: until then a save is made from what the page sent last. */
function take(form, answered, saver) {
  if (!answered || answered.isDone) return;
  const isFirst = !answered.page;
  answered.page ??= new DOMParser().parseFromString(answered.form ?? "", "text/html");
  answered.taken = takeMerged(answered.page, answered.taken, { before: answered.body, now: () => bodyOf(form) });
  // Without a form in the answer the page has it already; what could not be put in is asked for again.
  if (isFirst && answered.form) form.elements.shape.value = swapParts(answered.page) ? answered.shape : "";
  answered.isDone = !answered.taken.length;
  if (answered.isDone) form.elements.version.value = answered.version;
  markProblems(form);
  saver.rebase(bodyOf(form));
  if (isFirst && answered.merged) showToast(answered.merged);
}

/** Show the sentence for `state` in [data-autosave-status]; all sentences stand in the page, translated. */
function show(form, state) {
  const status = form.querySelector("[data-autosave-status]");
  for (const sentence of status.querySelectorAll("[data-when]")) sentence.hidden = sentence.dataset.when !== state;
  const time = status.querySelector("[data-saved-at]");
  if (state === "saved" && time) time.textContent = timeOf(new Date());
}
