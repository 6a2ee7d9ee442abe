/* Help with writing the texts of a draft; fetched by the editor only. Without it the texts are typed, and buttons submit. */
import { addLanguages } from "./add_language.js";
import { BOXES, pasteClean } from "./paste.js";
import { markText } from "./marks.js";
import { ADDED } from "./mount.js";

const RICH = "[data-rich]";
const PANEL = "[data-language-panel]";
const KEYS = { b: "bold", i: "italic", k: "link" };

export function texts(form) {
  addBars(form);
  addLanguages(form);
  form.addEventListener(ADDED, (event) => addBars(event.target));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-text], [data-mark], [data-preview], [data-insert]");
    if (!button) return;
    if (button.dataset.copyText) copyText(button, event);
    else if (button.dataset.insert) insert(boxOf(button), button.dataset.insert);
    else if (button.dataset.mark) press(button.closest(RICH).querySelector("textarea"), button.dataset.mark);
    else preview(button, form);
  });
  form.addEventListener("keydown", (event) => {
    const mark = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
    if (!mark || !event.target.matches(`${RICH} > textarea`)) return;
    event.preventDefault();
    press(event.target, mark);
  });
  form.addEventListener("toggle", (event) => event.target.matches("details[data-aids][open]") && showAids(event.target), true);
  form.addEventListener("paste", (event) => {
    if (!event.defaultPrevented && event.target.matches(BOXES)) pasteClean(event, insert);
  });
}

/* The bar stands once in the page; each rich text gets its own. */
function addBars(root) {
  const bar = document.getElementById("rich-bar");
  const boxes = [...root.querySelectorAll(RICH), ...(root.matches?.(RICH) ? [root] : [])];
  for (const box of bar ? boxes : []) {
    if (box.querySelector(":scope > .bar")) continue;
    const own = bar.content.firstElementChild.cloneNode(true);
    own.lang = document.documentElement.lang;
    own.setAttribute("aria-controls", box.querySelector("textarea").id);
    box.prepend(own);
  }
}

/* By the command, where the browser has it: only so can the change be taken back with Ctrl+Z. */
function insert(box, text, [start, end] = [box.selectionStart, box.selectionEnd]) {
  box.focus();
  if (box.selectionStart !== null) box.setSelectionRange(start, end);
  if (document.execCommand?.("insertText", false, text)) return;
  box.setRangeText(text, start, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function press(box, mark) {
  const change = markText(mark, box.value, box.selectionStart, box.selectionEnd);
  insert(box, change.text, change.from);
  box.setSelectionRange(...change.selected);
}

/* As the server does with the same button: only into an empty text, which is then said to be a translation. */
function copyText(button, event) {
  const source = document.getElementById(button.dataset.copyText);
  const panel = button.closest(PANEL);
  const target = boxOf(button);
  if (!source?.value.trim()) return; // the server knows
  event.preventDefault();
  if (target.value.trim()) return;
  const origin = panel.querySelector("[data-origin]");
  if (origin) origin.value = button.dataset.copyTongue;
  target.focus();
  target.value = source.value;
  button.closest("p").remove();
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

function boxOf(element) {
  return element.closest(PANEL).querySelector("textarea, input:not([type=hidden])");
}

/* The middle of the page to which the link leads, for the language that is chosen by now. */
async function showAids(details) {
  const place = details.querySelector("[data-aids-place]");
  const url = new URL((details.dataset.aids ||= place.querySelector("a").href));
  const source = details.closest(PANEL).querySelector("[data-origin]")?.value;
  if (source) url.searchParams.set("from", source);
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok || answer.redirected) return; // the link stays
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...page.querySelector("[data-aids-found]").children);
}

async function preview(button, form) {
  const box = button.closest(RICH);
  const area = box.querySelector("textarea");
  const shown = box.querySelector(".rich-preview");
  if (shown) {
    shown.remove();
    area.hidden = false;
    button.setAttribute("aria-expanded", "false");
    return;
  }
  const body = new URLSearchParams({ text: area.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(button.dataset.preview, { method: "POST", body }).catch(() => null);
  if (!answer?.ok || answer.redirected) return; // off line or signed out: autosave says so
  const page = document.createElement("div");
  page.className = "rich-preview";
  page.tabIndex = 0;
  page.dir = area.dir;
  page.innerHTML = await answer.text(); // cleaned by the server
  area.hidden = true;
  area.after(page);
  button.setAttribute("aria-expanded", "true");
}
