"""Rich text as a tree, in the one form in which two texts are the same if they read the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td"})
MARKED = frozenset({"strong", "em"})
_NAMES = {"b": "strong", "i": "em"}
_VOID = frozenset({"br"})
_OF_WORDS = frozenset({"p", "h3", "h4"})
"""Blocks in which no other block stands."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_MAX_DEPTH = 64


@dataclass(slots=True)
class Element:
    """A tag with its attributes and what stands in it."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "list[Node]" = field(default_factory=list)


Node = Element | str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]
        self.is_whole = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Cleaning writes rel by itself.
        kept = tuple(sorted((name, value or "") for name, value in attrs if name != "rel"))
        element = Element(_NAMES.get(tag, tag), kept)
        above = self.open[-1]
        if element.name in BLOCKS and above.name and (above.name not in BLOCKS or above.name in _OF_WORDS):
            self.is_whole = False
        above.children.append(element)
        if tag not in _VOID:
            self.open.append(element)
            self.is_whole = self.is_whole and len(self.open) <= _MAX_DEPTH

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if len(self.open) > 1 and self.open[-1].name == _NAMES.get(tag, tag):
            self.open.pop()
        else:
            self.is_whole = False

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self.is_whole = False

    def handle_decl(self, decl: str) -> None:
        self.is_whole = False

    def handle_pi(self, data: str) -> None:
        self.is_whole = False

    def unknown_decl(self, data: str) -> None:
        self.is_whole = False


def tree_of(html: str) -> list[Node] | None:
    """Return rich text as a tree in its one form; None if it is not well-formed, as cleaned text always is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if not reader.is_whole or len(reader.open) > 1:
        return None
    return _blocks(_normal(reader.root.children))


def _normal(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes with one name for each mark, blanks outside of marks, and nothing empty or doubled."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            _add(out, _BLANKS.sub(" ", node))
            continue
        children = _normal(node.children)
        if node.name == "span" and not node.attributes:
            for child in children:
                _add(out, child)
        elif node.name in MARKED or node.name == "a":
            _add_marked(out, Element(node.name, node.attributes, children))
        elif node.name in BLOCKS:
            out.append(Element(node.name, node.attributes, _in_block(node.name, children)))
        else:
            _add(out, Element(node.name, node.attributes, children))
    return out


def _add(out: list[Node], node: Node) -> None:
    """Add a node behind others, as one with the last where both are text or the same mark."""
    if node == "":
        return
    last = out[-1] if out else None
    if isinstance(node, str) and isinstance(last, str):
        out[-1] = _BLANKS.sub(" ", last + node)
    elif isinstance(node, Element) and isinstance(last, Element) and _is_same_mark(last, node):
        for child in node.children:
            _add(last.children, child)
    else:
        out.append(node)


def _is_same_mark(one: Element, other: Element) -> bool:
    return one.name in MARKED and one.name == other.name and one.attributes == other.attributes


def _add_marked(out: list[Node], element: Element) -> None:
    before, after, children = "", "", element.children
    if children and isinstance(children[0], str) and children[0].startswith(" "):
        before, children = " ", [children[0][1:], *children[1:]]
    if children and isinstance(children[-1], str) and children[-1].endswith(" "):
        after, children = " ", [*children[:-1], children[-1][:-1]]
    children = [child for child in children if child != ""]
    if element.name in MARKED and not element.attributes:
        children = _without(element, children)
    _add(out, before)
    if children:
        inner = children[0]
        # Bold italics are italics in bold type, whichever was pressed first.
        is_turned = element.name == "em" and isinstance(inner, Element) and inner.name == "strong"
        if (
            is_turned
            and isinstance(inner, Element)
            and len(children) == 1
            and not (element.attributes or inner.attributes)
        ):
            element, children = inner, [Element("em", (), inner.children)]
        _add(out, Element(element.name, element.attributes, children))
    _add(out, after)


def _without(mark: Element, children: Sequence[Node]) -> list[Node]:
    """Return what stands in a mark without the same mark around parts of it."""
    out: list[Node] = []
    for child in children:
        inner = child.children if isinstance(child, Element) and _is_same_mark(mark, child) else [child]
        for one in inner:
            _add(out, one)
    return out


def _in_block(name: str, children: list[Node]) -> list[Node]:
    if name in {"ul", "ol", "table", "thead", "tbody", "tr"}:
        return [child for child in children if not (isinstance(child, str) and not child.strip(" "))]
    if name == "blockquote":
        return _blocks(children)
    if name == "li" and (unwrapped := _unwrapped(children)) is not None:
        children = unwrapped
    return trimmed(children)


def _unwrapped(children: list[Node]) -> list[Node] | None:
    """Return what stands in an item whose text is one paragraph, without that paragraph; None for other items."""
    solid = [child for child in children if not (isinstance(child, str) and not child.strip(" "))]
    first = solid[0] if solid else None
    if not (isinstance(first, Element) and first.name == "p" and not first.attributes):
        return None
    if any(not (isinstance(one, Element) and one.name in {"ul", "ol"}) for one in solid[1:]):
        return None
    return [*first.children, *solid[1:]]


def trimmed(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes of a block without blanks at its ends, at line ends and beside blocks in it."""
    out: list[Node] = []
    for place, node in enumerate(nodes):
        kept = node
        if isinstance(kept, str):
            kept = kept.lstrip(" ") if place == 0 or _ends_line(nodes[place - 1]) else kept
            kept = kept.rstrip(" ") if place == len(nodes) - 1 or _ends_line(nodes[place + 1]) else kept
        if kept != "":
            out.append(kept)
    return out


def _ends_line(node: Node) -> bool:
    return isinstance(node, Element) and (node.name == "br" or node.name in BLOCKS)


def _blocks(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes as blocks: what stands in none is a paragraph, empty paragraphs are none."""
    out: list[Node] = []
    bare: list[Node] = []

    def close() -> None:
        if inner := trimmed(bare):
            out.append(Element("p", (), inner))
        bare.clear()

    for node in nodes:
        if isinstance(node, Element) and node.name in BLOCKS:
            close()
            if node.name != "p" or node.children:
                out.append(node)
        else:
            bare.append(node)
    close()
    return out


def html_of_nodes(nodes: Iterable[Node]) -> str:
    """Return nodes as HTML."""
    return "".join(escape(node, quote=False) if isinstance(node, str) else _html(node) for node in nodes)


def _html(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes)
    if element.name in _VOID:
        return f"<{element.name}{attributes}>"
    return f"<{element.name}{attributes}>{html_of_nodes(element.children)}</{element.name}>"
