"""Rich text as people type it: with light marks for paragraphs, lists, bold and links (see marked_reading.py)."""

import re
from functools import lru_cache
from html import unescape

from clearinghouse.core.canonical import digest, stripped
from clearinghouse.core.rich_text import cleaned
from clearinghouse.derived.marked_reading import html_of
from clearinghouse.derived.marked_writing import marked_of

# Paragraphs of words in which nothing looks like a mark: the most of all texts, and quickly done.
_SIMPLE = re.compile(r"(?:<p>[^<*\[\\#>•&-][^<*\[\\]*</p>)+\Z|[^<*\[\\#>•&-][^<*\[\\]*\Z")
_LINE_MARK = re.compile(r"^[ \t]*(?:[-•#>]|\d{1,3}[.)][ \t]|&(?:lt|gt))|&lt;", re.MULTILINE)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_BLANKS = re.compile(r"[ \t\r\n]+")
_ADDRESS_CHARS = 32


@lru_cache(maxsize=128)
def as_typed(html: str) -> str:
    """Return rich text for a text box; what marks cannot say stays HTML.

    A long text takes half a second, and one request asks several times.
    """
    if _SIMPLE.match(html):
        paragraphs = (_BLANKS.sub(" ", one).strip() for one in _PARAGRAPH.findall(html) or [html])
        shown = "\n\n".join(one for one in paragraphs if one)
        if not _LINE_MARK.search(shown):
            return unescape(shown)
    shown_with_marks = marked_of(html)
    return _BLANKS.sub(" ", html).strip() if shown_with_marks is None else shown_with_marks


def as_html(text: str, before: object = None) -> str:
    """Return what was typed as rich text, one paragraph bare; `before` unchanged where it was shown as this text."""
    if isinstance(before, str) and as_typed(before) == text:
        return before
    return html_of(text)


def address_of(text: str, *, is_rich: bool) -> str:
    """Return a short digest of what a text says, the same however it was written down."""
    shown = as_typed(cleaned(text)) if is_rich else text
    return digest(stripped(shown) or "")[:_ADDRESS_CHARS]
