/* htmx, fetched only by pages that use one of its attributes: most pages never load it. */
import { announceAdded } from "./mount.js";
import { entries, forgetEntry } from "./outbox.js";
import { sent } from "./sending.js";

const USES_HTMX = ["get", "post", "put", "patch", "delete"].map((verb) => `[hx-${verb}]`).join(",");

let loading = null;

/** Load htmx once if `root` needs it; it then processes the whole page by itself. */
export function loadHtmx(root) {
  if (loading || !(root.matches?.(USES_HTMX) || root.querySelector(USES_HTMX))) return loading;
  loading = import("htmx.org").catch(() => {
    loading = null; // off line: the forms still work by submitting them
  });
  return loading;
}

/** Help with writing texts, which only the editor needs. */
export function loadTexts(form) {
  import("./texts.js").then((module) => module.texts(form)).catch(() => {}); // off line: texts are typed all the same
}

/** Filters of a search. */
export function loadFacets(form) {
  import("./facets.js").then((module) => module.facets(form, { announceAdded })).catch(() => {}); // off line: the server does it
}

/** The list of drafts with unsent changes, which only a computer needs that keeps some. */
export function loadUnsent(box) {
  if (!entries(localStorage).length) return;
  import("./unsent.js").then((module) => module.unsent(box, { entries, forgetEntry, sent })).catch(() => {}); // off line: later
}

/** Progress of downloads, which only one page has. */
export function loadTaking(list) {
  import("./take.js").then((module) => module.taking(list)).catch(() => {}); // off line: the links download all the same
}
