/* A details menu closes when one clicks elsewhere, and on Escape with the focus back on its button. */
export function menu(details) {
  const summary = details.querySelector("summary");
  const elsewhere = (event) => {
    if (!details.contains(event.target)) details.open = false;
  };
  details.addEventListener("toggle", () => {
    if (details.open) document.addEventListener("click", elsewhere);
    else document.removeEventListener("click", elsewhere);
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    summary.focus();
  });
}
