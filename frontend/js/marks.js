/* The light marks of rich text, put around what is selected or before its lines. No page is needed here. */
const AROUND = { bold: "**", italic: "*" };
const LINE = { heading: "# ", list: "- ", numbers: "1. ", quote: "> " };
const ANY_LINE = /^(?:#{1,2} |[-*•] |\d{1,3}[.)] |> )/u;

/**
 * What pressing `mark` changes in `value` with `start`–`end` selected: { text, from: [start, end] to be replaced by it,
 * selected: [start, end] afterwards }. Pressed again, marks go.
 */
export function markText(mark, value, start, end) {
  if (AROUND[mark]) return around(AROUND[mark], value, start, end);
  if (mark === "link") return link(value, start, end);
  return lines(LINE[mark], value, start, end);
}

function around(sign, value, from, to) {
  const size = sign.length;
  let [start, end] = [from, to];
  // Blanks at the ends stay outside, where marks need them.
  while (start < end && /\s/u.test(value[start])) start += 1;
  while (end > start && /\s/u.test(value[end - 1])) end -= 1;
  const inner = value.slice(start, end);
  if (isMarked(sign, value.slice(0, start), value.slice(end))) {
    return { text: inner, from: [start - size, end + size], selected: [start - size, end - size] };
  }
  const text = inner.includes("\n\n")
    ? inner.replaceAll(/[^\n]+(?:\n[^\n]+)*/gu, (part) => `${sign}${part}${sign}`)
    : `${sign}${inner}${sign}`;
  return { text, from: [start, end], selected: [start + size, start + text.length - size] };
}

/* One star beside two is not the same mark. */
function isMarked(sign, before, after) {
  const left = before.length - before.replace(/\*+$/u, "").length;
  const right = after.length - after.replace(/^\*+/u, "").length;
  const is = (count) => count === 3 || count === sign.length;
  return is(left) && is(right);
}

function link(value, start, end) {
  const words = value.slice(start, end).replaceAll("\n", " ");
  const isAddress = /^(?:https?:\/\/|mailto:)\S+$/u.test(words);
  const text = isAddress ? `[](${words})` : `[${words}](https://)`;
  const place = isAddress || !words ? start + 1 : start + text.length - 1;
  return { text, from: [start, end], selected: [place, place] };
}

function lines(sign, value, start, end) {
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const behind = value.indexOf("\n", Math.max(start, end - 1));
  const last = behind < 0 ? value.length : behind;
  const block = value.slice(first, last).split("\n");
  const isOn = block.every((line) => !line || (sign === "1. " ? /^\d{1,3}[.)] /u.test(line) : line.startsWith(sign)));
  let number = 0;
  const text = block
    .map((line) => {
      const bare = line.replace(ANY_LINE, "");
      if (isOn && line) return bare;
      number += 1;
      if (!line && block.length > 1) return line;
      return `${sign === "1. " ? `${number}. ` : sign}${bare}`;
    })
    .join("\n");
  return { text, from: [first, last], selected: [first + text.length, first + text.length] };
}
