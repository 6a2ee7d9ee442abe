/* The behaviours of the editor that later.js fetches: rows, pickers, tables. */
import { create } from "./create.js";
import { fold } from "./fold.js";
import { grid, pasteBox } from "./grid.js";
import { picker, termCell } from "./picker.js";
import { rowKey } from "./row_key.js";
import { rows } from "./rows.js";
import { shell } from "./shell.js";

export const BEHAVIOURS = {
  "[data-row-key]": rowKey,
  "[data-rows]": rows,
  "[data-picker]": picker,
  "[data-term-cell]": termCell,
  "[data-grid]": grid,
  "[data-paste]": pasteBox,
  "[data-create]": create,
  "[data-toc-fold]": fold,
};

/** Take from the page what the behaviours need of it. */
export function provide(given) {
  Object.assign(shell, given);
}
