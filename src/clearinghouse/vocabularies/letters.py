"""Labels folded for finding, and the letters under which they stand in an alphabetical list."""

import re
import unicodedata
from functools import lru_cache

from clearinghouse.core.collation import initial, sort_key

# Accents, Arabic vowel signs and tatweel.
_DROPPED = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]+")
# Arabic lists pass over the article: الجزائر stands under ج. The words that only begin like it: nouns of roots in ل.
_ARTICLE = re.compile("^ال(?!تزام|تماس|تقاء|تقاط|تحاق|تهاب|تفاف|تباس|تئام)(?=.)")
_BETWEEN = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({
    "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i",
    "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك",
})  # fmt: skip
_READ_OTHERWISE = {"秘鲁": "毕鲁"}
"""Names whose first character is read otherwise in a name, written with one of that sound."""
_MOST_KEPT = 16_384


def folded(label: str) -> str:
    """Return a label without case, accents and signs, its words parted by one blank each."""
    if label.isascii():
        return _BETWEEN.sub(" ", label.lower()).strip()
    text = unicodedata.normalize("NFKD", label).casefold()
    return _BETWEEN.sub(" ", _DROPPED.sub("", text).translate(_LETTERS)).strip()


def letter_of(label: str, language: str) -> str:
    """Return the letter under which a label stands: for Chinese of its reading, for Arabic after the article."""
    return initial(_looked_up(label), language)


def list_key(label: str, language: str) -> tuple[str, str]:
    """Return what orders labels in a list for readers of a language: by letter, and within it as titles are sorted."""
    text = _looked_up(label)
    return _letter_key(initial(text, language), language), sort_key(text, language)


_letter_key = lru_cache(maxsize=512)(sort_key)


name_key = lru_cache(maxsize=_MOST_KEPT)(list_key)
"""The same, kept: for names that pages sort again and again, as those of countries."""


def _looked_up(label: str) -> str:
    """Return a label as people look it up in a list."""
    text = _ARTICLE.sub("", label)
    for written, read in _READ_OTHERWISE.items():
        if text.startswith(written):
            return read + text.removeprefix(written)
    return text
