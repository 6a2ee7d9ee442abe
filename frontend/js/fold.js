/* The list of sections can be folded where it stands above the text, and is folded there at first. */
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
}
