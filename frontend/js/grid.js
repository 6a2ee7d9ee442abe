/* Rows of a table: arrow keys and Enter move between cells; a block from a spreadsheet fills them, with one undo. */
import { changed, own } from "./numbering.js";
import { addRow } from "./rows.js";
import { shell } from "./shell.js";

/** Whether pasted text is a block of cells rather than words for one. */
export function isBlock(text) {
  return /[\t\n]/.test(text.replace(/\r/g, "").replace(/\n$/, ""));
}

/**
 * How `key` moves: { row, cell } steps, or null. box: { isSelect, isMultiline, start, end, length } of what has the focus; in a text
 * the arrows first go through its letters.
 */
export function step(key, { box, rightToLeft, isShift = false }) {
  if (box.isMultiline && key !== "ArrowLeft" && key !== "ArrowRight") return null;
  if (key === "Enter") return { row: isShift ? -1 : 1, cell: 0 };
  if (key === "ArrowUp" || key === "ArrowDown") return box.isSelect ? null : { row: key === "ArrowUp" ? -1 : 1, cell: 0 };
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const by = (key === "ArrowRight") === !rightToLeft ? 1 : -1;
  const isAtEdge = box.isSelect || (box.start === box.end && box.start === (by > 0 ? box.length : 0));
  return isAtEdge ? { row: 0, cell: by } : null;
}

export function grid(container) {
  const rowsOf = () => own(container, "[data-row]");
  const cellsOf = (row) => [...row.querySelectorAll("[data-cell]")];

  function ask() {
    for (const cell of container.querySelectorAll("[data-asked-by]")) {
      const by = container.querySelector(`[name="${cell.dataset.askedBy}"]`);
      const wanted = cell.dataset.askedValue;
      cell.disabled = Boolean(by) && (wanted ? by.value !== wanted : !by.value.trim());
    }
  }

  function go(cell, { row: down, cell: along }) {
    const row = cell.closest("[data-row]");
    const place = cellsOf(row).indexOf(cell);
    const target = down ? rowsOf()[rowsOf().indexOf(row) + down] : row;
    if (target) cellsOf(target)[place + along]?.focus();
    else if (down > 0) cellsOf(addRow(container))[place]?.focus();
  }

  container.addEventListener("change", ask);
  container.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!cell.matches("[data-cell]")) return;
    const box = { isSelect: cell.matches("select"), isMultiline: cell.matches("textarea"), start: cell.selectionStart, end: cell.selectionEnd, length: cell.value.length };
    const rightToLeft = getComputedStyle(container).direction === "rtl";
    const move = step(event.key, { box, rightToLeft, isShift: event.shiftKey });
    if (!move) return;
    event.preventDefault();
    go(cell, move);
  });
  container.addEventListener("paste", async (event) => {
    const cell = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell.matches("[data-cell]") || !container.dataset.grid || !isBlock(text)) return;
    event.preventDefault();
    const row = cell.closest("[data-row]");
    const block = await read(container, text, cellsOf(row).indexOf(cell));
    if (block) fill(container, { block, first: rowsOf().indexOf(row), rowsOf });
    else shell.showToast(container.dataset.gridOffline);
  });
  ask();
}

async function read(container, text, column) {
  const form = container.closest("form");
  const sent = { csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, field: container.dataset.rows, text, column };
  try {
    const response = await fetch(container.dataset.grid, { method: "POST", body: new URLSearchParams(sent) });
    return response.ok && !response.redirected ? await response.json() : null;
  } catch {
    return null;
  }
}

function fill(container, { block, first, rowsOf }) {
  const inputs = () => [...container.querySelectorAll("[data-row] :is(input, select, textarea)")];
  const before = inputs().map((input) => [input, input.value]);
  const added = [];
  block.rows.forEach((cells, n) => {
    if (!rowsOf()[first + n]) added.push(addRow(container));
    const number = first + n;
    for (const { stem, name, value } of cells) {
      const input = container.querySelector(`[name="${stem}${container.dataset.rows}.${number}.${name}"]`);
      if (input) input.value = value;
    }
  });
  changed(container);
  report(container, block.refused);
  shell.showToast(container.dataset.gridPasted, {
    label: container.dataset.undo,
    run: () => {
      added.forEach((row) => row.remove());
      for (const [input, value] of before) input.value = value;
      report(container, []);
      changed(container);
    },
  });
}

function report(container, refused) {
  const place = own(container, "[data-grid-report]")[0];
  place.replaceChildren();
  if (!refused.length) return;
  const title = document.createElement("p");
  title.textContent = container.dataset.gridRefused;
  const list = document.createElement("ul");
  for (const sentence of refused) {
    const item = document.createElement("li");
    item.textContent = sentence;
    item.dir = "auto";
    list.append(item);
  }
  place.append(title, list);
}

/** Rows that are no table: a block pasted into one of their fields goes to the box for blocks, where it can be sent. */
export function pasteBox(details) {
  const container = details.closest("[data-rows]");
  const box = details.querySelector("textarea");
  if (container.matches("[data-grid]")) return;
  container.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (event.target === box || !text.includes("\t")) return;
    event.preventDefault();
    details.open = true;
    box.value = text;
    box.focus();
  });
}
