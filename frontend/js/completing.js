/* A search box that completes what is typed; the code for it comes when somebody first uses the box. */
const SHORTEST = 2;

export function completing(place) {
  const box = place.querySelector("input");
  const begin = () => import("./combobox.js").then(({ combobox }) => start(combobox, place, box)).catch(() => {}); // off line
  if (document.activeElement === box) begin();
  else box.addEventListener("focus", begin, { once: true });
}

function start(combobox, place, box) {
  const { close } = combobox(box, place.querySelector("[data-completions]"), {
    isFree: true,
    urlFor: (text) => (isEnough(text) ? `${place.dataset.completing}?${new URLSearchParams({ q: text })}` : ""),
    pick: (option) => {
      box.value = option.dataset.pick;
      box.form.requestSubmit();
    },
  });
  box.form.addEventListener("submit", close);
}

/** Two letters of an alphabet say enough to complete them, one of Chinese does. */
export function isEnough(text) {
  return text.length >= SHORTEST || /[^\u0000-\u024f]/.test(text);
}
