/* Rows of a repeated group: add from a template, remove, undo; the focus follows. Works off line. */
import { announceAdded } from "./mount.js";
import { showToast } from "./toast.js";

const CONTROL = "input:not([type=hidden]), select, textarea, button";

/* Rows written by the server are numbered from 0; ours come behind them, however many there are. */
let lastKey = 100_000_000;

/** Number of a new row; it is only used until the server has numbered the rows afresh. */
export function newKey() {
  lastKey += 1;
  return String(lastKey);
}

/** Replace `placeholder` by `key` in all attributes below `root`, nested templates included. */
export function withKey(root, placeholder, key) {
  for (const element of root.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes(placeholder)) attribute.value = attribute.value.replaceAll(placeholder, key);
    }
    if (element.content) withKey(element.content, placeholder, key);
  }
}

/** Add a row to `container`, fill its [data-fill] places from `values`, and return it. */
export function addRow(container, values = {}) {
  const template = own(container, "template[data-row-template]")[0];
  const content = template.content.cloneNode(true);
  withKey(content, template.dataset.rowTemplate, newKey());
  const row = content.firstElementChild;
  for (const place of row.querySelectorAll("[data-fill]")) {
    const value = values[place.dataset.fill] ?? "";
    if (place.matches("input")) place.value = value;
    else place.textContent = value;
  }
  own(container, "[data-rows-list]")[0].append(row);
  announceAdded(row);
  changed(container);
  return row;
}

export function rows(container) {
  const add = own(container, "[data-row-add]")[0];
  container.addEventListener("click", (event) => {
    const button = event.target.closest("[data-row-add], [data-row-remove]");
    if (!button || button.closest("[data-rows]") !== container) return;
    if (button.matches("[data-row-remove]")) {
      event.preventDefault();
      remove(container, button.closest("[data-row]"), add);
    } else if (own(container, "template[data-row-template]").length) {
      event.preventDefault(); // otherwise the server adds the row
      addRow(container).querySelector(CONTROL)?.focus();
    }
  });
  container.addEventListener("change", () => limit(container, add));
  limit(container, add);
}

function remove(container, row, add) {
  const list = row.parentElement;
  const next = row.nextElementSibling;
  const landing = (next ?? row.previousElementSibling)?.querySelector(CONTROL) ?? add ?? container.querySelector(CONTROL);
  row.remove();
  landing?.focus();
  changed(container);
  showToast(container.dataset.removed, {
    label: container.dataset.undo,
    run: () => {
      list.insertBefore(row, next?.parentElement === list ? next : null);
      row.querySelector(CONTROL)?.focus();
      changed(container);
    },
  });
}

/* No more than data-rows-max rows: the button goes when they are there. */
function limit(container, add) {
  const most = Number(container.dataset.rowsMax || Infinity);
  if (add) add.hidden = own(container, "[data-row]").length >= most;
}

function own(container, selector) {
  return [...container.querySelectorAll(selector)].filter((found) => found.closest("[data-rows]") === container);
}

/* Autosave listens to this. */
function changed(container) {
  container.dispatchEvent(new Event("change", { bubbles: true }));
}
