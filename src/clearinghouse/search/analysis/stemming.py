"""Stems of folded words, by the language of the text or, for other scripts, by the script itself."""

import re
import threading

import Stemmer

from clearinghouse.search.analysis import arabic

LATIN_LANGUAGES = ("en", "fr", "es")
"""Languages among which a word in Latin letters may be; a query is tried in all of them."""

_SNOWBALL = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
# The Snowball rules look for accents that people leave out when they type: words are folded first, then
# these endings get their accent back, in text and query alike.
_ACCENTED_ENDINGS = {
    "fr": ((re.compile("ite(s?)$"), r"ité\1"), (re.compile("fiee?s?$"), "fié"), (re.compile("ees?$"), "é")),
    "es": ((re.compile("([aiu])cion$"), r"\1ción"), (re.compile("logia(s?)$"), r"logía\1")),
}
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_DIGIT = re.compile("[0-9]")


class _Stemmers(threading.local):
    """Snowball objects are not shared between threads."""

    def __init__(self) -> None:
        self.by_language = {code: Stemmer.Stemmer(name) for code, name in _SNOWBALL.items()}


_stemmers = _Stemmers()


def stem(folded: str, language: str) -> str:
    """Return the stem of a folded word in a text of `language`.

    Cyrillic is stemmed as Russian and Arabic script as Arabic whatever the text is; words with digits stay
    whole.
    """
    if _DIGIT.search(folded):
        return folded
    if _ARABIC.match(folded):
        return arabic.stem(folded)
    if _CYRILLIC.match(folded):
        return _snowball(folded, "ru")
    if language in LATIN_LANGUAGES:
        for ending, accented in _ACCENTED_ENDINGS.get(language, ()):
            folded = ending.sub(accented, folded)
        return _without_accents(_snowball(folded, language))
    return folded


def _snowball(word: str, language: str) -> str:
    stemmed: str = _stemmers.by_language[language].stemWord(word)
    return stemmed


def _without_accents(word: str) -> str:
    return word if word.isascii() else word.translate(_ACCENTS)


_ACCENTS = str.maketrans("áéíóúàèìòùâêîôûëïüç", "aeiouaeiouaeioueiuc")
