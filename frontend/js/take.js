/* Progress of a download: the link carries a key of ours, and the page asks how far it has come. */
const ASK_MS = 700;
const MOST_SILENT = 20;

export function newKey(random = crypto) {
  return [...random.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The sentence with its numbers, written as the page's language writes them. */
export function said(pattern, { done, total }, language) {
  const number = new Intl.NumberFormat(language);
  return pattern.replace("DONE", number.format(done)).replace("TOTAL", number.format(total));
}

/* The server is asked first: refused, the page stays and says why; a file comes without leaving the page. */
export function taking(list, go = (address) => window.location.assign(address)) {
  list.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-take]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const key = newKey();
    const address = new URL(link.href);
    address.searchParams.set("watch", key);
    const place = link.closest("li").querySelector("[data-take-progress]");
    const refusal = (await asked(list.dataset.taking, key))?.refusal;
    if (refusal) return refuse(place, refusal);
    go(address.href);
    return watch(list.dataset.taking, key, place);
  });
}

function refuse(place, sentence) {
  place.hidden = false;
  place.querySelector("progress").hidden = true;
  place.querySelector("[data-take-said]").textContent = sentence;
}

async function watch(address, key, place) {
  const bar = place.querySelector("progress");
  const sentence = place.querySelector("[data-take-said]");
  const show = (pattern, found) => {
    sentence.textContent = said(pattern, found, document.documentElement.lang);
  };
  place.hidden = bar.hidden = false;
  sentence.textContent = "";
  for (let silent = 0; silent < MOST_SILENT; ) {
    await new Promise((done) => setTimeout(done, ASK_MS));
    const found = await asked(address, key);
    if (!found?.is_known) {
      silent += 1;
      continue;
    }
    bar.max = Math.max(found.total, 1);
    bar.value = found.done;
    const isDone = found.done >= found.total;
    show(isDone ? sentence.dataset.finished : sentence.dataset.said, found);
    if (isDone) return;
  }
  place.hidden = true;
}

async function asked(address, key) {
  try {
    return await (await fetch(`${address}?watch=${key}`, { headers: { Accept: "application/json" } })).json();
  } catch {
    return null;
  }
}
