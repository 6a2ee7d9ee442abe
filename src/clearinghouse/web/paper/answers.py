"""Answers of a record → blocks of a paper: what the templates of a page do, without what only a screen can show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.pages import (
    CodeValue,
    ConstructValue,
    DayValue,
    GroupValue,
    LegacyValue,
    LinkValue,
    MonthValue,
    PointValue,
    ReferenceValue,
    SaidValue,
    TermValue,
    TextValue,
    Value,
)
from clearinghouse.web.files_shown import FileValue
from clearinghouse.web.paper.blocks import INDENT, LINK, MUTED, Block, Paragraph, plain_blocks, rich_blocks
from clearinghouse.web.paper.lines import Span, Style
from clearinghouse.web.presenting import ShownValue, shown
from clearinghouse.web.speech import set_off, signs_kept
from clearinghouse.web.templatetags.look import day, language_name, originals

_BULLET = "•"
BETWEEN = "\u00a0· "
"""Between words of a list on one line, which never begins with it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How a paper is written: in which language, how large, and under which address its links lead on."""

    language: str
    origin: str
    size: float = 9.5

    @property
    def style(self) -> Style:
        """The look of answers."""
        return Style(self.size)

    @property
    def fine(self) -> Style:
        """The look of what is said beside."""
        return Style(self.size - 1, colour=MUTED)

    @property
    def tag(self) -> str:
        """The language as HarfBuzz and readers of PDF know it."""
        return tag_of(self.language)

    def span(self, text: str, *, style: Style | None = None, url: str = "") -> Span:
        """Return words of the paper itself."""
        look = style or self.style
        if url:
            look = replace(look, colour=LINK)
        return Span(text, look, self.tag, self.address(url))

    def spoken(self, spoken: Spoken, *, style: Style | None = None, url: str = "") -> Span:
        """Return words of a record on a line of the paper, which they do not turn round."""
        found = self.span(set_off(signs_kept(_one_line(spoken.text))), style=style, url=url)
        return replace(found, language=self._known(spoken.language))

    def own(self, text: str, *, style: Style | None = None, url: str = "") -> Span:
        """Return a name or an identifier in whatever language."""
        return self.span(set_off(_one_line(text)), style=style, url=url)

    def address(self, url: str) -> str:
        """Return a whole address; "" for a place on the page itself."""
        if not url or url.startswith("#"):
            return ""
        return f"{self.origin}{url}" if url.startswith("/") else url

    def _known(self, language: str) -> str:
        return self.tag if language == "und" else tag_of(language)


def answer_blocks(values: Iterable[ShownValue], hand: Hand) -> list[Block]:
    """Return the answers to one question; several on lines of their own."""
    several = list(values)
    if several and all(value.kind == "term" and not value.custom for value in several):
        return [Paragraph(tuple(_joined([hand.own(value.label) for value in several], hand)))]
    found: list[Block] = []
    has_bullets = len(several) > 1 and several[0].kind not in {"text", "group", "file"}
    for value in several:
        blocks = list(_blocks(value, hand))
        if blocks and found and isinstance(blocks[0], Paragraph):
            blocks[0] = replace(blocks[0], gap=4 if value.kind == "group" else max(blocks[0].gap, 2))
        if has_bullets and blocks and isinstance(blocks[0], Paragraph):
            blocks[0] = replace(blocks[0], bullet=_BULLET)
        found += blocks
    return found


def length_of(values: Iterable[ShownValue]) -> int:
    """Return how much text answers hold, in signs, marks of rich text with them."""
    return sum(_length(one.value) for one in values)


def _length(value: Value | FileValue) -> int:
    match value:
        case TextValue(spoken=spoken):
            return len(spoken.text)
        case LegacyValue(lines=lines):
            return sum(len(line) for _depth, line in lines)
        case GroupValue(rows=rows):
            return sum(_length(one) for row in rows for one in row.values)
        case _:
            return 50


def _blocks(shown_value: ShownValue, hand: Hand) -> Iterator[Block]:
    value: Value | FileValue = shown_value.value
    url = shown_value.url
    match value:
        case TextValue():
            yield from _text(value, hand)
        case CodeValue(text=text, unit=unit, address=address):
            said = [hand.own(text, url=address), *([hand.span(f" {unit}")] if unit else [])]
            yield Paragraph(tuple(said))
        case SaidValue(text=text):
            yield _line(hand.span(text))
        case DayValue(day=when) | MonthValue(day=when):
            yield _line(hand.span(day(when)))
        case TermValue(label=label, custom=custom):
            yield _line(hand.own(label), *([hand.span(" "), hand.spoken(custom)] if custom else []))
        case ReferenceValue():
            yield _line(*reference_spans(value, url, hand))
        case LinkValue():
            yield _line(*_link(value, hand))
        case FileValue():
            yield _line(*_file(value, hand))
        case PointValue(latitude=latitude, longitude=longitude):
            yield _line(hand.own(f"{latitude}°, {longitude}°"))
        case GroupValue(rows=rows):
            for row in rows:
                yield Paragraph((hand.span(row.label, style=hand.fine),), gap=2)
                yield from (_deeper(block) for block in answer_blocks([shown(one) for one in row.values], hand))
        case LegacyValue(lines=lines):
            for depth, line in lines:
                yield Paragraph((Span(line, hand.style),), "und", indent=INDENT * depth)
        case ConstructValue(elements=elements):
            for element in elements:
                size = _("%(size)s base pairs") % {"size": element.size} if element.size else ""
                about = " · ".join(word for word in (element.type, size) if word)
                spans = reference_spans(element.reference, shown(element.reference).url, hand)
                yield Paragraph((*spans, hand.span(f" — {about}", style=hand.fine)), bullet=_BULLET)


def _text(value: TextValue, hand: Hand) -> Iterator[Block]:
    spoken = value.spoken
    read = rich_blocks if value.is_rich else plain_blocks
    blocks = read(spoken.text, hand.style, "und" if spoken.language == "und" else tag_of(spoken.language))
    yield from blocks
    if spoken.language not in {hand.language, "und"}:
        yield _line(hand.span(f"[{language_name(spoken.language)}]", style=hand.fine))
    if value.others:
        names = BETWEEN.join(language_name(other.language) for other in value.others)
        yield _line(hand.span(f"{_('Other languages')}: {names}", style=hand.fine))
    for sentence in originals(value.translated):
        yield _line(hand.span(sentence, style=hand.fine))


def _deeper(block: Block) -> Block:
    return replace(block, indent=block.indent + INDENT) if isinstance(block, Paragraph) else block


def _line(*spans: Span) -> Paragraph:
    return Paragraph(spans)


def _joined(spans: list[Span], hand: Hand) -> Iterator[Span]:
    for place, span in enumerate(spans):
        if place:
            yield hand.span(BETWEEN, style=hand.fine)
        yield span


def reference_spans(value: ReferenceValue, url: str, hand: Hand) -> list[Span]:
    """Return a record that is referred to: its title with its number, or its identifier where it is not here."""
    if value.card is None:
        return [hand.own(value.identifier), hand.span(f" ({_('not in this register')})", style=hand.fine)]
    title = hand.spoken(value.card.title, url=url)
    return [title, hand.span(" "), hand.own(value.card.number, style=hand.fine)]


def _link(value: LinkValue, hand: Hand) -> Iterator[Span]:
    yield hand.own(value.name or value.url, url=value.url if value.is_safe else "")
    if value.name and value.name != value.url:
        # On paper nobody can follow what is not written.
        yield hand.span(" ")
        yield hand.own(value.url, style=hand.fine)
    yield from _language(value.language, hand)


def _file(value: FileValue, hand: Hand) -> Iterator[Span]:
    yield hand.own(value.name, url=value.url)
    said = f"{value.type}, {set_off(value.size)}" if value.url else _("The file is not here.")
    yield hand.span(f" ({said})", style=hand.fine)
    yield from _language(value.language, hand)


def _language(code: str, hand: Hand) -> Iterator[Span]:
    if code and code != "und":
        yield hand.span(f" [{language_name(code)}]", style=hand.fine)


def _one_line(text: str) -> str:
    return " ".join(text.split())
