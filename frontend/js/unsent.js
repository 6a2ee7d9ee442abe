/* Drafts with changes that have not reached the server: listed on every page, and sent as soon as the line is there. */
const RETRY_MS = 30_000;

/** The drafts of `found` entries, each once: { key, title, address, isAsked }. */
export function draftsIn(found) {
  const drafts = new Map();
  for (const { key, title, address, isAsked } of found) {
    drafts.set(key, { key, title, address, isAsked: isAsked || drafts.get(key)?.isAsked || false });
  }
  return [...drafts.values()];
}

/** given: what this takes from the page that loads it: entries() and forgetEntry() of outbox.js, sent() of sending.js. */
export function unsent(box, { entries, forgetEntry, sent }) {
  const here = document.querySelector("form[data-draft-key]")?.dataset.draftKey;
  const waiting = new Set();
  const found = () => entries(localStorage, ({ key, address }) => address && key !== here && key.endsWith(`:${box.dataset.unsent}`));
  let isBusy = false;

  function show() {
    const drafts = draftsIn(found());
    box.hidden = !drafts.length;
    box.querySelector("[data-unsent-count]").textContent = drafts.length;
    box.querySelector("[data-unsent-list]").replaceChildren(...drafts.map((draft) => item(box, draft, waiting.has(draft.key))));
  }

  async function send() {
    if (isBusy) return;
    isBusy = true;
    let isCut = false;
    for (const entry of found()) {
      if (entry.isAsked || waiting.has(entry.key)) continue;
      const { outcome } = await sent(entry.send, entry.body, { ...entry, token: tokenOf(document) });
      if (outcome === "saved") forgetEntry(localStorage, entry);
      else if (outcome === "offline") isCut = true;
      else waiting.add(entry.key); // a person must look at it
      if (isCut) break;
    }
    isBusy = false;
    show();
    if (isCut) setTimeout(send, RETRY_MS);
  }

  show();
  if (!box.hidden) send();
  addEventListener("online", send);
  addEventListener("storage", show);
}

function item(box, { title, address, isAsked }, isWaiting) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = title;
  link.dir = "auto";
  line.append(link);
  if (isAsked || isWaiting) line.append(` – ${box.dataset.unsentAsks}`);
  return line;
}

function tokenOf(page) {
  return page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
