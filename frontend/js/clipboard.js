/* HTML of a clipboard, from a word processor or a page, as text with light marks. Walks any tree that looks like a DOM. */
import { escaped, inline, joined } from "./marked.js";

const SKIPPED = new Set(["style", "script", "head", "meta", "link", "title", "xml", "del", "img", "object", "noscript"]);
const BLOCKS = new Set(
  "p div section article header footer main h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table tbody thead tr dl dt dd center figure form body hr".split(" "),
);
const HIDDEN = /display:\s*none|mso-hide:\s*all|mso-element:\s*(?:comment|footnote-list)|mso-list:\s*ignore/iu;
const COMMENT = /\bMsoComment(?:Reference|Text)?\b|\bmsocom/iu;

/** Text with marks for what stands in `root`; "" if there is nothing but blanks. */
export function markedFrom(root) {
  const out = { blocks: [], line: [] };
  walk(root, out, { isBold: false, isItalic: false, lists: [] });
  close(out);
  return joined(out.blocks);
}

function walk(node, out, state) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) out.line.push({ ...styleOf(state), text: words(child.data, state) });
    else if (child.nodeType === 1 && !isSkipped(child)) element(child, out, state);
  }
}

function element(node, out, outer) {
  const name = node.localName;
  const state = styled(node, name, outer);
  if (name === "br") out.line.push({ text: "\n" });
  else if (name === "a" && /^(?:https?:|mailto:)/iu.test(node.getAttribute("href") ?? "")) {
    walk(node, out, { ...state, link: node.getAttribute("href") });
  } else if (name === "table") table(node, out, state);
  else if (name === "ul" || name === "ol") {
    close(out, state);
    walk(node, out, { ...state, lists: [...outer.lists, { name, number: 0 }], block: undefined });
    close(out, state);
  } else if (BLOCKS.has(name)) block(node, name, out, state);
  else walk(node, out, state);
}

function block(node, name, out, outer) {
  const state = { ...outer, block: blockOf(node, name, outer) ?? outer.block };
  close(out, outer);
  walk(node, out, state);
  close(out, state);
}

function blockOf(node, name, state) {
  const word = wordList(node);
  if (word) return word;
  if (name === "li" && state.lists.length) {
    const list = state.lists.at(-1);
    list.number += 1;
    return { kind: "item", name: list.name, level: state.lists.length, number: list.number };
  }
  if (/^h[1-6]$/u.test(name)) return { kind: name < "h3" ? "h3" : "h4" };
  const heading = /\bMso(?:Title|Heading(\d))/u.exec(node.getAttribute("class") ?? "");
  if (heading) return { kind: !heading[1] || heading[1] < "3" ? "h3" : "h4" };
  if (name === "blockquote") return { kind: "quote" };
  if (name === "tr") return { kind: "row" };
  return null;
}

/* Word writes paragraphs that look like items; which list and level stands in the style, the sign in the text. */
function wordList(node) {
  const level = /mso-list:\s*l\d+\s+level(\d+)/iu.exec(node.getAttribute("style") ?? "");
  if (!level) return null;
  const sign = ignoredText(node).trim();
  const isNumbered = /^\(?(?:\d+|[a-z]{1,4})[.)]/iu.test(sign);
  const number = Number(/\d+/u.exec(sign)?.[0] ?? 1);
  return { kind: "item", name: isNumbered ? "ol" : "ul", level: Number(level[1]), number };
}

function ignoredText(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType !== 1) continue;
    text += /mso-list:\s*ignore/iu.test(child.getAttribute("style") ?? "") ? child.textContent : ignoredText(child);
  }
  return text;
}

function isSkipped(node) {
  const name = node.localName;
  if (SKIPPED.has(name) || (name.includes(":") && name !== "o:p" && !/^st\d:/u.test(name))) return true;
  if (HIDDEN.test(node.getAttribute("style") ?? "") || COMMENT.test(node.getAttribute("class") ?? "")) return true;
  return name === "a" && /^#_?(?:msocom|_?ftn)/iu.test(node.getAttribute("href") ?? "");
}

/* Google Docs wraps everything in <b style="font-weight:normal">: the style has the last word. */
function styled(node, name, state) {
  const style = node.getAttribute("style") ?? "";
  const weight = /(?:^|[;\s])font-weight:\s*([a-z]+|\d+)/iu.exec(style)?.[1];
  const slant = /(?:^|[;\s])font-style:\s*([a-z]+)/iu.exec(style)?.[1];
  const isHeading = /^h[1-6]$/u.test(name) || /\bMso(?:Title|Heading)/u.test(node.getAttribute("class") ?? "");
  return {
    ...state,
    isPlain: state.isPlain || isHeading,
    isBold: weight ? weight === "bold" || Number(weight) >= 600 : state.isBold || name === "b" || name === "strong",
    isItalic: slant ? slant === "italic" : state.isItalic || name === "i" || name === "em",
    tag: name === "sub" || name === "sup" ? name : state.tag,
    isKept: state.isKept || name === "pre",
  };
}

function styleOf({ isBold, isItalic, isPlain, tag, link }) {
  return { isBold: isBold && !isPlain, isItalic, tag, link };
}

function words(text, state) {
  const seen = text.replaceAll(/[\u00ad\u200b\u2060\ufeff]/gu, "").replaceAll("\u00a0", " ");
  return escaped(state.isKept ? seen : seen.replaceAll(/[ \t\r\n\f]+/gu, " "));
}

/* Cells of a row stand in one line; a table of one cell is a frame around text. */
function table(node, out, state) {
  close(out, state);
  const rows = below(node, "tr").map((row) => [...row.childNodes].filter((cell) => /^t[dh]$/u.test(cell.localName ?? "")));
  if (rows.length === 1 && rows[0].length === 1) return walk(rows[0][0], out, state);
  const lines = rows.map((cells) => cells.map((cell) => markedFrom(cell).replaceAll(/\s*\n\s*/gu, " ")).join(" | "));
  const text = lines.filter((line) => line.replaceAll(/[ |]/gu, "")).join("\n");
  if (text) out.blocks.push({ kind: "p", text });
  return undefined;
}

function below(node, name) {
  const inner = [...node.childNodes].filter((child) => child.nodeType === 1 && child.localName !== "table");
  return inner.flatMap((child) => (child.localName === name ? [child] : below(child, name)));
}

/* Ends the block that is being written. */
function close(out, state = {}) {
  const text = inline(out.line);
  out.line = [];
  if (text) out.blocks.push({ kind: "p", ...state.block, text });
}
