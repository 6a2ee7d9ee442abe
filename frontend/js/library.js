/* htmx, fetched only by pages that use one of its attributes: most pages never load it. */
const USES_HTMX = ["get", "post", "put", "patch", "delete"].map((verb) => `[hx-${verb}]`).join(",");

let loading = null;

/** Load htmx once if `root` needs it; it then processes the whole page by itself. */
export function loadHtmx(root) {
  if (loading || !(root.matches?.(USES_HTMX) || root.querySelector(USES_HTMX))) return loading;
  loading = import("htmx.org").catch(() => {
    loading = null; // off line: the forms still work by submitting them
  });
  return loading;
}
