"""One spelling for what people type in many: forms of letters, accents, digits of any script."""

import re
import unicodedata
from functools import lru_cache

MAX_TOKEN_CHARS = 80
"""Longer runs are sequences of genes or encoded files; their beginning is enough to find them."""
_MAX_CACHED_CHARS = 60

# Accents, Hebrew points, Arabic vowel signs, tatweel, and characters that only direct or join the writing.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u061c\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff]+"
)
# Letters that Unicode does not take apart into letter and accent.
_LETTERS = str.maketrans({
    "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n",
    "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك",
})  # fmt: skip
_BREVE = "\u0306"
_SHORT_I = "й"


def fold(word: str) -> str:
    """Return `word` without case, accents, vowel signs and width; digits in ASCII. Never contains a blank.

    The Russian й stays a letter of its own, ё becomes е. Hamza carriers become their plain letter.
    """
    if word.isascii():
        return "".join(word.lower().split())[:MAX_TOKEN_CHARS]
    return _folded(word) if len(word) <= _MAX_CACHED_CHARS else _folded.__wrapped__(word)


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    text = unicodedata.normalize("NFKC", word).casefold()
    text = unicodedata.normalize("NFD", text).replace(f"и{_BREVE}", _SHORT_I)
    text = _DROPPED.sub("", text).translate(_LETTERS)
    text = "".join(_ascii_digit(c) for c in unicodedata.normalize("NFC", text) if not c.isspace())
    return text[:MAX_TOKEN_CHARS]


def with_zeros(folded: str) -> str:
    """Return a folded name in which the letter o beside a digit is read as the zero it stands for.

    The OECD prints zero as Ø, and people type Ø, O or 0.
    """
    previous = ""
    while previous != folded:
        previous, folded = folded, _O_AS_ZERO.sub("0", folded)
    return folded


_O_AS_ZERO = re.compile(r"o(?=[0-9])|(?<=[0-9])o")


def _ascii_digit(character: str) -> str:
    if character.isdecimal() and not character.isascii():
        return str(unicodedata.decimal(character))
    return character
