"""Chinese: one script for both ways of writing, and grams instead of words.

Pairs with single characters found all and only the right texts when we measured; dictionaries of words
did not.
"""

import unicodedata
from functools import cache

from opencc import OpenCC


def simplified(text: str) -> str:
    """Return `text` in simplified characters, one for one, so that offsets stay.

    By characters and not by phrases: what matters is that query and text meet, and that is true of either.
    """
    return text.translate(_table())


def grams(run: str) -> list[tuple[str, int, int]]:
    """Return the single characters and pairs of a run of Chinese, interleaved, with their offsets.

    生物安 gives 生 生物 物 物安 安: pairs stand at the odd places, adjacent pairs two apart.
    """
    if any("\uf900" <= character <= "\ufaff" for character in run):
        run = "".join(_plain(character) for character in run)
    text = simplified(run)
    found: list[tuple[str, int, int]] = []
    for start in range(len(text) - 1):
        found.append((text[start], start, start + 1))
        found.append((text[start : start + 2], start, start + 2))
    found.append((text[-1], len(text) - 1, len(text)))
    return found


@cache
def _table() -> dict[int, str]:
    converter = OpenCC("t2s")
    table: dict[int, str] = {}
    for _, _, mapping in converter.dict_cache.values():
        for traditional, choices in mapping.items():
            choice = choices.split(" ")[0]
            if len(traditional) == 1 and len(choice) == 1:
                table[ord(traditional)] = choice
    return table


def _plain(character: str) -> str:
    """Return the ordinary form of a compatibility ideograph."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
