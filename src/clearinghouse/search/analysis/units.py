"""Cutting text into units: a word with what a hyphen, apostrophe or slash ties to it, or a run of Chinese."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clearinghouse.core.languages import normal_tag

FIELD_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es", "und")
"""Languages with an analyser of their own; every other text is kept under `und`, folded and not stemmed."""

_HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Marks inside words; and the scripts of South and South-East Asia, where vowel signs are no letters to `re`.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u00ad\u061c\u200b-\u200f\u2060\ufeff\u0900-\u0963\u0966-\u0df3\u0e31\u0e34-\u0e4e\u0eb1-\u0ecd\u102b-\u103e\u17b4-\u17d3"
)
QUOTED = re.compile(r'["“”«»„＂][^"“”«»„＂]*["“”«»„＂]')
"""What stands in quotation marks of any language."""
APOSTROPHES = "'’‘ʼ＇`´"
_JOINERS = APOSTROPHES + "\\-‐‑‒–−－/／._"
_PART = rf"[^\W_{_HAN}](?:[^\W_{_HAN}]|[{_MARKS}])*"
UNIT = re.compile(rf"[{_HAN}]+|{_PART}(?:[{_JOINERS}]{_PART})*")
PART = re.compile(_PART)
_IS_HAN = re.compile(f"[{_HAN}]")
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its offsets in characters of the text it was cut from."""

    text: str
    start: int
    end: int

    @property
    def is_chinese(self) -> bool:
        """Whether it is a run of Chinese (or Japanese) characters."""
        return is_chinese(self.text)

    @property
    def has_digit(self) -> bool:
        """Whether a digit of any script is in it."""
        return bool(_HAS_DIGIT.search(self.text))


def units_of(text: str) -> Iterator[Unit]:
    """Cut `text` into units, in order."""
    for found in UNIT.finditer(text):
        yield Unit(found[0], found.start(), found.end())


def is_chinese(unit: str) -> bool:
    """Whether a unit is a run of Chinese or Japanese characters."""
    return bool(_IS_HAN.match(unit))


def field_language(tag: str) -> str:
    """Return under which of FIELD_LANGUAGES a text with the language tag `tag` is kept."""
    primary = normal_tag(tag).partition("-")[0]
    return primary if primary in FIELD_LANGUAGES else "und"
