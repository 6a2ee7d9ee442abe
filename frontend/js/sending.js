/* The editor's form as it is sent in the background, and what the answer means. */
const TIMEOUT_MS = 30_000;
/* Browsers finish a request after the page is left if it is under 64 kB. */
const KEEPALIVE_CHARS = 60_000;
const NOT_COMPARED = ["csrfmiddlewaretoken", "version", "page", "step", "shape"];

/** What the form says. Files are uploaded by themselves, [data-not-saved] boxes only help to find something. */
export function bodyOf(form) {
  const data = new FormData(form);
  for (const box of form.querySelectorAll("[data-not-saved][name]")) data.delete(box.name);
  for (const name of NOT_COMPARED) data.delete(name);
  return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
}

/** Send a body to `address`; made: { version, page, step, token, shape }. Answers { outcome, answer }. */
export async function sent(address, body, { version, page, step, token, shape = "" }) {
  const parameters = new URLSearchParams(body);
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, version, page, step, shape })) parameters.set(name, value);
  try {
    const response = await fetch(address, {
      method: "POST",
      body: parameters,
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      keepalive: body.length < KEEPALIVE_CHARS,
    });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    const answer = isJson ? await response.json() : null;
    return { outcome: outcomeOf({ status: response.status, redirected: response.redirected, answer }), answer };
  } catch {
    return { outcome: "offline", answer: null };
  }
}

/** What an answer means. Whoever is no longer signed in gets a page; our own refusals are JSON. */
export function outcomeOf({ status, redirected, answer }) {
  if (redirected || status === 401 || (status === 403 && !answer)) return "signed-out";
  if (status === 409) return answer?.code === "draft-conflict" ? "conflict" : "refused";
  if (status >= 500 || status === 408 || status === 429) return "offline";
  return status >= 400 || !answer ? "refused" : "saved";
}
