/* Behaviours of the editor, fetched only by pages that have something for them. */
import { announceAdded, mountAll } from "./mount.js";
import { showToast } from "./toast.js";

const USES_ROWS = "[data-rows], [data-toc-fold]";

let loading = null;

/** Start the editor's behaviours in `root`, fetching them first if it needs them. */
export async function startLater(root) {
  if (!loading && !root.matches?.(USES_ROWS) && !root.querySelector(USES_ROWS)) return;
  loading ??= import("./editing.js").catch(() => {
    loading = null; // off line: the server does it all
  });
  const editing = await loading;
  editing?.provide({ announceAdded, showToast });
  if (editing) mountAll(root, editing.BEHAVIOURS);
}
