/* A box that suggests while one types (ARIA combobox): the answers, fetched as HTML, become a listbox; the focus stays. */
const PAUSE_MS = 250;

let lastList = 0;

/** Index of the option to go to by `key` from `index` (-1: none) of `count`; null for keys that do not move. */
export function nextOption(key, index, count) {
  if (count === 0) return null;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return index <= 0 ? count - 1 : index - 1;
  return null;
}

/**
 * box: the input; results: where the answers go. urlFor(text): what to fetch, "" for nothing. pick(button): somebody chose.
 * isFree: what is typed may be sent as it is; then Enter chooses nothing by itself.
 * Returns { search, close }.
 */
export function combobox(box, results, { urlFor, pick, isFree = false }) {
  let asked = null;
  let timer = 0;
  const options = () => [...results.querySelectorAll("[role=option]")];
  const active = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(timer);
    asked?.abort();
    results.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  async function search() {
    clearTimeout(timer);
    asked?.abort();
    const url = urlFor(box.value.trim());
    if (!url) return close();
    const request = new AbortController();
    asked = request;
    try {
      const response = await fetch(url, { signal: request.signal, headers: { Accept: "text/html" } });
      if (response.ok && !response.redirected) show(await response.text());
    } catch {
      // Off line, or something else was typed meanwhile.
    }
  }

  function show(html) {
    const found = new DOMParser().parseFromString(html, "text/html").querySelector("[data-found]");
    results.replaceChildren(...(found ? [document.adoptNode(found)] : []));
    asListbox(box, results);
    // Found below the screen, it would not be seen.
    options()[Math.min(3, options().length - 1)]?.scrollIntoView({ block: "nearest" });
  }

  function go(index) {
    options().forEach((option, n) => option.setAttribute("aria-selected", String(n === index)));
    const option = options()[index];
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method for Chinese uses the same keys
    const index = event.altKey ? null : nextOption(event.key, active(), options().length);
    if (index !== null) {
      event.preventDefault();
      go(index);
    } else if (event.key === "ArrowDown" && !event.altKey && box.matches("[data-picker-box]")) {
      event.preventDefault();
      search();
    } else if (event.key === "Enter" && options().length && !(isFree && active() < 0)) {
      event.preventDefault(); // would send the whole form
      if (active() < 0) go(0);
      else choose(options()[active()]);
    } else if (event.key === "Enter" && box.matches("[data-picker-box]")) {
      event.preventDefault();
      search();
    } else if (event.key === "Escape" && results.hasChildNodes()) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  function choose(option) {
    close();
    pick(option);
  }
  results.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  results.addEventListener("click", (event) => {
    const option = event.target.closest("[data-pick]");
    if (!option) return;
    event.preventDefault();
    choose(option);
  });
  box.addEventListener("blur", () => {
    if (box.getAttribute("aria-expanded") === "true") close();
  });
  return { search, close };
}

function asListbox(box, results) {
  const list = results.querySelector("ul");
  box.setAttribute("aria-expanded", String(Boolean(list)));
  box.removeAttribute("aria-activedescendant");
  if (!list) return;
  lastList += 1;
  list.id = `suggestions-${lastList}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.getAttribute("aria-label") ?? box.labels[0]?.textContent ?? "");
  box.setAttribute("aria-controls", list.id);
  list.querySelectorAll("[data-pick]").forEach((option, n) => {
    option.parentElement.setAttribute("role", "none");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.id = `${list.id}-${n}`;
    option.tabIndex = -1;
  });
}
