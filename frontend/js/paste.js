/* What is pasted, made fit for the box it goes into: marks for a rich text, one clean line for an input. */
import { markedFrom } from "./clipboard.js";

/** Boxes whose pasting is looked after. */
export const BOXES = "[data-rich] > textarea, input[type=text], textarea";

const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu;
const ODD_BLANKS = /[\u00a0\u2007\u202f]/gu;

/** Clean what `event` brings and put it where the cursor stands with `insert(box, text)`, if it needs cleaning. */
export function pasteClean(event, insert) {
  const box = event.target;
  const plain = event.clipboardData?.getData("text/plain") ?? "";
  const html = event.clipboardData?.getData("text/html") ?? "";
  const isRich = Boolean(box.closest("[data-rich]"));
  const marked = isRich && html ? markedFrom(new DOMParser().parseFromString(html, "text/html").body) : "";
  const text = marked || (box.matches("textarea") ? cleanLines(plain) : cleanLine(plain));
  if (!text || text === plain) return; // the browser does it
  event.preventDefault();
  insert(box, text);
}

/** Text without signs that nobody sees; blanks that hold words together become ordinary ones. */
export function cleanLines(text) {
  return text.replaceAll(/\r\n?/gu, "\n").replaceAll(INVISIBLE, "").replaceAll(ODD_BLANKS, " ");
}

/** The same in one line. */
export function cleanLine(text) {
  return cleanLines(text).replaceAll(/\s*[\n\t\v\f]+\s*/gu, " ").trim();
}
