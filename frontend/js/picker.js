/* Pickers of records and terms: what is chosen becomes a row of the picked list (see rows.js). */
import { combobox } from "./combobox.js";
import { changed, own } from "./numbering.js";
import { addRow } from "./rows.js";

/** Values for a row, from the data-pick-* attributes of a result. */
export function valuesOf(dataset) {
  return { value: dataset.pick, label: dataset.pickLabel ?? dataset.pick, identifier: dataset.pickIdentifier ?? "" };
}

/** What to fetch for `text`: the address with the text as `name`. */
export function searchUrl(address, text, name = "q") {
  return `${address}${address.includes("?") ? "&" : "?"}${new URLSearchParams({ [name]: text })}`;
}

export function picker(container) {
  const box = own(container, "[data-picker-box]")[0];
  const results = own(container, "[data-picker-results]")[0];
  const terms = container.dataset.terms;
  const valueOf = (row) => row.querySelector("input[data-fill=value]")?.value.split("@")[0];
  const chosen = () => own(container, "[data-row]");

  function pick(values) {
    if (!chosen().some((row) => valueOf(row) === values.value)) {
      if (container.hasAttribute("data-picker-single")) chosen().forEach((row) => row.remove());
      addRow(container, values);
    }
  }

  const { search } = combobox(box, results, {
    // Records of one's own are offered before anything is typed; of terms, that would be the tree.
    urlFor: (text) => (terms ? text && searchUrl(terms, text) : searchUrl(container.dataset.find, text)),
    pick: (button) => {
      pick(valuesOf(button.dataset));
      box.value = "";
      box.focus();
    },
  });
  own(container, "[data-picker-find]")[0]?.addEventListener("click", (event) => {
    event.preventDefault();
    box.focus();
    search();
  });
  container.addEventListener("clearinghouse:pick", (event) => pick(event.detail));
  if (terms) tree(container, { terms, chosen, valueOf, pick });
}

/* The tree of terms, fetched when asked for: ticking chooses, unticking removes. */
function tree(container, { terms, chosen, valueOf, pick }) {
  const place = own(container, "[data-terms-tree]")[0];
  const browse = own(container, "[data-terms-browse]")[0];

  function sync() {
    const values = chosen().map(valueOf);
    for (const box of place.querySelectorAll("[data-tick]")) box.checked = values.includes(box.dataset.tick);
  }

  browse.setAttribute("aria-expanded", String(place.hasChildNodes()));
  browse.addEventListener("click", async (event) => {
    event.preventDefault();
    const isOpen = browse.getAttribute("aria-expanded") === "true";
    browse.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) return place.replaceChildren();
    try {
      const response = await fetch(searchUrl(terms, "1", "tree"));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      place.replaceChildren(...[page.querySelector("[data-tree]")].filter(Boolean));
      sync();
    } catch {
      browse.setAttribute("aria-expanded", "false"); // off line
    }
  });
  place.addEventListener("change", (event) => {
    const tick = event.target.closest("[data-tick]");
    if (!tick) return;
    event.stopPropagation();
    if (tick.checked) pick({ value: tick.dataset.tick, label: tick.parentElement.textContent.trim() });
    else {
      chosen().filter((row) => valueOf(row) === tick.dataset.tick).forEach((row) => row.remove());
      changed(container);
    }
  });
  container.addEventListener("change", sync);
}

/** A cell of a table in which one term is typed: what is chosen stands in the box, its identifier beside it. */
export function termCell(cell) {
  const [identifier, box] = cell.querySelectorAll("input");
  combobox(box, cell.querySelector("[data-picker-results]"), {
    urlFor: (text) => text && searchUrl(cell.dataset.termCell, text),
    pick: (button) => {
      identifier.value = button.dataset.pick;
      box.value = button.dataset.pickLabel;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
}
