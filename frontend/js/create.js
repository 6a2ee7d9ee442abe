/* A record is created where it is referred to: the small form of its page, in a dialog; what is created is chosen. */
import { shell } from "./shell.js";

export function create(button) {
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const html = await answerTo(button.dataset.create);
    if (html === null) button.form.requestSubmit(button); // off line or signed out: the page says so
    else open(button, html);
  });
}

function open(button, html) {
  const dialog = document.createElement("dialog");
  dialog.className = "form-dialog";
  dialog.setAttribute("aria-labelledby", "create-title");
  // Outside of the draft's form, which is another one.
  document.body.append(dialog);
  // Shown first: what is hidden takes no focus.
  dialog.showModal();
  show(dialog, html);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (button.isConnected) button.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-cancel]")) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    send(dialog, button, event.submitter?.value ?? "shape");
  });
  // What is needed hangs on choices: the form is shaped anew.
  dialog.addEventListener("change", (event) => {
    if (event.target.matches("[type=radio], select")) send(dialog, button, "shape");
  });
}

async function send(dialog, button, doing) {
  const form = dialog.querySelector("form");
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  body.set("do", doing);
  const answer = await answerTo(button.dataset.create, body);
  if (answer === null) form.querySelector("[role=alert]")?.remove();
  else if (typeof answer === "string") show(dialog, answer);
  else {
    dialog.close();
    const detail = { value: answer.guid, label: answer.title, identifier: answer.number || answer.sentence };
    button.dispatchEvent(new CustomEvent("clearinghouse:pick", { bubbles: true, detail }));
    shell.showToast(answer.sentence);
    if (answer.url && doing === "begin") window.open(answer.url, "_blank");
  }
}

function show(dialog, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-created]");
  const focused = dialog.contains(document.activeElement) ? document.activeElement : null;
  const again = focused?.name ? `[name="${focused.name}"]${focused.type === "radio" ? `[value="${focused.value}"]` : ""}` : "";
  dialog.replaceChildren(document.adoptNode(fresh));
  shell.announceAdded(dialog);
  const landings = ["[aria-invalid=true]", again, "form :is(input:not([type=hidden]), select, textarea)"];
  landings.map((place) => place && dialog.querySelector(place)).find(Boolean)?.focus();
}

/* The page as text, what was created as an object, null if neither came. */
async function answerTo(url, body = null) {
  try {
    const headers = { Accept: body ? "application/json" : "text/html" };
    const response = await fetch(url, body ? { method: "POST", body, headers } : { headers });
    if (response.redirected || (!response.ok && response.status !== 422)) return null;
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return isJson ? await response.json() : await response.text();
  } catch {
    return null;
  }
}
