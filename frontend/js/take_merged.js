/* Answers that others changed come into the open page, but never under the hands of whoever writes. */
import { announceAdded } from "./mount.js";

const STEMS = ["f.", "t.", "o."];

/** Whether the inputs of field `name` hold in `now` what they held in `before`; both are bodies of the form. */
export function isUntouched(name, before, now) {
  return inputsOf(name, before) === inputsOf(name, now);
}

function inputsOf(name, body) {
  const isOf = (input) => (name === "header" ? input === "languages" : STEMS.some((stem) => `${input}.`.startsWith(`${stem}${name}.`)));
  return JSON.stringify([...new URLSearchParams(body)].filter(([input]) => isOf(input)));
}

/**
 * Put the fields `names` of `answer`, a parsed page, into this one; return the names of those that must wait: the
 * person is in them, or has changed them since `before` was sent. now(): what the form says at present.
 */
export function takeMerged(answer, names, { before, now }) {
  return names.filter((name) => {
    const [old, fresh] = [placeOf(document, name), placeOf(answer, name)];
    // Fields that are asked for no longer, or only now, come and go with their section.
    if (!old || !fresh || old === fresh) return false;
    if (old.contains(document.activeElement) || !isUntouched(name, before, now())) return true;
    const part = document.importNode(fresh, true); // a copy: the other parts of the answer are still to be compared
    old.replaceWith(part);
    announceAdded(part);
    return false;
  });
}

function placeOf(page, name) {
  return page.getElementById(name === "header" ? "languages" : `field-${name}`);
}
