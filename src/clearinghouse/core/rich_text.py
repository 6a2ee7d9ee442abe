"""Rich text: what HTML a record may hold."""

import re
from collections.abc import Iterator
from html import escape

import nh3

# Paragraphs of plain text, as the editor makes them of what is typed: nothing in them could be cleaned away.
_PARAGRAPHS = re.compile(r"(?:<p>[^<>&\r\0\u00a0]*</p>)*\Z")
_TAGS = {
    "p", "br", "strong", "b", "em", "i", "u", "sub", "sup", "ul", "ol", "li", "blockquote", "a",
    "table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "span",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "*": {"lang", "dir"},
}

# What goes with its content in any case, taken away before tags are counted.
_DROPPED = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL | re.IGNORECASE
)
# A tag about whose end no reader of HTML can disagree.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)"
    r"(?:\s++[a-zA-Z][\w:-]*+(?:\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=`]++))?)*+\s*+/?>"
)
_ANY_TAG = re.compile(r"<[a-zA-Z/!?]")
# What stands inside these is not read as tags, or by rules of its own.
_ODD = re.compile(
    r"<(?:[!?]|(?:script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math|select|template)"
    r"(?![a-z]))",
    re.IGNORECASE,
)
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
# A start tag that ends what is open above it: in a list `<li>` ends `<p>` and the `<li>` before.
_ENDED_BY = {
    "p": ("p",),
    "li": ("p", "li"),
    "td": ("p", "td", "th"),
    "th": ("p", "td", "th"),
    "tr": ("p", "td", "th", "tr"),
}
_MAX_DEPTH = 64
_MAX_WORK = 2_000_000


def cleaned(html: str) -> str:
    """Return `html` with only harmless tags left; scripts, styles and event handlers are gone with their content.

    HTML that is too entangled to be read in fair time is returned as text, with its tags to be seen.
    """
    if _PARAGRAPHS.match(html):
        return html
    return nh3.clean(
        _readable(html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )


def plain(html: str) -> str:
    """Return the words of rich text without markup, blocks parted by blanks."""
    spaced = html.replace("</p>", " </p>").replace("<br", " <br").replace("</li>", " </li>").replace("</td>", " </td>")
    text = nh3.clean(_readable(spaced), tags=set())
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return " ".join(text.split())


def _readable(html: str) -> str:
    """Return `html` as it may be given to the reader, whose work grows with the tags and with how deep they lie."""
    bare = _DROPPED.sub("", html)
    tags = len(_ANY_TAG.findall(bare))
    deepest = 0
    for depth in _depths(bare, has_ends=_is_plain_markup(bare, tags)):
        deepest = max(deepest, depth)
        if deepest > _MAX_DEPTH or deepest * tags > _MAX_WORK:
            return escape(html)
    return bare


def _is_plain_markup(html: str, tags: int) -> bool:
    """Say whether every tag is one that is found as everybody finds it, so that an end tag can be believed."""
    return not _ODD.search(html) and sum(1 for _ in _TAG.finditer(html)) == tags


def _depths(html: str, *, has_ends: bool) -> Iterator[int]:
    """Yield how deep the tags may lie after each that opens; never less than the reader will find."""
    if not has_ends:
        yield len(_ANY_TAG.findall(html)) - html.count("</")
        return
    stack: list[str] = []
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if tag["end"]:
            if stack and stack[-1] == name:
                stack.pop()
        elif name not in _VOID:
            while stack and stack[-1] in _ENDED_BY.get(name, ()):
                ended = stack.pop()
                if ended == name:
                    break
            stack.append(name)
            yield len(stack)
