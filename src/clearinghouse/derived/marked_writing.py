"""HTML → text with light marks (see marked_reading.py). What the marks cannot say stays HTML, block by block."""

import re
from collections.abc import Sequence

from clearinghouse.derived.marked_reading import html_of
from clearinghouse.derived.rich_tree import MARKED, Element, Node, html_of_nodes, tree_of

_MARKS = {"strong": "**", "em": "*"}
_INLINE = frozenset({"br", "strong", "em", "a", "u", "sub", "sup", "span"})
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>]{1,1900}\Z", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"([()\\])")
_BACKSLASH = re.compile(r"\\(?=[\\*\[\]<#>\-.)•])")
_STAR = re.compile(r"\*")
_BRACKET = re.compile(r"\[(?=[^\[\]\n]{1,1100}\]\()")
_TAG = re.compile(r"<(?=[a-zA-Z/!])")
_LINE = re.compile(r"^([ \t]*)([-*•](?=[ \t])|#{1,2}(?=[ \t])|>(?=[ \t]|$)|\\)", re.MULTILINE)
_NUMBER = re.compile(r"^([ \t]*\d{1,3})([.)])(?=[ \t])", re.MULTILINE)


class UnwritableError(Exception):
    """Marks have no word for this."""


def marked_of(html: str) -> str | None:
    """Return HTML as text with marks that reads as the same HTML again; None where that cannot be."""
    blocks = tree_of(html)
    if blocks is None:
        return None
    # Most texts are said by marks throughout, which is known after one look at the whole.
    for write in (_with_marks, _written):
        try:
            text = "\n\n".join(write(block) for block in blocks)
        except UnwritableError:
            continue
        if tree_of(html_of(text)) == blocks:
            return text
    return None


def _with_marks(block: Node) -> str:
    return _block(block, has_marks=True)


def _written(block: Node) -> str:
    """Return one block with marks, with tags inside it, or as HTML: the first that says the same."""
    for has_marks in (True, False):
        try:
            text = _block(block, has_marks=has_marks)
        except UnwritableError:
            break
        if tree_of(html_of(text)) == [block]:
            return text
    return html_of_nodes([block])


def _block(block: Node, *, has_marks: bool) -> str:
    if isinstance(block, str) or block.attributes:
        raise UnwritableError
    match block.name:
        case "p":
            return at_line_start(_inline(block.children, has_marks=has_marks))
        case "h3" | "h4":
            text = _inline(block.children, has_marks=has_marks)
            if "\n" in text:
                raise UnwritableError
            return f"{'#' if block.name == 'h3' else '##'} {text}"
        case "ul" | "ol":
            return "\n".join(_items(block, has_marks=has_marks))
        case "blockquote":
            inner = "\n\n".join(_block(child, has_marks=has_marks) for child in block.children)
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case _:
            raise UnwritableError


def _items(block: Element, *, has_marks: bool) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(block.children, 1):
        if isinstance(item, str) or item.name != "li" or item.attributes:
            raise UnwritableError
        first = next((n for n, child in enumerate(item.children) if _is_list(child)), len(item.children))
        words, below = item.children[:first], item.children[first:]
        text = _inline(words, has_marks=has_marks)
        mark = "- " if block.name == "ul" else f"{number}. "
        inset = " " * len(mark)
        if not text or len(below) > 1:
            raise UnwritableError
        begin, *rest = text.split("\n")
        lines += [f"{mark}{begin}", *(f"{inset}{at_line_start(line)}" for line in rest)]
        for child in below:
            if not isinstance(child, Element) or not _is_list(child) or child.attributes:
                raise UnwritableError
            lines += [f"{inset}{line}" for line in _items(child, has_marks=has_marks)]
    return lines


def _is_list(node: Node) -> bool:
    return isinstance(node, Element) and node.name in {"ul", "ol"}


def _inline(nodes: Sequence[Node], *, has_marks: bool) -> str:
    return "".join(_piece(node, has_marks=has_marks) for node in nodes)


def _piece(node: Node, *, has_marks: bool) -> str:
    if isinstance(node, str):
        return escaped(node)
    if node.name not in _INLINE:
        raise UnwritableError
    if node.name == "br":
        return "\n"
    inner = _inline(node.children, has_marks=has_marks)
    if has_marks and node.name in MARKED and not node.attributes:
        return f"{_MARKS[node.name]}{inner}{_MARKS[node.name]}"
    address = dict(node.attributes).get("href", "")
    if has_marks and node.name == "a" and len(node.attributes) == 1 and _ADDRESS.match(address):
        safe = _IN_ADDRESS.sub(r"\\\1", address)
        return f"[{inner}]({safe})"
    if "\n" in inner:
        raise UnwritableError
    opening, closing = html_of_nodes([Element(node.name, node.attributes)]).split("></")
    return f"{opening}>{inner}</{closing}"


def escaped(text: str) -> str:
    """Return words in which nothing is a mark within a line."""
    text = _BACKSLASH.sub(r"\\\\", text)
    # A star between blanks is one in any case.
    text = _STAR.sub(lambda star: "*" if _is_alone(text, star.start()) else r"\*", text)
    return _TAG.sub(r"\\<", _BRACKET.sub(r"\\[", text))


def _is_alone(text: str, place: int) -> bool:
    return text[place - 1 : place] == " " and text[place + 1 : place + 2] == " "


def at_line_start(text: str) -> str:
    """Return lines of which none begins with a mark."""
    text = _LINE.sub(lambda found: found[0] if found[2] == "\\" else f"{found[1]}\\{found[2]}", text)
    return _NUMBER.sub(r"\1\\\2", text)
