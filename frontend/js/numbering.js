/* Numbers of rows in the names of their inputs: the server reads rows in the order of their numbers. */

const NAMED = /^(name|id|for|formaction|href|aria-(describedby|controls|labelledby|owns|activedescendant)|data-.+|hx-.+)$/;

/** Replace `placeholder` by `key` in all attributes below `root`, nested templates included. */
export function withKey(root, placeholder, key) {
  eachAttribute(root, (attribute) => {
    if (attribute.value.includes(placeholder)) attribute.value = attribute.value.replaceAll(placeholder, key);
  });
}

/** `text` with row `from` of the field `name` called row `to`: `f.data.3.year`, `up.data.3`, `texts-data-3`. */
export function renumbered(text, name, from, to) {
  const pattern = new RegExp(`(?<!\\w)${name.replaceAll(".", "\\.")}([.-])${from}(?!\\w)`, "g");
  return text.replace(pattern, `${name}$1${to}`);
}

/** Give a row, whose id is `row-<name>-<number>`, another number. Rows without an id have none. */
export function withNumber(row, name, number) {
  const from = row.id.slice(`row-${name}-`.length);
  if (!row.id.startsWith(`row-${name}-`) || from === String(number)) return;
  const change = (attribute, element) => {
    if (!NAMED.test(attribute.name) && !(attribute.name === "value" && element.localName === "button")) return;
    const value = renumbered(attribute.value, name, from, number);
    if (value !== attribute.value) attribute.value = value;
  };
  eachAttribute(row, change);
  row.id = `row-${name}-${number}`;
}

/** Number the rows of `container` from 0 in the order in which they stand. */
export function renumber(container) {
  const name = container.dataset.rows;
  if (name) own(container, "[data-row]").forEach((row, number) => withNumber(row, name, number));
}

/** What of `container` is not within another repeated group inside it. */
export function own(container, selector) {
  return [...container.querySelectorAll(selector)].filter((found) => found.closest("[data-rows]") === container);
}

/** The rows changed: number them, and let autosave hear of it. */
export function changed(container) {
  renumber(container);
  container.dispatchEvent(new Event("change", { bubbles: true }));
}

function eachAttribute(root, change) {
  for (const element of root.querySelectorAll("*")) {
    for (const attribute of element.attributes) change(attribute, element);
    if (element.content) eachAttribute(element.content, change);
  }
}
