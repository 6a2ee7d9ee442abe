/* Files that are chosen while the line is cut: they wait on the page, which says so, and leaving it is warned of. */

/** Start for the form of a draft; isLeaving(): whether the form itself is on its way. */
export function uploads(form, isLeaving) {
  const chosen = () => [...form.querySelectorAll("input[type=file]")].filter((input) => input.files.length);
  const say = () => {
    for (const sentence of form.querySelectorAll("[data-upload-waits]")) sentence.hidden = true;
    if (navigator.onLine) return;
    for (const input of chosen()) {
      const sentence = input.closest("[data-upload]")?.querySelector("[data-upload-waits]");
      if (sentence) sentence.hidden = false;
    }
  };
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") say();
  });
  addEventListener("online", say);
  addEventListener("offline", say);
  addEventListener("beforeunload", (event) => {
    if (chosen().length && !isLeaving()) event.preventDefault();
  });
}
