"""Guessing the languages a query may be in, by its script."""

import re

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


def candidate_languages(text: str) -> tuple[str, ...]:
    """Return the languages of the six in which `text` may be written; all of its scripts count."""
    found: list[str] = []
    if _HAN.search(text):
        found.append("zh")
    if _ARABIC.search(text):
        found.append("ar")
    if _CYRILLIC.search(text):
        found.append("ru")
    if _LATIN.search(text) or not found:
        found += ["en", "fr", "es"]
    return tuple(found)
