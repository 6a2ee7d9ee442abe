// Writes the orders by which titles are sorted, as the ICU of this Node.js has them: node tools/collation.mjs
//
// What comes out is data: for each language the letters in order, those that differ by an accent only in one word;
// letters that stand for two; the Chinese characters by pinyin, and by radical for readers of other languages; the marks
// that are written over and under letters; and the code points of other scripts, script by script.
// tests/core/test_collation.py compares the keys made of it with ICU itself.

import { writeFileSync } from "node:fs";

const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"];
const LETTERS =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Armenian}\p{Script=Georgian}]$/u;
// Other scripts: their letters stand by code point within each, which is near enough to what their readers expect.
const SCRIPTS = (
  "Coptic Glagolitic Samaritan Syriac Mandaic Thaana Nko Tifinagh Ethiopic Devanagari Bengali Gurmukhi Gujarati Oriya Tamil" +
  " Telugu Kannada Malayalam Sinhala Saurashtra Meetei_Mayek Limbu Thai Lao Tai_Viet Tibetan Lepcha Phags_Pa Cham Khmer" +
  " Myanmar Tai_Le New_Tai_Lue Tai_Tham Balinese Javanese Sundanese Rejang Batak Buginese Tagalog Mongolian Ol_Chiki" +
  " Cherokee Canadian_Aboriginal Ogham Runic Vai Bamum Lisu Hangul Hiragana Katakana Bopomofo Yi"
).split(" ");
const MARKS = [0x300, 0x36f, 0x591, 0x5c7, 0x64b, 0x655];
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

/** The marks in order, those that weigh the same in one word. */
function marks() {
  const accent = new Intl.Collator("en", { sensitivity: "accent" });
  const base = new Intl.Collator("en", { sensitivity: "base" });
  const every = MARKS.flatMap((from, n) => (n % 2 ? [] : [...characters(from, MARKS[n + 1])]));
  const over = (mark) => `x${mark}`;
  const counted = every.filter(
    (one) =>
      /\p{M}/u.test(one) &&
      one.normalize("NFKC") === one &&
      base.compare(over(one), "x") === 0 &&
      accent.compare(over(one), "x") > 0,
  );
  const found = [];
  for (const one of counted.sort((a, b) => accent.compare(over(a), over(b)))) {
    const last = found.at(-1);
    if (last && accent.compare(over(last[0]), over(one)) === 0) last.push(one);
    else found.push([one]);
  }
  return found.map((several) => several.map(code).join("+")).join(" ");
}

/** The code points of other scripts from and to, in the order of their first letters. */
function others() {
  const collator = new Intl.Collator("en");
  const base = new Intl.Collator("en", { sensitivity: "base" });
  const found = SCRIPTS.map((script) => {
    const within = new RegExp(`^\\p{Script=${script}}$`, "u");
    const every = [...characters(0x370, 0xffef)].filter(
      (one) =>
        within.test(one) && /[\p{L}\p{M}]/u.test(one) && one.normalize("NFKC") === one && base.compare(one, "") !== 0,
    );
    const first = every.filter((one) => /[\p{Ll}\p{Lo}]/u.test(one)).sort(collator.compare)[0];
    return { every, first };
  });
  return found
    .sort((a, b) => collator.compare(a.first, b.first))
    .flatMap(({ every }) => runs(every.map((one) => one.codePointAt(0))))
    .map(([from, to]) => `${from.toString(16)}-${to.toString(16)}`)
    .join(" ");
}

/** Runs of numbers that follow each other. */
function runs(numbers) {
  const found = [];
  for (const one of numbers) {
    if (found.length > 0 && found.at(-1)[1] === one - 1) found.at(-1)[1] = one;
    else found.push([one, one]);
  }
  return found;
}

const code = (one) => one.codePointAt(0).toString(16);
const orders = {};
for (const language of LANGUAGES) {
  const base = new Intl.Collator(language, { sensitivity: "base" });
  const accent = new Intl.Collator(language, { sensitivity: "accent" });
  const found = classes(base, accent);
  const doubled = pairs(base, found);
  orders[language] = {
    letters: found.filter((several) => !(several[0] in doubled)).join(" "),
    pairs: doubled,
    // The letters that come before the two that they stand for; the others come after them.
    early: Object.keys(doubled)
      .filter((one) => accent.compare(one, doubled[one]) < 0)
      .join(""),
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
  marks: marks(),
  others: others(),
  han: { zh: inOrder("zh"), other: inOrder("en") },
};
writeFileSync(FILE, `${JSON.stringify(made, null, 1)}\n`);
