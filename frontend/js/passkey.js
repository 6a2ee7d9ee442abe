/* Passkeys: asks the browser for one, and sends what it answers with the form that was pressed.
   data-passkey is "create" or "get"; the options stand in the form, or come from data-options-url. */

export function passkey(form) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    ask(form).catch(() => showProblem(form));
  });
}

async function ask(form) {
  showProblem(form, false);
  const options = await optionsOf(form);
  const answer = form.dataset.passkey === "create" ? await created(form, options) : await used(options);
  form.elements.credential.value = JSON.stringify(answer.toJSON());
  form.submit();
}

async function optionsOf(form) {
  const inPage = form.querySelector("script[type='application/json']");
  if (inPage) return JSON.parse(inPage.textContent).publicKey;
  const response = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).request_options.publicKey;
}

function created(form, options) {
  const alone = form.querySelector("[data-passkey-alone]")?.checked;
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(adapted(options, alone)) });
}

function used(options) {
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

/** A passkey that is to do alone must be found without a name, and must make sure who holds it. */
export function adapted(options, alone) {
  const needs = alone ? "required" : "discouraged";
  const selection = {
    ...options.authenticatorSelection,
    residentKey: needs,
    requireResidentKey: Boolean(alone),
    userVerification: alone ? "required" : "preferred",
  };
  return { ...options, authenticatorSelection: selection };
}

function showProblem(form, shown = true) {
  form.querySelector("[data-passkey-problem]").hidden = !shown;
}
