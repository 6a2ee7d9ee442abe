"""Which way text runs, by examples of the Unicode bidirectional algorithm. Capitals stand for Hebrew letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.web.paper.directions import LEFT_TO_RIGHT, RIGHT_TO_LEFT, base_of, levels_of, visual_order

HEBREW = {chr(ord("A") + at): chr(0x5D0 + at) for at in range(26)}
LATIN = {there: here for here, there in HEBREW.items()}
MIRRORED = str.maketrans("()[]", ")(][")


def shown(text: str, base: int) -> str:
    letters = "".join(HEBREW.get(sign, sign) for sign in text)
    levels = levels_of(letters, base)
    signs = [
        LATIN.get(sign, sign.translate(MIRRORED) if level % 2 else sign)
        for sign, level in zip(letters, levels, strict=True)
    ]
    return "".join(signs[at] for at in visual_order(levels))


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("car is THE CAR in arabic", LEFT_TO_RIGHT, "car is RAC EHT in arabic"),
        ("THE car", RIGHT_TO_LEFT, "car EHT"),
        ("HE SAID (bch 12-3).", RIGHT_TO_LEFT, ".(bch 12-3) DIAS EH"),
        ("NUMBER BCH-1 OF 2", RIGHT_TO_LEFT, "2 FO 1-HCB REBMUN"),
        ("ON 3.5 %", RIGHT_TO_LEFT, "% 3.5 NO"),
        ("ON 2026-11-20", RIGHT_TO_LEFT, "2026-11-20 NO"),
        ("see \u2068ABC 1\u2069, 2", LEFT_TO_RIGHT, "see \u20681 CBA\u2069, 2"),
    ],
)
def test_a_line_is_seen_as_the_algorithm_says(text, base, seen) -> None:
    assert shown(text, base) == seen


def test_what_is_set_off_does_not_say_which_way_a_paragraph_runs() -> None:
    assert base_of("\u2068abc\u2069 א") == RIGHT_TO_LEFT
    assert base_of("12 abc א") == LEFT_TO_RIGHT
    assert base_of("12") == LEFT_TO_RIGHT


@given(text=st.text(alphabet="aא1ب٣ ()[].,-+%\u2066\u2067\u2068\u2069\u0301\u202b\u202c"), base=st.sampled_from([0, 1]))
def test_every_character_has_its_place_whatever_the_text(text, base) -> None:
    levels = levels_of(text, base)
    assert len(levels) == len(text)
    assert all(level >= base for level in levels)
    assert sorted(visual_order(levels)) == list(range(len(text)))
