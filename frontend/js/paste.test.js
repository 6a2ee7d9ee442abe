import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanLine, cleanLines, pasteClean } from "./paste.js";

test("what is pasted into an input is one line without signs that nobody sees", () => {
  assert.equal(cleanLine("\u200bMON\u00a0810\r\n maize\t\ufeff"), "MON 810 maize");
});

test("lines stay lines in a box of several", () => {
  assert.equal(cleanLines("a\r\nb\u00adc\u202fd"), "a\nbc d");
});

test("the browser pastes whatever needs no cleaning", () => {
  const box = { closest: () => null, matches: () => false };
  const pasted = [];
  const paste = (text) => {
    let prevented = false;
    const clipboardData = { getData: (type) => (type === "text/plain" ? text : "") };
    pasteClean({ target: box, clipboardData, preventDefault: () => (prevented = true) }, (_box, clean) => pasted.push(clean));
    return prevented;
  };
  assert.equal(paste("plain"), false);
  assert.equal(paste("two\nlines"), true);
  assert.deepEqual(pasted, ["two lines"]);
});
