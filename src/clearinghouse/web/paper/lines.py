"""Text → lines: in the right font and direction, shaped by HarfBuzz, broken to a width."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

import uharfbuzz as hb

from clearinghouse.web.paper.breaking import breaks_in
from clearinghouse.web.paper.directions import RIGHT_TO_LEFT, levels_of, visual_order
from clearinghouse.web.paper.faces import Face, face_of

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTEXT = 8
_LONGEST_RUN = 300
_UNSEEN = frozenset("\u200b\u200e\u2060\ufeff\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u00ad")
"""Signs that steer the text and are not drawn."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks. size, rise: in points. colour: red, green and blue from 0 to 1."""

    size: float = 9.5
    is_bold: bool = False
    is_slanted: bool = False
    rise: float = 0
    colour: tuple[float, float, float] = (0.09, 0.12, 0.11)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text of one look and language. url: where it leads, "" for nowhere."""

    text: str
    style: Style = Style()
    language: str = ""
    url: str = ""


class Glyph(NamedTuple):
    """One shape of a font, in thousandths of the size. text: what it stands for, "" if it is a part of another."""

    number: int
    advance: float
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one font in a row, from left to right. x: from the left edge of the line, in points."""

    span: Span
    face: Face
    level: int
    glyphs: tuple[Glyph, ...]
    width: float
    x: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces in the order in which they are read, its height, and how deep in it the letters stand."""

    pieces: tuple[Piece, ...]
    width: float
    height: float
    baseline: float


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    span: Span
    face: Face
    level: int
    glyphs: tuple[tuple[int, Glyph], ...] = ()
    """From left to right, each with the place of the sign it stands for."""


LEADING = 1.42
"""Height of a line by the size of its letters."""


def lines_of(spans: Iterable[Span], width: float, *, base: int, is_right: bool | None = None) -> list[Line]:
    """Return the lines of one paragraph, none longer than `width` points.

    is_right: whether they stand at the right, None for the side where the text begins.
    """
    at_right = base == RIGHT_TO_LEFT if is_right is None else is_right
    kept = [replace(span, text=_CONTROL.sub(" ", span.text)) for span in spans if span.text]
    text = "".join(span.text for span in kept)
    if not text:
        return []
    codes = [ord(sign) for sign in text]
    runs = [_shaped(run, codes, text) for run in _runs(text, kept, levels_of(text, base))]
    starts = [run.start for run in runs]
    found = []
    for start, end in _line_ends(text, _places(runs, len(text)), width):
        seen = start + len(text[start:end].rstrip())
        some = runs[bisect_right(starts, start) - 1 : max(bisect_left(starts, seen), bisect_right(starts, start))]
        found.append(_line([_piece(run, start, seen) for run in some], width, at_right=at_right))
    return found


def width_of(spans: Iterable[Span]) -> float:
    """Return how wide text is on one line, in points."""
    lines = lines_of(spans, 1e9, base=0)
    return sum(piece.width for piece in lines[0].pieces) if lines else 0


def _runs(text: str, spans: Sequence[Span], levels: Sequence[int]) -> list[_Run]:
    """Cut a paragraph where font, direction or look change."""
    runs: list[_Run] = []
    place = 0
    for span in spans:
        before: Face | None = None
        start = place
        for sign in span.text:
            here = before if sign in _UNSEEN and before else _face(sign, span, before)
            is_long = place - start > _LONGEST_RUN and sign == " "
            if place > start and (here is not before or levels[place] != levels[place - 1] or is_long):
                assert before is not None
                runs.append(_Run(start, place, span, before, levels[start]))
                start = place
            before = here
            place += 1
        if before is not None and place > start:
            runs.append(_Run(start, place, span, before, levels[start]))
    return runs


def _face(sign: str, span: Span, before: Face | None) -> Face:
    return face_of(sign, is_bold=span.style.is_bold, language=span.language, before=before)


def _shaped(run: _Run, codes: list[int], text: str) -> _Run:
    """Return a run with its glyphs. HarfBuzz is told what stands around it: Arabic letters join their neighbours."""
    first = max(0, run.start - _CONTEXT)
    buffer = hb.Buffer()
    buffer.add_codepoints(codes[first : run.end + _CONTEXT], run.start - first, run.end - run.start)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    if run.span.language:
        buffer.language = run.span.language
    hb.shape(run.face.font, buffer, {})
    infos, positions, scale = buffer.glyph_infos, buffer.glyph_positions, run.face.scale
    starts = sorted({info.cluster + first for info in infos})
    ends = dict(pairwise([*starts, run.end]))
    letters = _letters(infos, positions)
    found = []
    for number, (info, at) in enumerate(zip(infos, positions, strict=True)):
        place = info.cluster + first
        if text[place] in _UNSEEN:
            continue
        said = text[place : ends[place]] if number in letters else ""
        glyph = Glyph(info.codepoint, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale, said)
        found.append((place, glyph))
    return replace(run, glyphs=tuple(found))


def _letters(infos: Sequence[hb.GlyphInfo], positions: Sequence[hb.GlyphPosition]) -> set[int]:
    """Return which glyphs stand for their sign; others, as the dots of an Arabic letter, are only drawn with it."""
    found: dict[int, int] = {}
    for number, (info, at) in enumerate(zip(infos, positions, strict=True)):
        if info.cluster not in found or (at.x_advance and not positions[found[info.cluster]].x_advance):
            found[info.cluster] = number
    return set(found.values())


def _places(runs: Iterable[_Run], length: int) -> list[float]:
    """Return where each sign begins on a line without end, in points, and where the last ends."""
    widths = [0.0] * length
    for run in runs:
        for place, glyph in run.glyphs:
            widths[place] += glyph.advance * run.span.style.size / 1000
    return [0.0, *accumulate(widths)]


def _line_ends(text: str, places: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Return where lines begin and end; a word that is longer than a line is cut."""
    found: list[tuple[int, int]] = []
    start = fits = 0
    for end in breaks_in(text):
        seen = max(start, fits, start + len(text[start:end].rstrip()))
        if places[seen] - places[start] > width:
            if fits > start:
                found.append((start, fits))
                start = fits
            while places[start + len(text[start:end].rstrip())] - places[start] > width:
                cut = next(at for at in range(start + 1, end + 1) if places[at] - places[start] > width) - 1
                cut = max(cut, start + 1)
                found.append((start, cut))
                start = cut
        fits = end
    return [*found, (start, len(text))] if start < len(text) else found


def _piece(run: _Run, start: int, end: int) -> Piece:
    glyphs = tuple(glyph for place, glyph in run.glyphs if start <= place < end)
    width = sum(glyph.advance for glyph in glyphs) * run.span.style.size / 1000
    return Piece(run.span, run.face, run.level, glyphs, width)


def _line(pieces: list[Piece], width: float, *, at_right: bool) -> Line:
    whole = sum(piece.width for piece in pieces)
    x = width - whole if at_right else 0.0
    placed = list(pieces)
    for at in visual_order([piece.level for piece in pieces]):
        placed[at] = replace(pieces[at], x=x)
        x += pieces[at].width
    size = max(piece.span.style.size for piece in pieces)
    height = size * LEADING
    ascent = max(piece.face.ascent for piece in pieces) * size / 1000
    descent = min(piece.face.descent for piece in pieces) * size / 1000
    height = max(height, (ascent - descent) * 0.98)
    return Line(tuple(placed), whole, height, (height + ascent + descent) / 2)
