"""Which way text runs: levels by the Unicode bidirectional algorithm (UAX 9), and the order in which a line shows them.

Isolates are followed, as sentences set names off with them. Embeddings and overrides, which the algorithm keeps for
older texts, are left out of account: nothing here writes them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from unicodedata import bidirectional

LEFT_TO_RIGHT, RIGHT_TO_LEFT = 0, 1

_OPENING_ISOLATES = "\u2066\u2067\u2068"
_CLOSING_ISOLATE = "\u2069"
_IGNORED = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "（": "）", "《": "》", "「": "」", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _BRACKETS.items()}


def base_of(text: str) -> int:
    """Return the direction of the first letter that has one, left to right where none has."""
    depth = 0
    for sign in text:
        if sign in _OPENING_ISOLATES:
            depth += 1
        elif sign == _CLOSING_ISOLATE:
            depth = max(0, depth - 1)
        elif depth == 0 and (kind := bidirectional(sign)) in {"L", "R", "AL"}:
            return LEFT_TO_RIGHT if kind == "L" else RIGHT_TO_LEFT
    return LEFT_TO_RIGHT


def levels_of(text: str, base: int) -> list[int]:
    """Return the level of each character of one paragraph: even runs to the right, odd to the left."""
    kinds = [bidirectional(sign) or "L" for sign in text]
    levels = [base] * len(text)
    if base == LEFT_TO_RIGHT and not {"R", "AL", "AN"} & set(kinds) and not set(_OPENING_ISOLATES) & set(text):
        return levels
    _resolve(text, kinds, levels, range(len(text)), base)
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the places of runs of these levels from left to right (rule L2)."""
    places = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    for level in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        ordered: list[int] = []
        for is_reversed, group in groupby(places, key=lambda place: levels[place] >= level):
            some = list(group)
            ordered += some[::-1] if is_reversed else some
        places = ordered
    return places


def _resolve(text: str, kinds: list[str], levels: list[int], span: range, level: int) -> None:
    """Set the levels of one span; what stands in isolates is resolved by itself, and counts as neutral outside."""
    outside: list[int] = []
    place = span.start
    while place < span.stop:
        outside.append(place)
        if text[place] in _OPENING_ISOLATES:
            end = _end_of_isolate(text, place, span.stop)
            inner = range(place + 1, end)
            base = _base_of_isolate(text[place], text[inner.start : inner.stop])
            _resolve(text, kinds, levels, inner, level + (1 if level % 2 != base else 2))
            kinds[place] = "ON"
            place = end
        else:
            if text[place] == _CLOSING_ISOLATE:
                kinds[place] = "ON"
            place += 1
    for at in outside:
        levels[at] = level
    read = [at for at in outside if kinds[at] not in _IGNORED]
    found = [kinds[at] for at in read]
    strong = "R" if level % 2 else "L"
    _weak(found, strong)
    _brackets([text[at] for at in read], found, strong)
    _neutral(found, strong)
    for at, kind in zip(read, found, strict=True):
        levels[at] = level + _raised(kind, level)


def _base_of_isolate(opening: str, inner: str) -> int:
    if opening == "\u2068":
        return base_of(inner)
    return RIGHT_TO_LEFT if opening == "\u2067" else LEFT_TO_RIGHT


def _end_of_isolate(text: str, place: int, stop: int) -> int:
    depth = 0
    for at in range(place, stop):
        if text[at] in _OPENING_ISOLATES:
            depth += 1
        elif text[at] == _CLOSING_ISOLATE:
            depth -= 1
            if depth == 0:
                return at
    return stop


def _raised(kind: str, level: int) -> int:
    """Rules I1 and I2."""
    if level % 2:
        return 0 if kind == "R" else 1
    return {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _weak(kinds: list[str], strong: str) -> None:
    """Rules W1 to W7: marks, numbers, and the signs in them."""
    before, letter = strong, strong
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = before
        elif kind == "EN" and letter == "AL":
            kinds[at] = "AN"
        elif kind in {"L", "R", "AL"}:
            letter = kind
        before = kinds[at]
    for at, kind in enumerate(kinds):
        if kind == "AL":
            kinds[at] = "R"
    for at in range(1, len(kinds) - 1):
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in {"EN", "AN"})):
            kinds[at] = left
    for is_sign, run in _runs(kinds, {"ET"}):
        if is_sign and "EN" in {_at(kinds, run.start - 1), _at(kinds, run.stop)}:
            kinds[run.start : run.stop] = ["EN"] * len(run)
    letter = strong
    for at, kind in enumerate(kinds):
        if kind in {"ES", "CS", "ET"}:
            kinds[at] = "ON"
        elif kind in {"L", "R"}:
            letter = kind
        elif kind == "EN" and letter == "L":
            kinds[at] = "L"


def _brackets(signs: list[str], kinds: list[str], strong: str) -> None:
    """Rule N0: a pair of brackets runs as what stands in it, where that runs as the paragraph, or as what is before."""
    for start, end in sorted(_pairs(signs, kinds)):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {""}
        if strong in inside:
            kinds[start] = kinds[end] = strong
        elif inside:
            earlier = next((way for kind in reversed(kinds[:start]) if (way := _direction(kind))), strong)
            kinds[start] = kinds[end] = earlier if earlier != strong else strong


def _pairs(signs: list[str], kinds: list[str]) -> Iterator[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    for at, sign in enumerate(signs):
        if kinds[at] != "ON":
            continue
        if sign in _BRACKETS:
            waiting.append((sign, at))
        elif sign in _CLOSING:
            opened = [place for place, (opening, _at) in enumerate(waiting) if opening == _CLOSING[sign]]
            found = opened[-1] if opened else None
            if found is not None:
                yield waiting[found][1], at
                del waiting[found:]


def _neutral(kinds: list[str], strong: str) -> None:
    """Rules N1 and N2: between two of one direction as these, else as the paragraph."""
    for is_neutral, run in _runs(kinds, _NEUTRAL):
        if is_neutral:
            left = _direction(_at(kinds, run.start - 1)) or strong
            right = _direction(_at(kinds, run.stop)) or strong
            kinds[run.start : run.stop] = [left if left == right else strong] * len(run)


def _direction(kind: str) -> str:
    return "R" if kind in {"R", "AN", "EN"} else "L" if kind == "L" else ""


def _at(kinds: list[str], place: int) -> str:
    return kinds[place] if 0 <= place < len(kinds) else ""


def _runs(kinds: list[str], wanted: Iterable[str]) -> list[tuple[bool, range]]:
    """Return the list cut where it changes between the wanted kinds and others."""
    known, start, found = frozenset(wanted), 0, []
    for is_wanted, group in groupby(kinds, key=known.__contains__):
        length = sum(1 for _ in group)
        found.append((is_wanted, range(start, start + length)))
        start += length
    return found
