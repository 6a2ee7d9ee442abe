// Writes the orders by which titles are sorted, as the ICU of this Node.js has them: node tools/collation.mjs
//
// What comes out is data: for each language the letters in order, those that differ by an accent only in one word;
// letters that stand for two; and the Chinese characters by pinyin, and by radical for readers of other languages. tests/core/test_collation.py compares the
// keys made of it with ICU itself.

import { writeFileSync } from "node:fs";

const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"];
const LETTERS =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Armenian}\p{Script=Georgian}]$/u;
const FILE = new URL("../src/clearinghouse/core/collation.json", import.meta.url);

function* characters(from, to) {
  for (let code = from; code <= to; code += 1) yield String.fromCodePoint(code);
}

// Keys are made of letters in lower case and of compatibility forms taken apart: nothing else needs a place.
const letters = [..."0123456789", ...characters(0x61, 0x1fff)].filter(
  (one) =>
    one <= "9" ||
    (LETTERS.test(one) && /\p{L}/u.test(one) && one.toLowerCase() === one && one.normalize("NFKC") === one),
);
const han = [...characters(0x4e00, 0x9fff), ...characters(0x3400, 0x4dbf)].filter((one) => /\p{Script=Han}/u.test(one));

/** The letters in order, those that are the same at the first level in one word. */
function classes(base, accent) {
  const found = [];
  for (const one of [...letters].sort((a, b) => accent.compare(a, b))) {
    const last = found.at(-1);
    if (last && base.compare(last[0], one) === 0) last.push(one);
    else found.push([one]);
  }
  return found.map((several) => several.join(""));
}

/** The letters that sort as two: æ as ae, آ as اا. */
function pairs(base, found) {
  const plain = found.map((several) => several.match(/[a-z]|\u0627/)?.[0]).filter(Boolean);
  const made = {};
  for (const several of found.filter((one) => !/[a-z0-9\u0627]/.test(one))) {
    for (const first of plain) {
      const second = plain.find((one) => base.compare(first + one, several[0]) === 0);
      if (second) for (const one of several) made[one] = first + second;
    }
  }
  return made;
}

const orders = {};
for (const language of LANGUAGES) {
  const base = new Intl.Collator(language, { sensitivity: "base" });
  const accent = new Intl.Collator(language, { sensitivity: "accent" });
  const found = classes(base, accent);
  const doubled = pairs(base, found);
  orders[language] = {
    letters: found.filter((several) => !(several[0] in doubled)).join(" "),
    pairs: doubled,
    // Whether Chinese characters come before every alphabet.
    han_first: base.compare("中", "a") < 0 && base.compare("中", "я") < 0,
  };
}
const inOrder = (language) => {
  const collator = new Intl.Collator(language);
  return [...han].sort((a, b) => collator.compare(a, b)).join("");
};

const made = {
  icu: process.versions.icu,
  cldr: process.versions.cldr,
  orders,
  han: { zh: inOrder("zh"), other: inOrder("en") },
};
writeFileSync(FILE, `${JSON.stringify(made, null, 1)}\n`);
