/* Entry: starts every behaviour at load and again on whatever is added to the page. */
import { autosave } from "./autosave.js";
import { completing } from "./completing.js";
import { copy } from "./copy.js";
import { filter } from "./filter.js";
import { forgetDraft, forgetDrafts } from "./forget.js";
import { startLater } from "./later.js";
import { loadFacets, loadHtmx, loadTaking, loadTexts, loadUnsent } from "./library.js";
import { menu } from "./menu.js";
import { ADDED, mountAll } from "./mount.js";
import { passkey } from "./passkey.js";
import { languageTabs } from "./tabs.js";
import { toast } from "./toast.js";
import { contents } from "./toc.js";

const BEHAVIOURS = {
  "[data-language-tabs]": languageTabs,
  "form[data-passkey]": passkey,
  "[data-completing]": completing,
  "[data-filter]": filter,
  "form[data-facets]": loadFacets,
  "[data-taking]": loadTaking,
  "[data-copy], [data-copy-from]": copy,
  "[data-toast]": toast,
  "[data-toc]": contents,
  "details.menu": menu,
  "form[data-forget-drafts]": forgetDrafts,
  "form[data-forget-draft]": forgetDraft,
  "[data-unsent]": loadUnsent,
  "form[data-draft-key]": loadTexts,
  // Last, because the others may change what the form holds when they start.
  "form[data-autosave]": autosave,
};

function start(root) {
  mountAll(root, BEHAVIOURS);
  startLater(root);
  loadHtmx(root);
}

document.addEventListener("htmx:after:process", (event) => mountAll(event.target, BEHAVIOURS));
document.addEventListener(ADDED, (event) => {
  start(event.target);
  window.htmx?.process(event.target);
});

start(document.body);
