/* Filters of a search: all values of a facet come in place, and the page that is come back to shows what it was asked. */

/** Return the address of the same search with everything of the facet `name`. */
export function addressOfAll(address, name) {
  const url = new URL(address);
  url.searchParams.append("more", name);
  url.hash = "";
  return url.href;
}

/** Take what nothing was written into out of the data of a form, so that it is not in the address. */
export function withoutEmpty(data) {
  for (const name of new Set(data.keys())) {
    const given = data.getAll(name).filter((value) => value !== "");
    data.delete(name);
    for (const value of given) data.append(name, value);
  }
}

/** Which values to tick in a fresh list, and which to keep before it: what is `ticked` and not among `offered`. */
export function keptTicks(ticked, offered) {
  return { tick: ticked.filter((value) => offered.includes(value)), keep: ticked.filter((value) => !offered.includes(value)) };
}

/** announceAdded: of the page that loads this; see mount.js. */
export function facets(form, { announceAdded }) {
  form.addEventListener("formdata", (event) => withoutEmpty(event.formData));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-facet-more]");
    if (!button) return;
    event.preventDefault();
    showAll(button.closest("details.facet"), true).then(announceAdded).catch(() => form.requestSubmit(button));
  });
  form.addEventListener("input", (event) => {
    const facet = event.target.closest("[data-filter-tools]")?.closest("details.facet");
    if (facet) unfold(facet, event.target.value);
    if (facet?.querySelector("[data-facet-more]")) showAll(facet).then(announceAdded).catch(() => {});
  });
  // A page that the browser kept as it was would show ticks that its results do not follow.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) form.reset();
  });
}

/* What is found in a list with levels (see filter.js) stands below what it belongs to. */
function unfold(facet, sought) {
  for (const level of facet.querySelectorAll("details")) {
    if (!sought || !level.querySelector("[data-filter-item]:not([hidden])")) continue;
    level.open = true;
    level.previousElementSibling.hidden = false;
  }
}

const boxes = (part) => [...part.querySelectorAll("input[type=checkbox]")];

/* The list of a facet becomes that of the server's answer, with what is ticked here. */
async function showAll(facet, isFocused = false) {
  const button = facet.querySelector("[data-facet-more]");
  if (button.disabled) return facet;
  button.disabled = true;
  try {
    const answer = await fetch(addressOfAll(location.href, button.value));
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return put(facet, page.getElementById(facet.id), isFocused);
  } catch (error) {
    button.disabled = false;
    throw error;
  }
}

function put(facet, fresh, isFocused) {
  const old = facet.querySelector("[data-facet-values]");
  const values = document.adoptNode(fresh.querySelector("[data-facet-values]"));
  const ticked = boxes(old).filter((box) => box.checked);
  const offered = boxes(values);
  const { tick, keep } = keptTicks(ticked.map((box) => box.value), offered.map((box) => box.value));
  for (const box of offered) box.checked = tick.includes(box.value);
  values.prepend(...ticked.filter((box) => keep.includes(box.value)).map((box) => box.closest("label")));
  old.replaceWith(values);
  facet.querySelector("[data-facet-more]").closest("p").remove();
  const sought = facet.querySelector("[data-filter-tools] input");
  sought.dataset.asks = fresh.querySelector("[data-asks]") ? "yes" : "";
  sought.dispatchEvent(new Event("input", { bubbles: true }));
  if (isFocused) boxes(values)[0]?.focus();
  return values;
}
