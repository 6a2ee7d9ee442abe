"""Text becomes lines: broken where its language allows, in letters that join, without losing a sign."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.web.paper.breaking import breaks_in
from clearinghouse.web.paper.directions import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from clearinghouse.web.paper.lines import Span, Style, lines_of, width_of


def parts(text: str) -> list[str]:
    ends = [0, *breaks_in(text)]
    return [text[start:end] for start, end in pairwise(ends)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two words", ["two ", "words"]),
        ("well-known", ["well-", "known"]),
        ("2026-11-20", ["2026-11-20"]),
        ("BCH-LMO-1", ["BCH-LMO-1"]),
        ("no\u00a0break", ["no\u00a0break"]),
        ("玉米（改性）。", ["玉", "米", "（改", "性）。"]),
        ("用Cry1Ab蛋白", ["用", "Cry1Ab", "蛋", "白"]),
    ],
)
def test_a_line_may_end_where_the_language_allows(text, found) -> None:
    assert parts(text) == found


def said(line) -> str:
    return "".join(glyph.text for piece in line.pieces for glyph in piece.glyphs)


@given(text=st.text(alphabet="ab cב אgmلا بتي玉米，。-1", min_size=1).filter(str.strip), width=st.integers(30, 300))
def test_no_letter_is_lost_and_no_line_is_too_long(text, width) -> None:
    lines = lines_of([Span(text)], width, base=LEFT_TO_RIGHT)
    assert sorted("".join(map(said, lines)).replace(" ", "")) == sorted(text.replace(" ", ""))
    assert all(line.width <= width + 0.01 for line in lines)


def test_arabic_letters_look_by_their_neighbours() -> None:
    [joined] = lines_of([Span("ببب")], 300, base=RIGHT_TO_LEFT)
    letters = [glyph.number for piece in joined.pieces for glyph in piece.glyphs if glyph.text]
    assert len(set(letters)) == 3


def test_lines_of_arabic_begin_at_the_right() -> None:
    [line] = lines_of([Span("قرار")], 300, base=RIGHT_TO_LEFT)
    assert line.pieces[0].x + line.pieces[0].width == pytest.approx(300)


def test_bold_is_wider_and_a_small_size_narrower() -> None:
    usual = width_of([Span("Biosafety")])
    assert width_of([Span("Biosafety", Style(is_bold=True))]) > usual > width_of([Span("Biosafety", Style(size=6))])


def test_a_sign_that_no_font_has_takes_its_place() -> None:
    [line] = lines_of([Span("a\U0001f33d")], 300, base=LEFT_TO_RIGHT)
    assert said(line) == "a\U0001f33d"
