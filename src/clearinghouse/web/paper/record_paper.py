"""A record as a PDF: what its page shows to the same reader, on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import segno
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clearinghouse.core.languages import direction_of, tag_of
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.pages import ReferenceValue
from clearinghouse.records.models import Record
from clearinghouse.web.paper.answers import BETWEEN, Hand, answer_blocks, length_of, reference_spans
from clearinghouse.web.paper.blocks import MUTED, Block, Paragraph, Table, plain_blocks
from clearinghouse.web.paper.directions import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from clearinghouse.web.paper.document import HEIGHT, About, Document, Tag
from clearinghouse.web.paper.flow import INNER, MARGIN, TOP, Flow
from clearinghouse.web.paper.lines import Span, Style, lines_of
from clearinghouse.web.paper.notices import notices_of
from clearinghouse.web.presenting import ShownRow
from clearinghouse.web.record_cards.card import RecordCard
from clearinghouse.web.record_page import RecordPage
from clearinghouse.web.speech import set_off, signs_kept
from clearinghouse.web.templatetags.look import day, language_name, moment, number, originals

MOST_CHARS = 300_000
"""Text in one paper: about a hundred pages, made in two seconds. A record may hold seven times as much."""
_CODE_SIZE = 68.0
_LABELS = 150.0
_ANSWERS = 162.0
"""Where answers begin, beside their questions."""
_TONES = {
    "good": ("0.90 0.95 0.92", (0.05, 0.35, 0.22)),
    "needs": ("0.99 0.95 0.86", (0.45, 0.28, 0.0)),
    "wrong": ("0.99 0.92 0.91", (0.58, 0.08, 0.08)),
}
_PLAIN_TONE = ("0.94 0.95 0.95", (0.15, 0.2, 0.18))
_FOOT = 802.0
_COUNT = 80.0
"""Where the foot of a page stands, and how wide the number of the page may be."""


@dataclass(frozen=True, slots=True)
class Made:
    """Where and when a paper is made. origin: of the node, `https://…`; url: of the record in this language."""

    origin: str
    url: str
    node: str
    language: str
    at: datetime


def record_paper(page: RecordPage, record: Record, made: Made) -> bytes:
    """Return the PDF of a record's page."""
    return _Paper(page, record, made).file()


