"""How near two spellings are: edits of letters, letters that look alike, and every spelling one edit away."""

from collections.abc import Iterator
from functools import lru_cache

from clearinghouse.search.analysis.folding import fold

_LATIN = "abcehkmoptyx3"
_CYRILLIC = "авсенкмортухз"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_KEY_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LONGEST_COMPARED = 60


def edits_allowed(word: str) -> int:
    """Return how many letters of a folded word may be wrong before it is another word."""
    if len(word) < 4:
        return 1 if len(word) == 3 and not word.isascii() else 0
    if len(word) < 6:
        return 1
    return 2 if len(word) < 12 else 3


def edits_between(one: str, other: str, most: int) -> int:
    """Return how many letters must be changed, added, left out or exchanged with their neighbour.

    Anything above `most` is `most` + 1.
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > _LONGEST_COMPARED:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, against in enumerate(other, start=1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)


@lru_cache(maxsize=65_536)
def letters_of(word: str) -> int:
    """Return which letters are in a word, as bits: two words some edits apart differ in twice as many bits at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def lookalikes(word: str) -> tuple[str, ...]:
    """Return a word in one script that was typed in two, Latin and Cyrillic, whose letters look alike; folded."""
    folded = fold(word)
    several = (folded.translate(_TO_LATIN), folded.translate(_TO_CYRILLIC))
    return tuple(one for one in several if one != folded and not (_has_latin(one) and _has_cyrillic(one)))


def in_latin(text: str) -> str:
    """Return a text with the Cyrillic letters that look like Latin ones exchanged for them, and folded."""
    return " ".join(fold(word).translate(_TO_LATIN) for word in text.split())


def one_edit_away(key: str) -> Iterator[str]:
    """Yield every key that is one character away from `key`, or two neighbours exchanged: 700 for one of nine."""
    for place in range(len(key) + 1):
        head, tail = key[:place], key[place:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _KEY_LETTERS if letter != tail[0])
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _KEY_LETTERS)


def _has_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text)


def _has_cyrillic(text: str) -> bool:
    return any("\u0400" <= letter <= "\u052f" for letter in text)
