/* Unsent drafts leave the computer: all of them on signing out, as others may use it; one when it is deleted. */
import { entries, forgetAll } from "./outbox.js";

/* What has not reached the server would be lost: the person is asked. */
export function forgetDrafts(form) {
  form.addEventListener("submit", (event) => {
    const question = form.dataset.forgetDrafts;
    if (question && entries(localStorage).length && !confirm(question)) event.preventDefault();
    else forgetAll(localStorage);
  });
}

export function forgetDraft(form) {
  form.addEventListener("submit", () => forgetAll(localStorage, form.dataset.forgetDraft));
}
