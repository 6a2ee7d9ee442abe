"""Labels folded for finding, and the letters under which they stand in an alphabetical list."""

import re
import unicodedata

OTHERS = "#"
"""The letter of labels that begin with a digit or a sign, or with a rare Chinese character."""
# Accents, Arabic vowel signs and tatweel.
_DROPPED = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]+")
# Arabic lists pass over the article: الجزائر stands under ج. The words that only begin like it: nouns of roots in ل.
_ARTICLE = re.compile("^ال(?!تزام|تماس|تقاء|تقاط|تحاق|تهاب|تفاف|تباس|تئام)(?=.)")
_BETWEEN = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({
    "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i",
    "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك",
})  # fmt: skip
# GB 2312, the national standard, has its 3,755 frequent characters in the order of their reading. Here the first of
# each letter; i, u and v begin no syllable. It spares us a library of 30 MB for one list.
_PINYIN_FIRST = (
    (0xB0A1, "A"), (0xB0C5, "B"), (0xB2C1, "C"), (0xB4EE, "D"), (0xB6EA, "E"), (0xB7A2, "F"), (0xB8C1, "G"),
    (0xB9FE, "H"), (0xBBF7, "J"), (0xBFA6, "K"), (0xC0AC, "L"), (0xC2E8, "M"), (0xC4C3, "N"), (0xC5B6, "O"),
    (0xC5BE, "P"), (0xC6DA, "Q"), (0xC8BB, "R"), (0xC8F6, "S"), (0xCBFA, "T"), (0xCDDA, "W"), (0xCEF4, "X"),
    (0xD1B9, "Y"), (0xD4D1, "Z"),
)  # fmt: skip
_PINYIN_END = 0xD7F9
_READ_AS = {"秘鲁": "毕鲁", "瑙鲁": "闹鲁", "斐济": "菲济"}
"""Names whose first character is rare, or read otherwise in a name, written with a frequent one of the same sound."""


def folded(label: str) -> str:
    """Return a label without case, accents and signs, its words parted by one blank each."""
    if label.isascii():
        return _BETWEEN.sub(" ", label.lower()).strip()
    text = unicodedata.normalize("NFKD", label).casefold()
    return _BETWEEN.sub(" ", _DROPPED.sub("", text).translate(_LETTERS)).strip()


def letter_of(label: str) -> str:
    """Return the letter under which a label stands: for Chinese of its reading, for Arabic after the article."""
    first = folded(_ARTICLE.sub("", label))[:1]
    if not first.isalpha():
        return OTHERS
    if "\u4e00" <= first <= "\u9fff":
        return _pinyin_letter(first)
    return first.upper()


def sort_key(label: str) -> tuple[str, bytes]:
    """Return what orders labels: by letter, and within it by the characters; Chinese by its reading."""
    text = folded(_ARTICLE.sub("", label))
    return letter_of(label), text.encode("gb18030") if _has_chinese(text) else text.encode()


def looked_up(name: str) -> str:
    """Return the name of a country as it is looked up, for letter_of and sort_key."""
    for written, read in _READ_AS.items():
        if name.startswith(written):
            return read + name.removeprefix(written)
    return name


def _has_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _pinyin_letter(character: str) -> str:
    try:
        code = int.from_bytes(character.encode("gb2312"))
    except UnicodeEncodeError:
        return OTHERS
    if not _PINYIN_FIRST[0][0] <= code <= _PINYIN_END:
        return OTHERS
    return next(letter for start, letter in reversed(_PINYIN_FIRST) if code >= start)
