/* Toasts: short messages in the region #toasts that go by themselves; one action at most, as "Undo". */
const SHOWN_MS = 10000;

/** Show `text`; with `action` also a button, labelled `action.label`, that calls `action.run`. */
export function showToast(text, action = null) {
  const box = document.createElement("div");
  box.className = "toast";
  const words = document.createElement("span");
  words.textContent = text;
  box.append(words);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.label;
    button.addEventListener("click", () => {
      box.remove();
      action.run();
    });
    box.append(button);
  }
  document.getElementById("toasts").append(box);
  goesByItself(box);
}

/** A toast written by the server: its close button works now. */
export function toast(box) {
  const close = box.querySelector("[data-toast-close]");
  if (!close) return;
  close.hidden = false;
  close.addEventListener("click", () => box.remove());
}

/* Not while somebody points at it or has the focus in it. */
function goesByItself(box) {
  const timer = setInterval(() => {
    if (box.matches(":hover, :focus-within")) return;
    clearInterval(timer);
    box.remove();
  }, SHOWN_MS);
}