class _Paper:
    def __init__(self, page: RecordPage, record: Record, made: Made) -> None:
        self.page, self.record, self.made = page, record, made
        # Letters of Naskh are small for their size.
        self.hand = Hand(made.language, made.origin, 10.8 if made.language == "ar" else 9.5)
        about = About(
            title=f"{page.title.text}, {page.strip.identifier}",
            author=page.owner or page.realm_name,
            subject=f"{page.realm_name} · {page.kind}",
            language=tag_of(made.language),
            made_at=made.at,
        )
        self.document = Document(about)
        base = RIGHT_TO_LEFT if direction_of(made.language) == "rtl" else LEFT_TO_RIGHT
        self.flow = Flow(self.document, base=base)
        self.left = MOST_CHARS

    def file(self) -> bytes:
        """Write everything from top to bottom."""
        self._head()
        for notice in notices_of(self.page, self.record):
            self._notice(notice.title, notice.text, notice.tone)
        if self.page.card is not None:
            self._card(self.page.card)
        self._identity()
        self._community()
        for sentence in originals(self.page.translated):
            self.flow.paragraphs([self._words(sentence, self.hand.fine)], self.document.root, gap=6)
        for section in self.page.sections:
            self._heading(section.label)
            self._rows(section.rows)
        if not self.page.sections:
            self._heading(_("There is no text to read"))
        self._decisions()
        self._references()
        self._history()
        self._verify()
        self._feet()
        return self.document.file()

    def _words(self, text: str, style: Style | None = None) -> Paragraph:
        return Paragraph((self.hand.span(text, style=style),))

    def _heading(self, text: str, *, level: int = 2) -> Tag:
        """Write a heading, which never stands alone at the end of a page; return where what follows belongs."""
        size = self.hand.size + (3.5 if level == 2 else 1)
        self.flow.make_room(90 if level == 2 else 60)
        top = self.flow.y
        part = self.document.root.add("Sect") if level == 2 else self.document.root
        style = Style(size, is_bold=True)
        if level == 2:
            self.document.mark(text, top)
        self.flow.paragraphs([self._words(text, style)], part, gap=16 if level == 2 else 9, kind=f"H{level}")
        if level == 2:
            self.flow.y += 2
            self.document.rule(MARGIN, self.flow.y, INNER, grey=0.7)
            self.flow.y += 3
        return part

    def _head(self) -> None:
        page, hand, root = self.page, self.hand, self.document.root
        self._code()
        width = INNER - _CODE_SIZE - 14
        said = BETWEEN.join([page.realm_name, page.kind, *([set_off(page.owner)] if page.owner else [])])
        cells = self.flow.cell([self._words(said, hand.fine)], root, offset=0, width=width)
        self.document.mark(page.title.text, TOP)
        self.flow.row([cells])
        title = Span(signs_kept(page.title.text), Style(18, is_bold=True), page.title.tag)
        language = page.title.tag if page.title.language != "und" else "und"
        block = Paragraph((title,), language)
        self.flow.row([self.flow.cell([block], root, offset=0, width=width, kind="H1")], gap=4)
        if page.summary is not None:
            summary = Span(page.summary.text, Style(hand.size + 1), page.summary.tag)
            block = Paragraph((summary,), page.summary.tag)
            self.flow.row([self.flow.cell([block], root, offset=0, width=width)], gap=6)
        if self.document.pages == 1:
            self.flow.y = max(self.flow.y, TOP + _CODE_SIZE + 8)

    def _code(self) -> None:
        """Draw the code of the address; what it leads to is written at the end, too."""
        code = segno.make(self.made.url, error="m", micro=False)
        cells = [list(row) for row in code.matrix]
        left, step = self.flow.start(INNER - _CODE_SIZE, _CODE_SIZE), _CODE_SIZE / len(cells)
        boxes = [
            f"{left + x * step:.2f} {HEIGHT - TOP - (y + 1) * step:.2f} {step:.3f} {step:.3f} re"
            for y, row in enumerate(cells)
            for x, is_dark in enumerate(row)
            if is_dark
        ]
        alternative = _("QR code that leads to the latest state of %(number)s") % {"number": self.page.folio.identifier}
        figure = self.document.root.add("Figure", alternative=alternative)
        self.document.draw(f"0 g {' '.join(boxes)} f", figure)

    def _notice(self, title: str, text: str, tone: str = "") -> None:
        """Write what a reader must not overlook, with a bar of its colour."""
        _fill, colour = _TONES.get(tone, _PLAIN_TONE)
        spans = [self.hand.span(title, style=Style(self.hand.size, is_bold=True, colour=colour))]
        spans += [self.hand.span(f" {text}")] if text else []
        tag = self.document.root
        cell = self.flow.cell([Paragraph(tuple(spans))], tag, offset=10, width=INNER - 10)
        height = sum(item.line.height for item in cell)
        self.flow.make_room(min(height, 200) + 8)
        self.flow.y += 6
        top, page = self.flow.y, self.document.pages
        self.flow.row([cell])
        if self.document.pages == page:
            red, green, blue = colour
            self.document.box(self.flow.start(0, 3), top, 3, self.flow.y - top, f"{red} {green} {blue}")

    def _card(self, card: RecordCard) -> None:
        if card.status is not None:
            self._notice(card.status.text, "", card.status.tone)
        for sentence in card.sentences:
            self.flow.paragraphs([self._words(sentence)], self.document.root, gap=4)
        for warned in card.warnings:
            self._notice(warned.title, warned.text, "needs")
        for part in card.parts:
            if part.title:
                self._heading(part.title, level=3)
            self._rows(part.rows)
        if card.counts:
            self._heading(card.counts_title, level=3)
            for count in card.counts:
                self._entry(count.label, [self._words(number(count.value))], self.document.root)
        if card.events:
            self._heading(_("Amendments"), level=3)
            for event in card.events:
                said = self.hand.own(event.title, url="" if event.is_this else event.url)
                blocks: list[Block] = [Paragraph((said, self.hand.span(f" — {event.label}", style=self.hand.fine)))]
                self._entry(day(event.day) if event.day else "–", blocks, self.document.root)

    def _identity(self) -> None:
        """Write what the identity card and the call number say."""
        page, strip = self.page, self.page.strip
        part = self._heading(_("About this record"))
        self._entry(page.folio.label, [Paragraph((self.hand.own(page.folio.identifier),))], part)
        if page.folio.identifier != str(self.record.printed_number):
            self._entry(_("Record number"), [Paragraph((self.hand.own(str(self.record.printed_number)),))], part)
        for fact in page.folio.facts:
            text = fact.status.text if fact.status else fact.text
            self._entry(fact.label, [Paragraph((self.hand.span(text, url=fact.url),))], part)
        if page.owner and not any(fact.text == page.owner for fact in page.folio.facts):
            self._entry(_("Owner"), [Paragraph((self.hand.own(page.owner),))], part)
        said = _("Revision %(number)s, %(day)s") % {"number": strip.revision, "day": day(strip.day)}
        entry = _("ledger entry %(number)s") % {"number": number(strip.sequence)}
        self._entry(pgettext("status", "Published"), [self._words(f"{said} · {entry}")], part)
        if page.confirmed_at is not None:
            said = _("Confirmed as current on %(day)s") % {"day": day(page.confirmed_at)}
            self._entry("", [self._words(said)], part)
        if strip.language:
            said = _("original in %(language)s") % {"language": language_name(strip.language)}
            self._entry(_("Language"), [self._words(said)], part)
        if page.also_in:
            self._entry(_("Also shown in:").rstrip(": ："), [self._words(BETWEEN.join(page.also_in))], part)

    def _community(self) -> None:
        community = self.page.community
        if community is None:
            return
        part = self._heading(_("Community terms"))
        self.flow.paragraphs([self._words(community.access)], part, gap=4)
        for label in community.labels:
            words = label.words
            blocks: list[Block] = [Paragraph((self.hand.own(label.name),))]
            if words is not None:
                blocks += plain_blocks(words.text, self.hand.style, words.tag)
            elif label.meaning:
                blocks.append(self._words(label.meaning, self.hand.fine))
            self._entry(_("Labels of the community"), blocks, part)
        self._rows(community.rows)

    def _rows(self, rows: Iterable[ShownRow]) -> None:
        part = self.document.root
        for row in rows:
            self.left -= length_of(row.values)
            if self.left < 0:
                self.flow.paragraphs([self._words(f"{row.label}: …", self.hand.fine)], part, gap=4)
                continue
            label = f"{row.label} ({_('not public')})" if row.is_sealed else row.label
            self._entry(label, answer_blocks(row.values, self.hand), part)

    def _entry(self, label: str, blocks: list[Block], part: Tag) -> None:
        """Write a question with its answer beside it."""
        item = part.add("L").add("LI")
        side = [self._words(label, self.hand.fine)] if label else []
        cell = self.flow.cell(side, item, offset=0, width=_LABELS, kind="Lbl")
        body, width = item.add("LBody"), INNER - _ANSWERS
        first = next((at for at, block in enumerate(blocks) if isinstance(block, Table)), len(blocks))
        beside = [block for block in blocks[:first] if isinstance(block, Paragraph)]
        self.flow.row([cell, self.flow.cell(beside, body, offset=_ANSWERS, width=width)], gap=5)
        self.flow.blocks(blocks[first:], body, offset=_ANSWERS, width=width)

    def _decisions(self) -> None:
        if not self.page.decisions:
            return
        part = self._heading(_("Decisions by country"))
        heads = tuple(
            self._words(text, Style(self.hand.size - 1, is_bold=True))
            for text in (_("Country"), _("Use"), _("Result"), _("Date"))
        )
        rows = [
            (
                Paragraph((self.hand.own(one.country, url=one.url),)),
                self._words(BETWEEN.join(one.subjects) or "–"),
                self._words(one.status.text if one.status else "–"),
                self._words(day(one.day) if one.day else "–"),
            )
            for one in self.page.decisions
        ]
        self.flow.table(Table((heads, *rows), heads=1), part)

    def _references(self) -> None:
        if not self.page.referred and not self.page.citing:
            return
        self._heading(_("References"))
        part = self.document.root
        if self.page.referred:
            blocks = [
                Paragraph(tuple(reference_spans(one.value, one.url, self.hand)), bullet="•", gap=1)
                for one in self.page.referred
                if isinstance(one.value, ReferenceValue)
            ]
            self._entry(_("This record refers to"), list(blocks), part)
        for group in self.page.citing:
            blocks = [
                Paragraph(tuple(self._titled(card.title, card.language, card.url, card.identifier)), bullet="•", gap=1)
                for card in group.cards
            ]
            label = f"{_('Records that refer to it')}: {group.label} ({number(group.count)})"
            self._entry(label, list(blocks), part)

    def _titled(self, title: str, language: str, url: str, identifier: str) -> list[Span]:
        """Return a record by its title and its number."""
        return [
            self.hand.spoken(Spoken(title, language or "und"), url=url),
            self.hand.span(" "),
            self.hand.own(identifier, style=self.hand.fine),
        ]

    def _history(self) -> None:
        part = self._heading(_("History"))
        for item in self.page.history:
            kinds = {"retired": pgettext("status", "Retired"), "redacted": _("Text taken away")}
            what = kinds.get(item.kind) or _("Revision %(number)s") % {"number": item.number}
            said = [self.hand.span(what, url=item.url)]
            entry = _("ledger entry %(number)s") % {"number": number(item.sequence)}
            said.append(self.hand.span(f" ({entry})", style=self.hand.fine))
            blocks: list[Block] = [Paragraph(tuple(said))]
            if item.reason:
                blocks.append(Paragraph((self.hand.own(item.reason),)))
            if item.changed:
                blocks.append(self._words(f"{_('Changed:')} {BETWEEN.join(item.changed)}", self.hand.fine))
            self._entry(day(item.at), blocks, part)

    def _verify(self) -> None:
        part = self._heading(_("Verify"))
        said = _(
            "This paper is a copy of what could be read on the day it was made. What holds today stands at the address "
            "of the record, to which the code on the first page leads."
        )
        self.flow.paragraphs([self._words(said)], part, gap=4)
        if self.left < 0:
            long = _("The record is longer than this document may be: answers that are left out end with “…”.")
            self.flow.paragraphs([self._words(long)], part, gap=4)
        if self.document.lacks_signs:
            boxes = _(
                "Signs that the fonts of this document do not have are shown as boxes. The page of the record has them."
            )
            self.flow.paragraphs([self._words(boxes)], part, gap=4)
        self._entry(_("Address"), [Paragraph((self.hand.own(self.made.url, url=self.made.url),))], part)
        digest = [Paragraph((self.hand.own(self.page.strip.digest, style=self.hand.fine),))]
        self._entry(_("SHA-256 digest of its ledger entry"), list(digest), part)
        self._entry(_("Cite"), [Paragraph((self.hand.span(self.page.citation),))], part)

    def _feet(self) -> None:
        """Write the foot of every page, now that it is known how many there are."""
        small = Style(7.5, colour=MUTED)
        made = _("made on %(moment)s") % {"moment": moment(self.made.at)}
        said = f"{set_off(self.made.node)} · {set_off(self.page.strip.identifier)} · {made}"
        if self.record.is_demonstration:
            said = f"{_('Demonstration record.')} {said}"
        base, side = self.flow.base, INNER - _COUNT
        lines = lines_of([Span(said, small, self.hand.tag)], side - 10, base=base)
        for at in range(self.document.pages):
            for place, line in enumerate(lines[:2]):
                self.document.line(line, self.flow.start(0, side - 10), _FOOT + place * line.height, None, page=at)
            count = _("Page %(number)s of %(total)s") % {"number": at + 1, "total": self.document.pages}
            counted = lines_of([Span(count, small, self.hand.tag)], _COUNT, base=base, is_right=base == LEFT_TO_RIGHT)
            self.document.line(counted[0], self.flow.start(side, _COUNT), _FOOT, None, page=at)
