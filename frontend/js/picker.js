/* Reference picker: results, fetched by htmx, become rows of the picked list (see rows.js). */
import { addRow } from "./rows.js";

/** Values for a row, from the data-pick-* attributes of a result. */
export function valuesOf(dataset) {
  return { value: dataset.pick, label: dataset.pickLabel ?? dataset.pick, identifier: dataset.pickIdentifier ?? "" };
}

export function picker(container) {
  const box = container.querySelector("[data-picker-box]");
  const results = container.querySelector("[data-picker-results]");

  function pick(button) {
    const values = valuesOf(button.dataset);
    const rows = [...container.querySelectorAll("[data-row]")];
    const isPicked = rows.some((row) => row.querySelector("input[data-fill=value]")?.value.split("@")[0] === values.value);
    if (!isPicked) {
      if (container.hasAttribute("data-picker-single")) rows.forEach((row) => row.remove());
      addRow(container, values);
    }
    results.replaceChildren();
    box.value = "";
    box.focus();
  }

  // The box has a name of its own in the form; the search knows it as q.
  box.addEventListener("htmx:config:request", (event) => event.detail.ctx.request.body.set("q", box.value.trim()));
  container.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick]");
    if (!button) return;
    event.preventDefault();
    pick(button);
  });
  container.querySelector("[data-picker-find]")?.addEventListener("click", (event) => {
    if (!window.htmx) return; // the server searches
    event.preventDefault();
    box.dispatchEvent(new Event("find"));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // would send the whole form
      results.querySelector("[data-pick]")?.focus();
    }
    if (event.key === "Escape") results.replaceChildren();
    if (event.key === "ArrowDown") results.querySelector("[data-pick]")?.focus();
  });
}
