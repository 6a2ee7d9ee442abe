import assert from "node:assert/strict";
import { test } from "node:test";
import { isUntouched, takeMerged } from "./take_merged.js";

test("a field is untouched while its own inputs hold the same", () => {
  const before = "f.title.en=A&f.titles.0=x&f.data.0.year=1";
  assert.ok(isUntouched("title", before, "f.title.en=A&f.titles.0=changed&f.data.0.year=2"));
  assert.ok(!isUntouched("title", before, "f.title.en=AB&f.titles.0=x"));
  assert.ok(!isUntouched("data", before, "f.title.en=A&f.data.0.year=1&f.data.1.year=3"));
  assert.ok(isUntouched("header", "languages=en", "languages=en&f.title=x"));
  assert.ok(!isUntouched("header", "languages=en", "languages=en&languages=fr"));
});

/** Pages of places by id, where `focused` names the one that holds the focus. */
function pages(here, there, focused = "") {
  const replaced = [];
  const active = {};
  const place = (id) => ({
    id,
    contains: (element) => element === active && id === focused,
    replaceWith: (part) => replaced.push(part.id),
    dispatchEvent: () => true,
  });
  const page = (ids) => {
    const places = new Map(ids.map((id) => [id, place(id)]));
    return { getElementById: (id) => places.get(id) ?? null, importNode: (part) => part, activeElement: active };
  };
  globalThis.document = page(here);
  return { answer: page(there), replaced };
}

test("what others changed is put in its place, but not under the hands of the person", () => {
  const ids = ["field-title", "field-notes", "languages"];
  const { answer, replaced } = pages(ids, ids, "field-notes");
  const same = { before: "f.title=A&f.notes=B", now: () => "f.title=A&f.notes=B" };
  assert.deepEqual(takeMerged(answer, ["title", "notes", "header"], same), ["notes"]);
  assert.deepEqual(replaced, ["field-title", "languages"]);
});

test("what was typed since the sending stays and waits", () => {
  const { answer, replaced } = pages(["field-title"], ["field-title"]);
  assert.deepEqual(takeMerged(answer, ["title"], { before: "f.title=A", now: () => "f.title=AB" }), ["title"]);
  assert.deepEqual(replaced, []);
});

test("a field that only one of the pages has needs no taking", () => {
  const { answer } = pages(["field-title"], ["field-notes"]);
  assert.deepEqual(takeMerged(answer, ["title", "notes"], { before: "", now: () => "" }), []);
});
