"""What changed in a text, word by word; sign by sign where words are not parted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+\s*|\s+|[^\w\s]\s*")
_MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, came or went. kind: same, new or gone."""

    kind: str
    text: str


def word_changes(before: str, after: str) -> tuple[Run, ...]:
    """Return how one text became another; nothing where they are too long to be compared in fair time."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return ()
    return tuple(_runs(old, new))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(old[i:j]))
            continue
        if j > i:
            yield Run("gone", "".join(old[i:j]))
        if m > k:
            yield Run("new", "".join(new[k:m]))
