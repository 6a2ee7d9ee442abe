/* Copy button: data-copy holds the text, or data-copy-from the id of the element whose text is meant. */
const SHOWN_MS = 2500;

export function copy(button) {
  const label = button.querySelector("[data-copy-label]");
  const before = label.textContent;
  let timer = 0;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = button.dataset.copy ?? document.getElementById(button.dataset.copyFrom).textContent;
    if (!(await written(text.trim()))) return;
    label.textContent = button.dataset.copied;
    clearTimeout(timer);
    timer = setTimeout(() => { label.textContent = before; }, SHOWN_MS);
  });
}

async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writtenTheOldWay(text);
  }
}

/* The clipboard interface is missing on pages served without TLS, as on a ministry's own network. */
function writtenTheOldWay(text) {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  area.className = "hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
}
