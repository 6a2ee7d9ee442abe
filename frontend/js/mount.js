/* Starting behaviours: each once per element, however often the page is looked through. */

/** Event to dispatch, bubbling, on an element that our own code has put into the page. */
export const ADDED = "clearinghouse:added";

const started = new WeakMap();

/** Start `behaviours`, a map from selector to function, in `root` and below it. */
export function mountAll(root, behaviours) {
  for (const [selector, behaviour] of Object.entries(behaviours)) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    for (const element of found) startOnce(element, behaviour);
  }
}

function startOnce(element, behaviour) {
  const before = started.get(element) ?? new Set();
  if (before.has(behaviour)) return;
  started.set(element, before.add(behaviour));
  behaviour(element);
}

export function announceAdded(element) {
  element.dispatchEvent(new CustomEvent(ADDED, { bubbles: true }));
}
