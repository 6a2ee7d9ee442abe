"""Arabic: light stripping of article, conjunction and endings.

A stripped word keeps at least three letters, and some endings need four, so that قانون and نبات stay whole.
A lone و, ب, ك or ل is not stripped: it begins too many of our words (وراثية, وطنية, بروتوكول, كائنات).
"""

_PREFIXES = ("وبال", "وكال", "وفال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال")
_POSSESSIVES = ("هما", "ها", "هم")
_PLURALS = (("ات", 3), ("ون", 4), ("ين", 4), ("ان", 4))
_ENDINGS = ("يه", "ه", "ي")
_MIN_STEM = 3
_MIN_BEFORE_POSSESSIVE = 4


def stem(word: str) -> str:
    """Return the stem of a folded Arabic word."""
    word = _without_prefix(word)
    for ending in _POSSESSIVES:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_BEFORE_POSSESSIVE:
            word = word.removesuffix(ending)
            break
    for ending, shortest in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            word = word.removesuffix(ending)
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word.removesuffix(ending)
    return word


def _without_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_STEM:
            return word.removeprefix(prefix)
    return word
