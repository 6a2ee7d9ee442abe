"""Which texts of a body are translations, and in which language the original stands, as its readers are told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clearinghouse.derived.origins import Origin, Place


@dataclass(frozen=True, slots=True)
class Translated:
    """That the text in `language` is a translation of the one in `original`."""

    language: str
    original: str


@dataclass(frozen=True, slots=True)
class Originals:
    """What a record keeps of where its texts are from, to be asked text by text.

    told: what was said of the record as a whole, and is not said of each text again.
    """

    known: Mapping[tuple[str, str], Sequence[Origin]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()

    def of(self, place: Place) -> tuple[Translated, ...]:
        """Return the languages of a text that are translations, each with the original, which stands there, too."""
        sources = self._sources(place)
        return tuple(
            Translated(language, original)
            for language in sources
            if language not in self.told and (original := _followed(language, sources))
        )

    def _sources(self, place: Place) -> dict[str, str]:
        found = {}
        for language in place.texts:
            mine = self.known.get((place.path, language), ())
            digest = place.address(language) if mine else ""
            source = next((one.source for one in mine if one.digest == digest), "")
            if source in place.texts:
                found[language] = source
        return found


NO_ORIGINALS = Originals()


def originals_of(origins: Iterable[Origin]) -> Originals:
    """Return what is known, by text and language."""
    known: dict[tuple[str, str], list[Origin]] = {}
    for one in origins:
        known.setdefault((one.path, one.language), []).append(one)
    return Originals(known)


def told_at_once(originals: Originals, places: Iterable[Place]) -> tuple[list[Translated], Originals]:
    """Return the languages of which every text is a translation from one and the same, and what is left to say."""
    if not originals.known:
        return [], originals
    found: dict[str, set[str]] = {}
    for place in places:
        here = {one.language: one.original for one in originals.of(place)}
        for language in place.texts:
            found.setdefault(language, set()).add(here.get(language, ""))
    whole = [Translated(language, *sources) for language, sources in found.items() if _is_one(sources)]
    return whole, replace(originals, told=frozenset(one.language for one in whole))


def _is_one(sources: set[str]) -> bool:
    return len(sources) == 1 and "" not in sources


def _followed(language: str, sources: Mapping[str, str]) -> str:
    """Return the language in which nobody says that it is a translation; "" where each is said to be from another."""
    seen: set[str] = set()
    while language in sources:
        if language in seen:
            return ""
        seen.add(language)
        language = sources[language]
    return language
