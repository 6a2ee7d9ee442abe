/* The list of sections can be folded where it stands above the text, and is folded there at first; at the side it shows where the reader is. */
const narrow = globalThis.matchMedia?.("(width < 60rem)");

/* Kept, because autosave renews the list. */
let isWanted = false;

export function fold(details) {
  const set = () => {
    details.open = !narrow.matches || isWanted;
  };
  set();
  narrow.addEventListener("change", set);
  details.querySelector("summary").addEventListener("click", () => {
    isWanted = !details.open;
  });
  const list = details.closest(".toc");
  new MutationObserver(() => follow(list)).observe(list, { attributeFilter: ["aria-current"], subtree: true });
  follow(list);
}

/* A list longer than the screen moves to the part that is read; the page stays where it is. */
function follow(list) {
  const read = list.querySelector("[aria-current]");
  if (!read || list.scrollHeight <= list.clientHeight || list.contains(document.activeElement)) return;
  const seen = list.getBoundingClientRect();
  const entry = read.getBoundingClientRect();
  if (entry.top < seen.top || entry.bottom > seen.bottom) list.scrollTop += entry.top - seen.top - seen.height / 3;
}
