import assert from "node:assert/strict";
import { test } from "node:test";
import { newKey, said, taking } from "./take.js";

test("a key is new each time and has the shape that the server takes", () => {
  assert.match(newKey(), /^[a-z0-9]{24}$/);
  assert.notEqual(newKey(), newKey());
});

test("numbers are written as the language writes them", () => {
  assert.equal(said("DONE of TOTAL records", { done: 1250, total: 50_000 }, "en"), "1,250 of 50,000 records");
  assert.equal(said("Всего TOTAL", { done: 0, total: 7 }, "ru"), "Всего 7");
});

/** A page with one link, where the server gives `answer`; press() follows it and resolves when all is said. */
function onePage(answer) {
  const places = { progress: { hidden: false }, "[data-take-said]": { textContent: "", dataset: { said: "DONE/TOTAL", finished: "TOTAL" } } };
  const place = { hidden: true, querySelector: (name) => places[name] };
  const link = { href: "https://chm.example/take/csv/?q=maize", closest: (name) => (name === "[data-take]" ? link : { querySelector: () => place }) };
  const gone = [];
  let pressed;
  const list = { dataset: { taking: "/progress/" }, addEventListener: (_name, react) => (pressed = react) };
  globalThis.fetch = async () => ({ json: async () => answer });
  globalThis.document = { documentElement: { lang: "en" } };
  taking(list, (address) => gone.push(address));
  const press = (keys = {}) => pressed({ target: link, preventDefault: () => {}, ...keys });
  return { press, place, places, gone };
}

test("refused, the page says why and when to try again, and nothing is fetched", async () => {
  const { press, place, places, gone } = onePage({ is_known: false, refusal: "Try again in 3 minutes." });
  await press();
  assert.deepEqual(gone, []);
  assert.equal(place.hidden, false);
  assert.equal(places.progress.hidden, true);
  assert.equal(places["[data-take-said]"].textContent, "Try again in 3 minutes.");
});

test("otherwise the file is fetched with its key, and the page says when all is written", async () => {
  const { press, places, gone } = onePage({ is_known: true, done: 7, total: 7, refusal: "" });
  await press();
  assert.match(gone[0], /^https:\/\/chm\.example\/take\/csv\/\?q=maize&watch=[a-z0-9]{24}$/);
  assert.equal(places["[data-take-said]"].textContent, "7");
});

test("a link opened elsewhere is left to the browser", async () => {
  const { press, gone } = onePage({ refusal: "" });
  await press({ ctrlKey: true });
  assert.deepEqual(gone, []);
});
