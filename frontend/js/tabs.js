/* Language tabs over stacked texts. Without script every text stands under its language's name. */
import { icon } from "./icons.js";
import { ADDED } from "./mount.js";
import { CHILDREN_CHANGED } from "./swap.js";

const PANEL = "[data-language-panel]";
/** Event on a panel that is to be shown. */
export const REVEAL = "clearinghouse:reveal";

/** Index to go to from `index` of `count` by `key`; null for keys that do not move. */
export function nextIndex(key, index, { count, rightToLeft }) {
  const forward = rightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = rightToLeft ? "ArrowRight" : "ArrowLeft";
  if (key === forward) return (index + 1) % count;
  if (key === back) return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

export function languageTabs(group) {
  build(group);
  group.addEventListener(CHILDREN_CHANGED, () => build(group));
  // A part of a panel that the server renewed may say that its text is no longer up to date.
  group.addEventListener(ADDED, (event) => {
    const panel = event.target.closest(PANEL);
    const tab = panel && document.getElementById(`${panel.id}-tab`);
    if (tab && event.target !== panel) markState(tab, panel);
  });
}

/* Made anew when the languages of the record change; the text that is shown stays. */
function build(group) {
  const shown = group.querySelector("[data-language-panel]:not([hidden])")?.id;
  const wasBuilt = Boolean(group.querySelector(":scope > [role=tablist]"));
  group.querySelector(":scope > [role=tablist]")?.remove();
  const panels = [...group.querySelectorAll("[data-language-panel]")];
  panels.forEach(standAlone);
  if (panels.length < 2) return;
  const list = document.createElement("div");
  list.className = "tabs";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", group.dataset.languageTabs);
  const tabs = panels.map(tabFor);
  list.append(...tabs);
  panels[0].before(list);
  const select = selector(list, tabs, panels);
  const before = wasBuilt ? panels.findIndex((panel) => panel.id === shown) : -1;
  select(before >= 0 ? before : firstToShow(panels));
}

function selector(list, tabs, panels) {
  const select = (index) => {
    tabs.forEach((tab, n) => {
      tab.setAttribute("aria-selected", String(n === index));
      tab.tabIndex = n === index ? 0 : -1;
      panels[n].hidden = n !== index;
    });
  };
  tabs.forEach((tab, index) => tab.addEventListener("click", () => select(index)));
  list.addEventListener("keydown", (event) => {
    const rightToLeft = getComputedStyle(list).direction === "rtl";
    const index = nextIndex(event.key, tabs.indexOf(document.activeElement), { count: tabs.length, rightToLeft });
    if (index === null) return;
    event.preventDefault();
    select(index);
    tabs[index].focus();
  });
  panels.forEach((panel, index) => {
    panel.oninput = () => markState(tabs[index], panel);
    panel.addEventListener(REVEAL, () => {
      if (list.isConnected) select(index);
    });
  });
  return select;
}

function standAlone(panel) {
  panel.hidden = false;
  panel.removeAttribute("role");
  panel.removeAttribute("aria-labelledby");
  panel.querySelector("label")?.classList.remove("hidden");
}

function tabFor(panel) {
  const tab = document.createElement("button");
  const label = panel.querySelector("label");
  tab.type = "button";
  tab.id = `${panel.id}-tab`;
  tab.lang = panel.lang;
  tab.textContent = panel.dataset.languagePanel;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", panel.id);
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  label?.classList.add("hidden");
  markState(tab, panel);
  return tab;
}

/* A tick for a text that is there, the octagon for one with a problem, a triangle for an old translation, else a ring. */
function markState(tab, panel) {
  tab.querySelectorAll(".icon, .hidden").forEach((mark) => mark.remove());
  const words = panel.parentElement.dataset;
  if (panel.querySelector("[aria-invalid='true']")) tab.append(icon("wrong"));
  else if (panel.querySelector("[data-stale]")) say(tab, "needs", words.old);
  else if (isFilled(panel)) say(tab, "ok", words.filled);
  else say(tab, "ring", words.empty);
}

function say(tab, mark, words) {
  const hidden = document.createElement("span");
  hidden.className = "hidden";
  hidden.lang = document.documentElement.lang;
  hidden.textContent = words ? ` (${words})` : "";
  tab.append(icon(mark), hidden);
}

function isFilled(panel) {
  return [...panel.querySelectorAll("input, textarea")].some((box) => box.value?.trim() && box.type !== "checkbox");
}

function firstToShow(panels) {
  const page = document.documentElement.lang;
  const wrong = panels.findIndex((panel) => panel.querySelector("[aria-invalid='true']"));
  const filledHere = panels.findIndex((panel) => panel.lang === page && isFilled(panel));
  const filled = panels.findIndex(isFilled);
  const here = panels.findIndex((panel) => panel.lang === page);
  return [wrong, filledHere, filled, here, 0].find((index) => index >= 0);
}

/* A link of the problem list may lead to a text in a tab that is not shown. */
function revealTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const panel = target?.closest(PANEL);
  if (!panel) return;
  panel.dispatchEvent(new CustomEvent(REVEAL));
  target.focus();
}

globalThis.addEventListener?.("hashchange", revealTarget);
