"""What the facets of a search are called, and the codes in them, in the language of the page."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.languages import BY_CODE, tag_of
from clearinghouse.core.messages import Message
from clearinghouse.core.multilingual import Spoken
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.kinds import COUNTRIES, REGIONS, Choice, Concept, RecordReference
from clearinghouse.records.queries import cards
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.languages import current_language
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say
from clearinghouse.web.understood import concept_label

COMMON_FACETS = ("realm", "format", "government", "region", "language", "year")
_FACET_LABELS: Mapping[str, Message] = {
    "realm": Message("facet", "Clearing-house"),
    "format": Message("facet", "Record type"),
    "government": Message("facet", "Country"),
    "region": Message("facet", "Region or group"),
    "language": Message("facet", "Language"),
    "year": Message("facet", "Year of publication"),
    "demonstration": Message("facet", "Demonstration records"),
    "concept": Message("facet", "Concept"),
    "related": Message("facet", "Refers to"),
    "guid": Message("facet", "Record"),
}
_SHARED_LABELS: Mapping[str, Message] = {
    "organization": Message("facet", "Organizations"),
    "genes": Message("facet", "Genetic elements"),
    "organismType": Message("facet", "Types of organisms"),
}
"""For facets that many record types share, each under a name of its own that would be wrong for the others."""
_SCHEMES: Mapping[str, list[str]] = {"government": [COUNTRIES], "region": [REGIONS]}
_YES = Message("answer", "Yes")


@dataclass(slots=True)
class _Kinds:
    """What the formats say of their facets: schemes, labels of options, names by format, and which hold records."""

    schemes: dict[str, list[str]] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    names: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    references: set[str] = field(default_factory=lambda: {"related", "guid"})


@lru_cache(maxsize=len(BY_CODE))
def _kinds_in(_language: str, slugs: tuple[str, ...]) -> _Kinds:
    """Return that in the language of the page."""
    kinds = _Kinds()
    for fmt in map(FORMATS.__getitem__, slugs):
        for one in fmt:
            if not one.facet:
                continue
            names = kinds.names.setdefault(one.facet, {}).setdefault(fmt.slug, [])
            names += [name] if (name := say(fmt.label_of(one))) not in names else []
            match one.kind:
                case Concept(scheme=scheme):
                    if scheme not in (known := kinds.schemes.setdefault(one.facet, [])):
                        known.append(scheme)
                case RecordReference():
                    kinds.references.add(one.facet)
                case Choice(options=options):
                    said = {o.value: say(fmt.option_label(one, o.label)) for o in options}
                    kinds.options.setdefault(one.facet, {}).update(said)
                case _:
                    continue
    return kinds


def schemes_of(name: str) -> list[str]:
    """Return the concept schemes from which the codes of a facet are."""
    return _kinds_in(current_language().code, tuple(FORMATS)).schemes.get(name) or _SCHEMES.get(name, [])


def holds_records(name: str) -> bool:
    """Say whether the codes of a facet are records."""
    return name in _kinds_in(current_language().code, tuple(FORMATS)).references


class Labels:
    """Labels of facet codes, in the language of the page; titles of records in one query for all.

    formats: the record types that were chosen, by whose names facets go.
    """

    def __init__(self, visitor: Visitor, codes: Mapping[str, set[str]], formats: Collection[str] = ()) -> None:
        self._language = current_language().code
        self.vocabulary = current_vocabulary()
        self._kinds = _kinds_in(self._language, tuple(FORMATS))
        self._formats = formats
        references = self._kinds.references
        guids = {guid for name in references for guid in codes.get(name, ())}
        self._cards = cards(guids, self._language, visitor)
        self._references = references

    def opens(self, name: str) -> bool:
        """Say whether a facet stands open by itself: short lists of terms do, long lists of records do not."""
        return name not in COMMON_FACETS and name not in self._references

    def of(self, name: str, code: str) -> Spoken:
        """Return the label of one code."""
        own = self._language
        if name in self._references:
            card = self._cards.get(code)
            return card.title if card else Spoken(code, "und")
        match name:
            case "format" if code in FORMATS:
                return Spoken(say(FORMATS[code].plural_name), own)
            case "realm" if code in REALMS:
                return Spoken(say(REALMS[code].name), own)
            case "language" if code in BY_CODE:
                return Spoken(BY_CODE[code].name, code)
            case "demonstration":
                return Spoken(say(_YES), own)
            case "concept":
                return Spoken(concept_label(code), own)
            case _:
                return Spoken(self._kinds.options.get(name, {}).get(code) or self._term(name, code), own)

    def tag(self, label: Spoken) -> str:
        """Return the language of a label, "" where it is that of the page."""
        return "" if label.language == self._language else tag_of(label.language)

    def _term(self, name: str, code: str) -> str:
        for scheme in self._kinds.schemes.get(name) or _SCHEMES.get(name, []):
            if term := self.vocabulary.term(scheme, code):
                return term.label(self._language)
        return code

    def facet(self, name: str) -> str:
        """Return the name of a facet: our own for the common ones, else what the chosen record types call the field.

        All that the one record type asks under it; where several share it, what most of them say.
        """
        if name in _FACET_LABELS:
            return say(_FACET_LABELS[name])
        names = self._kinds.names.get(name, {})
        asking = [slug for slug in self._formats if slug in names] or list(names)
        if len(asking) == 1:
            return " · ".join(names[asking[0]])
        if name in _SHARED_LABELS:
            return say(_SHARED_LABELS[name])
        return _commonest(names[slug] for slug in asking) or name


def _commonest(names: Iterable[list[str]]) -> str:
    """Return what is said most often, the shortest of several: the fewer words, the less they say of one type."""
    counts = Counter(name for several in names for name in several)
    return min(counts, key=lambda name: (-counts[name], len(name), name), default="")
