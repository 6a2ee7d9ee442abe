"""Text with light marks → HTML.

An empty line parts paragraphs and a line end is kept; `# ` and `## ` begin a heading, `- ` an item of a list, `1. `
of a numbered one (two blanks before it: a list below the item), `> ` a quotation; `**bold**`, `*italic*`,
`[text](https://…)`. A backslash takes its meaning from a mark. HTML may stand anywhere in place of marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

_LINE_ENDS = re.compile(r"\r\n?")
_HEADING = re.compile(r"(#{1,2})[ \t]+(\S.*)\Z")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:(?P<dot>[-*•])|(?P<number>\d{1,3})[.)])[ \t]+(?P<text>\S.*)\Z")
_QUOTE = re.compile(r">(?: |\Z)")
_BLOCK_TAG = re.compile(
    r"<(?P<name>p|ul|ol|li|blockquote|h[1-6]|table|thead|tbody|tr|th|td|div|section|article|pre|dl|html|head|body)"
    r"\b[^<>]*>|<!",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(r"<(?P<end>/?)(?P<name>strong|b|em|i|u|sub|sup|a|span|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TOKEN = re.compile(
    r"\\(?P<escaped>[\\*\[\]<#>\-.)•])"
    r"|(?P<tag></?(?:strong|b|em|i|u|sub|sup|a|span|br)(?:\s[^<>]*)?/?>)"
    r"|\[(?P<label>(?:[^\[\]\\]|\\.){1,1000})\]\((?P<url>(?:https?://|mailto:)(?:[^()\s\\<>]|\\.){1,2000})\)"
    r"|(?P<stars>\*+)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(rf"(?<!\\)(?:{_BLOCK_TAG.pattern.replace('<(', '</?(', 1)})", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\()])")
_MAX_DEPTH = 12


class _HtmlError(Exception):
    """A tag of a block stands among words: all of it is HTML, whoever wrote it."""


def html_of(text: str) -> str:
    """Return text with marks as HTML; one paragraph alone stands bare. Nothing is made harmless here."""
    lines = [line.rstrip() for line in _LINE_ENDS.sub("\n", text).strip("\n").split("\n")]
    try:
        blocks = _blocks(lines, 0)
    except _HtmlError:
        return text
    if len(blocks) == 1 and blocks[0].startswith("<p>") and blocks[0].endswith("</p>") and not _is_raw(lines):
        return blocks[0].removeprefix("<p>").removesuffix("</p>")
    return "".join(blocks)


def _is_raw(lines: Sequence[str]) -> bool:
    return bool(_BLOCK_TAG.match(next((line for line in lines if line), "").lstrip()))


def _blocks(lines: Sequence[str], depth: int) -> list[str]:
    """Return the blocks that lines make, as HTML."""
    out: list[str] = []
    open_lines: list[str] = []

    def close() -> None:
        if open_lines:
            out.append(f"<p>{inline_html(open_lines)}</p>")
            open_lines.clear()

    place = 0
    while place < len(lines):
        line = lines[place]
        if not line.strip():
            close()
            place += 1
        elif not open_lines and _BLOCK_TAG.match(line.lstrip()):
            html, place = _raw(lines, place)
            out.append(html)
        elif heading := _HEADING.match(line):
            close()
            name = "h3" if len(heading[1]) == 1 else "h4"
            out.append(f"<{name}>{inline_html([heading[2]])}</{name}>")
            place += 1
        elif depth < _MAX_DEPTH and _QUOTE.match(line):
            close()
            end = _end_of_quote(lines, place)
            out.append(f"<blockquote>{''.join(_quoted(lines[place:end], depth))}</blockquote>")
            place = end
        elif depth < _MAX_DEPTH and _begins_list(line):
            close()
            end = _end_of_list(lines, place)
            out.extend(_lists(lines[place:end], depth))
            place = end
        else:
            open_lines.append(line.strip())
            place += 1
    close()
    return out


def _end_of_quote(lines: Sequence[str], place: int) -> int:
    while place < len(lines) and _QUOTE.match(lines[place]):
        place += 1
    return place


def _quoted(lines: Sequence[str], depth: int) -> list[str]:
    return _blocks([_QUOTE.sub("", line, count=1) for line in lines], depth + 1)


def _raw(lines: Sequence[str], place: int) -> tuple[str, int]:
    """Return the HTML that begins at a line, to the end of its first element, and the place behind it."""
    match = _BLOCK_TAG.match(lines[place].lstrip())
    name = (match["name"] or "") if match else ""
    if not name:
        return "\n".join(lines[place:]), len(lines)
    tag = re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE)
    depth = 0
    for end in range(place, len(lines)):
        for found in tag.finditer(lines[end]):
            depth += -1 if found[1] else 1
        if depth <= 0:
            return "\n".join(lines[place : end + 1]), end + 1
    return "\n".join(lines[place:]), len(lines)


def _begins_list(line: str) -> bool:
    found = _ITEM.match(line)
    return found is not None and (found["number"] is None or int(found["number"]) == 1)


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))


def _end_of_list(lines: Sequence[str], place: int) -> int:
    """Return the place behind a list: of the first line that is neither an item nor set in."""
    base = _indent(lines[place])
    for end in range(place + 1, len(lines)):
        line = lines[end]
        if not line.strip() or not (_indent(line) > base or _ITEM.match(line)):
            return end
    return len(lines)


@dataclass(slots=True)
class _Item:
    """One item of a list, with the lines that stand below it."""

    name: str
    text: list[str]
    below: list[str] = field(default_factory=list)


def _lists(lines: Sequence[str], depth: int) -> list[str]:
    """Return lines of items as lists, one for each run of bullets or numbers."""
    base = min(_indent(line) for line in lines)
    items: list[_Item] = []
    for line in lines:
        found = _ITEM.match(line)
        if found and (_indent(line) <= base or not items):
            items.append(_Item("ol" if found["number"] else "ul", [found["text"].strip()]))
        elif items and (items[-1].below or (found and depth + 1 < _MAX_DEPTH)):
            items[-1].below.append(line)
        elif items:
            items[-1].text.append(line.strip())
        else:
            items.append(_Item("ul", [line.strip()]))
    out: list[str] = []
    last = ""
    for item in items:
        if item.name != last:
            out.append(f"</{last}><{item.name}>" if last else f"<{item.name}>")
            last = item.name
        below = "".join(_lists(item.below, depth + 1)) if item.below else ""
        out.append(f"<li>{inline_html(item.text)}{below}</li>")
    return ["".join([*out, f"</{last}>"])]


def inline_html(lines: Sequence[str]) -> str:
    """Return lines of one block as HTML, with `<br>` between them."""
    text = "\n".join(lines)
    if _IN_WORDS.search(text):
        raise _HtmlError
    return _Inline(text, has_tags=_are_whole(text)).html().replace("\n", "<br>")


def _are_whole(text: str) -> bool:
    """Say whether each tag in a text is closed again, in order; otherwise they are words like others."""
    stack: list[str] = []
    for tag in _INLINE_TAG.finditer(text):
        name = tag["name"].lower()
        if name == "br":
            continue
        if not tag["end"]:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


class _Inline:
    """Marks within a block, found in one pass: stars that find no partner are stars."""

    def __init__(self, text: str, *, has_tags: bool) -> None:
        self.text = text
        self.has_tags = has_tags
        self.out: list[str] = []
        self.open: list[tuple[str, int]] = []

    def html(self) -> str:
        place = 0
        for token in _TOKEN.finditer(self.text):
            self.out.append(escape(self.text[place : token.start()], quote=False))
            place = token.end()
            if token["escaped"]:
                self.out.append(escape(token["escaped"], quote=False))
            elif token["tag"]:
                self.out.append(token["tag"] if self.has_tags else escape(token["tag"], quote=False))
            elif token["url"]:
                label = _Inline(token["label"], has_tags=_are_whole(token["label"])).html()
                address = escape(_ESCAPED.sub(r"\1", token["url"]))
                self.out.append(f'<a href="{address}">{label}</a>')
            else:
                self._stars(token)
        self.out.append(escape(self.text[place:], quote=False))
        return "".join(self.out)

    def _stars(self, token: "re.Match[str]") -> None:
        count = len(token[0])
        before = self.text[token.start() - 1 : token.start()]
        after = self.text[token.end() : token.end() + 1]
        can_close, can_open = bool(before.strip()), bool(after.strip())
        if count > 3:
            self.out.append(token[0])
            return
        marks = [mark for mark, _place in self.open]
        while count and can_close and marks:
            top = marks[-1]
            if top == "**" and count >= 2:
                count -= 2
            elif top == "*" and not (count == 2 and can_open and "**" not in marks):
                count -= 1
            else:
                break
            self._close(top)
            marks.pop()
        if count and can_open:
            for mark in ("**", "*"):
                if count >= len(mark) and mark not in marks:
                    count -= len(mark)
                    self.open.append((mark, len(self.out)))
                    self.out.append(mark)
        self.out.append("*" * count)

    def _close(self, mark: str) -> None:
        _, place = self.open.pop()
        name = "strong" if mark == "**" else "em"
        self.out[place] = f"<{name}>"
        self.out.append(f"</{name}>")
