"""What a paper is made of: paragraphs and tables; and rich text read as these."""

from dataclasses import dataclass, replace
from html.parser import HTMLParser

from clearinghouse.web.paper.lines import Span, Style


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text in one language, "" for that of the paper. bullet: what stands before it. gap: above it, in points."""

    spans: tuple[Span, ...]
    language: str = ""
    indent: float = 0
    bullet: str = ""
    gap: float = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `heads` rows are headings."""

    rows: tuple[tuple[Paragraph, ...], ...]
    heads: int = 0
    language: str = ""


Block = Paragraph | Table

INDENT = 11.0
LINK = (0.04, 0.33, 0.25)
MUTED = (0.36, 0.41, 0.39)
_GAP = 3.0
_MOST_COLUMNS = 12
_BULLET = "•"
_BLOCKS = frozenset({"p", "blockquote", "h3", "h4", "ul", "ol", "li", "table", "tr"})


def rich_blocks(html: str, style: Style, language: str) -> list[Block]:
    """Return rich text, as it was cleaned, as paragraphs and tables."""
    reading = _Reading(style, language)
    reading.feed(html)
    reading.close()
    reading.end_paragraph()
    return reading.blocks


def plain_blocks(text: str, style: Style, language: str) -> list[Block]:
    """Return plain text as paragraphs, one for each of its lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [Paragraph((Span(line.strip(), style, language),), language) for line in lines]


class _Reading(HTMLParser):
    def __init__(self, style: Style, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._style, self._language = style, language
        self._open: list[str] = []
        self._links: list[str] = []
        self._lists: list[int] = []
        self._bullet = ""
        self._spans: list[Span] = []
        self._rows: list[list[Paragraph]] | None = None
        self._heads = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._end_line()
            return
        if tag in _BLOCKS:
            self.end_paragraph()
        self._open.append(tag)
        match tag:
            case "a":
                url = dict(attrs).get("href") or ""
                self._links.append(url if ":" in url else "")
            case "ul":
                self._lists.append(-1)
            case "ol":
                self._lists.append(0)
            case "li":
                self._bullet = self._next_bullet()
            case "table" if self._rows is None:
                self._rows, self._heads = [], 0
            case "tr" if self._rows is not None:
                self._rows.append([])
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        match tag:
            case "a" if self._links:
                self._links.pop()
            case "ul" | "ol":
                self.end_paragraph()
                self._lists = self._lists[:-1]
            case "td" | "th" if self._rows:
                self._end_cell(is_head=tag == "th")
            case "table" if self._rows is not None and "table" not in self._open:
                self._end_table()
            case _ if tag in _BLOCKS:
                self.end_paragraph()
            case _:
                pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            words = " " if data and self._spans else ""
        else:
            words = (" " if data[0].isspace() and self._spans else "") + words + (" " if data[-1].isspace() else "")
        if words:
            url = self._links[-1] if self._links else ""
            self._spans.append(Span(words, self._look(), self._language, url))

    def _look(self) -> Style:
        style, opened = self._style, set(self._open)
        if opened & {"strong", "b", "th", "h3", "h4"}:
            style = replace(style, is_bold=True)
        if opened & {"em", "i"}:
            style = replace(style, is_slanted=True)
        if self._links and self._links[-1]:
            style = replace(style, colour=LINK)
        if opened & {"sub", "sup"}:
            rise = style.size * (0.33 if "sup" in opened else -0.14)
            style = replace(style, size=style.size * 0.68, rise=rise)
        return style

    def _next_bullet(self) -> str:
        if not self._lists or self._lists[-1] < 0:
            return _BULLET
        self._lists[-1] += 1
        return f"{self._lists[-1]}."

    def end_paragraph(self) -> None:
        """End a paragraph, if one was begun; in a table its text goes on in the cell."""
        if self._rows is not None:
            if self._spans and not self._spans[-1].text.endswith(" "):
                self._spans.append(Span(" ", self._style, self._language))
            return
        self._end_line(gap=_GAP)

    def _end_line(self, *, gap: float = 0) -> None:
        if self._rows is not None:
            return
        if any(span.text.strip() for span in self._spans):
            indent = INDENT * len(self._lists) or (INDENT if "blockquote" in self._open else 0)
            last = self.blocks[-1] if self.blocks else None
            above = 0.0 if last is None else gap or (1.0 if self._bullet else 0.0)
            self.blocks.append(Paragraph(tuple(self._spans), self._language, indent, self._bullet, above))
            self._bullet = ""
        self._spans = []

    def _end_cell(self, *, is_head: bool) -> None:
        assert self._rows
        row = self._rows[-1]
        if len(row) < _MOST_COLUMNS:
            row.append(Paragraph(tuple(self._spans), self._language))
        elif self._spans:
            row[-1] = Paragraph((*row[-1].spans, Span(" "), *self._spans), self._language)
        if is_head and len(self._rows) == 1:
            self._heads = 1
        self._spans = []

    def _end_table(self) -> None:
        rows, self._rows = self._rows or [], None
        self._spans = []
        if filled := tuple(tuple(row) for row in rows if row):
            self.blocks.append(Table(filled, min(self._heads, len(filled) - 1), self._language))
