/* Runs of words and blocks of them, written with the light marks of rich text. */

/** Words in which nothing is a mark. */
export function escaped(text) {
  return text
    .replaceAll(/\\(?=[\\*[\]<#>\-.)•])/gu, "\\\\")
    .replaceAll(/\*/gu, "\\*")
    .replaceAll(/\[(?=[^[\]\n]+\]\()/gu, "\\[")
    .replaceAll(/<(?=[a-z/!])/giu, "\\<");
}

/** Runs of one block as text with marks: [{ text, isBold, isItalic, tag, link }]. */
export function inline(runs) {
  const merged = [];
  for (const run of runs) {
    const last = merged.at(-1);
    const isSame = last && ["isBold", "isItalic", "tag", "link"].every((key) => (last[key] || "") === (run[key] || ""));
    if (isSame || (last && !run.text.trim() && !run.text.includes("\n"))) last.text += run.text;
    else if (run.text) merged.push({ ...run });
  }
  const text = merged.map(marked).join("");
  return text.replaceAll(/ +/gu, " ").replaceAll(/ ?\n ?/gu, "\n").trim();
}

function marked({ text, isBold, isItalic, tag, link }) {
  const [, before, inner, after] = /^(\s*)(.*?)(\s*)$/su.exec(text);
  if (!inner) return text;
  const stars = `${isBold ? "**" : ""}${isItalic ? "*" : ""}`;
  let words = tag ? `<${tag}>${inner}</${tag}>` : inner;
  if (link) words = `[${words}](${link.replaceAll(/[()\\]/gu, "\\$&").replaceAll(/\s/gu, "%20")})`;
  if (stars && !/\n/u.test(inner)) words = `${stars}${words}${[...stars].reverse().join("")}`;
  return before + words + after;
}

/** Blocks under each other: [{ kind: p, h3, h4, item or quote, text, and of an item name, level, number }]. */
export function joined(blocks) {
  let text = "";
  blocks.forEach((one, n) => {
    const before = blocks[n - 1];
    const isList = one.kind === "item" && before?.kind === "item";
    const isTight = isList && (one.level > 1 || before.level > 1 || one.name === before.name);
    text += (n ? (isTight ? "\n" : "\n\n") : "") + written(one);
  });
  return text;
}

function written({ kind, text, name, level, number }) {
  if (kind === "h3" || kind === "h4") return `${kind === "h3" ? "#" : "##"} ${text.replaceAll("\n", " ")}`;
  if (kind === "item") {
    const inset = "   ".repeat(level - 1);
    const sign = name === "ol" ? `${number}. ` : "- ";
    return inset + sign + text.replaceAll("\n", `\n${inset}${" ".repeat(sign.length)}`);
  }
  const lines = text.replaceAll(/^([-•]|#{1,2}|>)(?= )/gmu, "\\$1").replaceAll(/^(1)([.)])(?= )/gmu, "$1\\$2");
  return kind === "quote" ? lines.replaceAll(/^/gmu, "> ") : lines;
}
