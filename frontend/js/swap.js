/* Put parts of a server's answer into the page: elements with data-swap and an id replace their namesakes. */
import { announceAdded } from "./mount.js";

/** Event on an element whose children a swap has changed. */
export const CHILDREN_CHANGED = "clearinghouse:children";

const CONTROL = "input:not([type=hidden]), select, textarea";

/**
 * Whether `fresh` may take the place of `old`. A part with controls stays, so that nothing typed since the
 * request is lost; data-swap="force" replaces it all the same. Nothing is replaced under the person's hands.
 */
export function mayReplace(old, fresh, focused) {
  if (focused && old.contains(focused)) return false;
  const hasControls = Boolean(old.querySelector(CONTROL) || fresh.querySelector(CONTROL));
  return !hasControls || fresh.dataset.swap === "force";
}

/**
 * What to do so that a list with the ids `have` gets the ids `want`, both in the same order:
 * { gone: ids to remove, added: [id, id of the one before it or null] }. The others are not touched.
 */
export function listChanges(have, want) {
  const added = want.map((id, n) => [id, want[n - 1] ?? null]).filter(([id]) => !have.includes(id));
  return { gone: have.filter((id) => !want.includes(id)), added };
}

/** Swap the parts of `answer`, a parsed page, that this page knows by id; false if one is under the person's hands. */
export function swapParts(answer) {
  let isWhole = true;
  for (const fresh of answer.querySelectorAll("[data-swap][id]")) {
    const old = document.getElementById(fresh.id);
    // A part of a row that was moved into the page a moment ago is fresh already.
    if (!old || fresh.ownerDocument === document) continue;
    if (fresh.dataset.swap === "children") isWhole = swapChildren(old, fresh) && isWhole;
    else if (old.isEqualNode(fresh)) continue;
    else if (mayReplace(old, fresh, document.activeElement)) put(fresh, (part) => old.replaceWith(part));
    else if (old.contains(document.activeElement)) isWhole = false;
  }
  return isWhole;
}

/* Rows that are no longer asked for go, new ones come; what stays is left alone, with what is typed in it. */
function swapChildren(old, fresh) {
  const ids = (list) => [...list.children].map((child) => child.id).filter(Boolean);
  const { gone, added } = listChanges(ids(old), ids(fresh));
  let isWhole = true;
  for (const id of gone) {
    const child = document.getElementById(id);
    if (child.contains(document.activeElement)) isWhole = false;
    else child.remove();
  }
  for (const [id, before] of added) {
    const child = [...fresh.children].find((one) => one.id === id);
    const place = before && document.getElementById(before);
    put(child, (part) => (place ? place.after(part) : old.prepend(part)));
  }
  if (gone.length || added.length) old.dispatchEvent(new CustomEvent(CHILDREN_CHANGED));
  return isWhole;
}

/** Take the mark of a problem from the fields of `form` that have none any more. */
export function markProblems(form) {
  for (const problems of form.querySelectorAll("[data-field-problems]:empty")) {
    for (const control of problems.parentElement.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  }
}

function put(fresh, insert) {
  const part = document.adoptNode(fresh);
  insert(part);
  announceAdded(part);
}
