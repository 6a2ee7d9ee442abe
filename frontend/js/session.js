/* Whether the person is signed in again, in another tab. */

/**
 * Fetch the draft's page at `address` and return its form's token; "" if the session is still over, or if the page
 * belongs to another person or draft than `key`.
 */
export async function freshToken(address, key) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    if (response.redirected || !response.ok) return "";
    return tokenIn(new DOMParser().parseFromString(await response.text(), "text/html"), key);
  } catch {
    return "";
  }
}

export function tokenIn(page, key) {
  const form = page.querySelector("form[data-draft-key]");
  if (form?.dataset.draftKey !== key) return "";
  return form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
