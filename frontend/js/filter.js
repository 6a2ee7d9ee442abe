/* Filter a long list of choices by typing: data-filter around [data-filter-tools] and [data-filter-item]s. */

/** Return `text` without case, accents, Arabic vowel signs and stretching, for comparing. */
export function folded(text) {
  return text.normalize("NFKD").replace(/[\p{Mn}\u0640]/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Whether every word of `query` occurs in `text`; an empty query fits all. */
export function fits(text, query) {
  const inside = folded(text);
  return folded(query).split(" ").every((word) => inside.includes(word));
}

export function filter(container) {
  const tools = container.querySelector("[data-filter-tools]");
  const box = tools.querySelector("input");
  const none = container.querySelector("[data-filter-none]");
  const items = () => [...container.querySelectorAll("[data-filter-item]")];

  function show() {
    const all = items();
    for (const item of all) {
      item.hidden = !item.querySelector(":checked") && !fits(item.textContent, box.value);
    }
    if (none) none.hidden = all.some((item) => !item.hidden);
  }

  tools.hidden = false;
  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    // Would send the form around it, which asks the server where the page has not got all.
    if (event.key === "Enter" && !box.dataset.asks) event.preventDefault();
    if (event.key === "Escape" && box.value) {
      event.stopPropagation(); // keeps a sheet open that also closes on Escape
      box.value = "";
      show();
    }
  });
}
