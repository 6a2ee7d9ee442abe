/* Unsent changes found on opening a draft: sent at once if nothing changed meanwhile, otherwise one is asked. */
import { dayAndTimeOf } from "./clock.js";

/**
 * Where the draft has changed meanwhile, the kept changes are sent as a page of their own: the server answers with the
 * editor, the changes in it, to be compared and saved. The form waits (inert) until this is settled, since new changes would replace the kept ones.
 * isSafe: the server still has the version over which the kept changes were made.
 */
export function restore(form, notice, { entry, store, send, isSafe }) {
  const failed = notice.querySelector("[data-restore-failed]");
  let isAlone = isSafe;

  async function sendKept() {
    failed.hidden = true;
    if (!isAlone) {
      store.markSubmitted();
      openWith(form, entry);
      return;
    }
    const outcome = await send();
    if (outcome === "saved") {
      leave();
      return;
    }
    isAlone = outcome !== "conflict";
    notice.hidden = false;
    failed.hidden = false;
    notice.focus();
  }

  function leave() {
    store.forget();
    location.reload(); // rows added off line exist on the server only now
  }

  form.inert = true;
  notice.querySelector("[data-restore-send]").addEventListener("click", sendKept);
  notice.querySelector("[data-restore-discard]").addEventListener("click", leave);
  const time = notice.querySelector("[data-restore-at]");
  if (time) time.textContent = dayAndTimeOf(new Date(entry.at));
  if (isSafe) {
    sendKept();
  } else {
    notice.hidden = false;
    notice.focus();
  }
}

/* Submits a copy of the form that holds what was kept. */
function openWith(form, { body, version }) {
  const copy = document.createElement("form");
  copy.method = "post";
  copy.action = form.action;
  const token = form.elements.csrfmiddlewaretoken.value;
  for (const [name, value] of [["csrfmiddlewaretoken", token], ["version", version], ...new URLSearchParams(body)]) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    copy.append(input);
  }
  document.body.append(copy);
  copy.submit();
}
