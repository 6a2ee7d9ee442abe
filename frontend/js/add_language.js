/* A language for the draft, chosen beside one of its texts: its box among the languages is ticked, and the text opens in it. */
import { CHILDREN_CHANGED } from "./swap.js";
import { REVEAL } from "./tabs.js";

const BOXES = "input[type=checkbox][name=languages]";

/** The boxes of languages that the draft does not have yet. */
export function remaining(boxes) {
  return [...boxes].filter((box) => !box.checked);
}

/** Whether the text may take the focus once it came: not from under the hands of somebody who went on elsewhere. */
export function mayTakeFocus(focused, page) {
  return !focused || focused === page || focused.matches("[data-add-language]");
}

export function addLanguages(form) {
  form.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-add-language]");
    const choice = event.target.closest("[data-choose-language]");
    if (!opener && !choice) return;
    event.preventDefault();
    if (choice) choose(form, choice);
    else if (listOf(opener)) close(opener);
    else open(form, opener);
  });
  form.addEventListener("keydown", (event) => {
    const opener = event.key === "Escape" && event.target.closest(".more-languages")?.querySelector("[data-add-language]");
    if (!opener || !listOf(opener)) return;
    close(opener);
    opener.focus();
  });
  form.addEventListener("change", (event) => {
    if (!event.target.matches(BOXES)) return;
    const isDone = !remaining(form.querySelectorAll(BOXES)).length;
    for (const place of form.querySelectorAll(".more-languages")) place.hidden = isDone;
  });
}

function listOf(opener) {
  return opener.parentElement.querySelector(":scope > ul");
}

function open(form, opener) {
  const list = document.createElement("ul");
  list.className = "cluster";
  list.setAttribute("role", "list");
  list.append(...remaining(form.querySelectorAll(BOXES)).map(itemFor));
  opener.after(list);
  opener.setAttribute("aria-expanded", "true");
}

function itemFor(box) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.dataset.chooseLanguage = box.value;
  button.append(box.parentElement.querySelector("bdi").cloneNode(true));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function close(opener) {
  listOf(opener).remove();
  opener.removeAttribute("aria-expanded");
}

function choose(form, choice) {
  const place = choice.closest(".more-languages");
  const opener = place.querySelector("[data-add-language]");
  const code = choice.dataset.chooseLanguage;
  showWhenThere(place.previousElementSibling, code);
  close(opener);
  opener.focus();
  const box = [...form.querySelectorAll(BOXES)].find((one) => one.value === code);
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

/* The server sends the new box with the answer to the next save; the tabs are made first. */
function showWhenThere(texts, code) {
  const came = () => {
    const panel = [...texts.querySelectorAll("[data-language-panel]")].find((one) => one.id.endsWith(`.${code}`));
    if (!panel) return;
    texts.removeEventListener(CHILDREN_CHANGED, came);
    if (!mayTakeFocus(document.activeElement, document.body)) return;
    panel.dispatchEvent(new CustomEvent(REVEAL));
    panel.querySelector("textarea, input:not([type=hidden])").focus();
  };
  texts.addEventListener(CHILDREN_CHANGED, came);
}
