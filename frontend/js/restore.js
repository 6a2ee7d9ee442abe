/* Unsent changes found on opening a draft: sent at once and merged; where that cannot be, one is asked. */
import { dayAndTimeOf } from "./clock.js";
import { forgetEntry } from "./outbox.js";

/**
 * The form waits (inert) until this is settled. What must be decided by the person is sent as a page of its own: the
 * server answers with the editor and the question in it. found: entries, the oldest first; send(entry): an outcome.
 */
export function restore(form, notice, { found, storage, send }) {
  const failed = notice.querySelector("[data-restore-failed]");
  const left = [...found];

  async function sendAll() {
    failed.hidden = true;
    while (left.length) {
      const [entry] = left;
      const outcome = entry.isAsked ? "conflict" : await send(entry);
      if (outcome !== "saved") {
        entry.isAsked = outcome === "conflict" || outcome === "refused";
        return outcome;
      }
      forgetEntry(storage, left.shift());
    }
    location.reload(); // what came in off line exists on the server only now
    return "saved";
  }

  function ask(outcome) {
    if (outcome === "saved") return;
    failed.hidden = outcome === "conflict";
    notice.hidden = false;
    notice.focus();
  }

  form.inert = true;
  notice.querySelector("[data-restore-send]").addEventListener("click", async () => {
    if (left[0]?.isAsked) openWith(form, left[0]);
    else ask(await sendAll());
  });
  notice.querySelector("[data-restore-discard]").addEventListener("click", () => {
    for (const entry of left) forgetEntry(storage, entry);
    location.reload();
  });
  const time = notice.querySelector("[data-restore-at]");
  if (time) time.textContent = dayAndTimeOf(new Date(left[0].at));
  addEventListener("online", () => {
    if (left[0] && !left[0].isAsked) sendAll();
  });
  return sendAll().then(ask);
}

/* Submits a copy of the form that holds what was kept. */
function openWith(form, { body, version, page, step }) {
  const copy = document.createElement("form");
  copy.method = "post";
  copy.action = form.action;
  const token = form.elements.csrfmiddlewaretoken.value;
  const made = [["csrfmiddlewaretoken", token], ["version", version], ["page", page], ["step", step], ["do", "save"]];
  for (const [name, value] of [...made, ...new URLSearchParams(body)]) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    copy.append(input);
  }
  document.body.append(copy);
  copy.submit();
}
