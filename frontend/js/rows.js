/* Rows of a repeated group: add, insert, move, duplicate, remove and undo; the focus follows. Works off line. */
import { changed, own, withKey, withNumber } from "./numbering.js";
import { shell } from "./shell.js";

const CONTROL = "input:not([type=hidden]), select, textarea, button";
const FILLED = "__label__";
const MOVES = { ArrowUp: -1, ArrowDown: 1 };

/* Rows written by the server are numbered from 0; a new one comes behind them until all are numbered afresh. */
let lastKey = 100_000_000;

/** Number of a new row; it is only used until the rows are numbered afresh. */
export function newKey() {
  lastKey += 1;
  return String(lastKey);
}

/** Add a row to `container`, at the end or behind `after`, fill its [data-fill] places from `values`, and return it. */
export function addRow(container, values = {}, after = null) {
  const template = own(container, "template[data-row-template]")[0];
  const content = template.content.cloneNode(true);
  withKey(content, template.dataset.rowTemplate, newKey());
  const row = content.firstElementChild;
  for (const place of row.querySelectorAll("[data-fill]")) {
    const value = values[place.dataset.fill] ?? "";
    if (place.matches("input")) place.value = value;
    else place.textContent = place.textContent.includes(FILLED) ? place.textContent.replace(FILLED, value) : value;
  }
  put(container, row, after);
  return row;
}

export function rows(container) {
  const add = own(container, "[data-row-add]")[0];
  const said = document.createElement("p");
  said.className = "hidden";
  said.setAttribute("role", "status");
  container.append(said);
  container.addEventListener("click", (event) => {
    const button = event.target.closest("[data-row-add], [data-row-remove], [data-row-act]");
    if (!button || button.closest("[data-rows]") !== container) return;
    const row = button.closest("[data-row]");
    const hasTemplate = own(container, "template[data-row-template]").length > 0;
    if (button.matches("[data-row-remove]")) {
      event.preventDefault();
      remove(container, row, add);
    } else if (button.matches("[data-row-add]")) {
      if (!hasTemplate) return; // the server adds the row
      event.preventDefault();
      addRow(container).querySelector(CONTROL)?.focus();
    } else if (button.dataset.rowAct !== "insert" || hasTemplate) {
      event.preventDefault();
      act(container, row, button, said);
    }
  });
  container.addEventListener("keydown", (event) => {
    const by = event.altKey && !event.defaultPrevented ? MOVES[event.key] : 0;
    const row = event.target.closest("[data-row]");
    if (!by || !row || row.closest("[data-rows]") !== container || !row.id || event.target.matches("select")) return;
    event.preventDefault();
    move(container, row, by, said);
  });
  container.addEventListener("change", () => limit(container, add));
  limit(container, add);
}

function act(container, row, button, said) {
  const menu = button.closest("details");
  if (menu) menu.open = false;
  if (button.dataset.rowAct === "insert") addRow(container, {}, row).querySelector(CONTROL)?.focus();
  else if (button.dataset.rowAct === "copy") duplicate(container, row).querySelector(CONTROL)?.focus();
  else {
    move(container, row, button.dataset.rowAct === "up" ? -1 : 1, said);
    menu?.querySelector("summary").focus();
  }
}

/* The neighbour moves, not the row: so the focus stays where it is. */
function move(container, row, by, said) {
  const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!neighbour) return;
  if (by < 0) row.after(neighbour);
  else row.before(neighbour);
  changed(container);
  const list = [...row.parentElement.children];
  said.textContent = container.dataset.moved
    .replace("%(place)s", list.indexOf(row) + 1)
    .replace("%(count)s", list.length);
}

function duplicate(container, row) {
  const copy = row.cloneNode(true);
  const copied = copy.querySelectorAll("input, select, textarea");
  row.querySelectorAll("input, select, textarea").forEach((control, n) => {
    if (control.matches("[type=radio], [type=checkbox]")) copied[n].checked = control.checked;
    else if (control.type !== "file") copied[n].value = control.value;
  });
  for (const key of copy.querySelectorAll("[data-row-key]")) key.value = ""; // it names the row it was copied from
  for (const menu of copy.querySelectorAll("details.menu[open]")) menu.open = false;
  withNumber(copy, container.dataset.rows, newKey());
  put(container, copy, row);
  return copy;
}

function put(container, row, after) {
  if (after) after.after(row);
  else own(container, "[data-rows-list]")[0].append(row);
  shell.announceAdded(row);
  changed(container);
}

function remove(container, row, add) {
  const list = row.parentElement;
  const next = row.nextElementSibling;
  const landing = (next ?? row.previousElementSibling)?.querySelector(CONTROL) ?? add ?? container.querySelector(CONTROL);
  row.remove();
  landing?.focus();
  changed(container);
  shell.showToast(container.dataset.removed, {
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
