/* Unsent drafts leave the computer: all of them on signing out, as others may use it; one when it is deleted. */
import { forgetAll, outbox } from "./outbox.js";

export function forgetDrafts(form) {
  form.addEventListener("submit", () => forgetAll(localStorage));
}

export function forgetDraft(form) {
  form.addEventListener("submit", () => outbox(form.dataset.forgetDraft, localStorage).forget());
}
