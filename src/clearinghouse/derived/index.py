"""Format → index document: what one published record offers to search."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.core.identifiers import oecd_plain, oecd_printed
from clearinghouse.core.owners import government_in
from clearinghouse.core.rich_text import plain
from clearinghouse.derived.index_source import IndexSource
from clearinghouse.derived.reading import languages_of, references_in, titles_of, values_of
from clearinghouse.formats.answers import path_of
from clearinghouse.formats.format import Field, Format, expanded
from clearinghouse.formats.kinds import (
    COUNTRIES,
    REGIONS,
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
    Legacy,
    LocalText,
    MapPoint,
    Number,
    OecdIdentifier,
    RecordReference,
    Text,
    Url,
    WebLink,
    WholeNumber,
    YesNo,
)
from clearinghouse.vocabularies.concepts import OTHER, Vocabulary

# Codes of governments have two letters, identifiers of regions more.
_GOVERNMENT_CHARS = 2

EPOCH = date(1970, 1, 1)
UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class Cited:
    """What a record lends to those that refer to it: words by language, identifiers, concepts."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identifiers: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """What the index needs to know of a revision beside its body.

    realms: the clearing-houses that show it, beside its own. validity: when it was in force, by name.
    """

    guid: str
    sequence: int
    realm: str
    printed_number: str
    published_on: date
    owner: str
    visibility: tuple[str, ...]
    is_demonstration: bool = False
    validity: Mapping[str, int] = field(default_factory=dict)
    realms: tuple[str, ...] = ()


@dataclass(slots=True)
class _Collected:
    texts: dict[str, list[str]] = field(default_factory=dict)
    identifiers: list[str] = field(default_factory=list)
    lent_identifiers: list[str] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)
    facets: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)

    def add_texts(self, texts: Mapping[str, Any], *, is_rich: bool = False) -> None:
        for language, text in texts.items():
            if isinstance(text, str):
                self.texts.setdefault(language, []).append(plain(text) if is_rich else text)


def days_since_epoch(day: date) -> int:
    """Return the number by which the index knows a day."""
    return (day - EPOCH).days


def index_source(
    public: Json,
    fmt: Format,
    *,
    publication: Publication,
    vocabulary: Vocabulary,
    cited: Mapping[str, Cited],
) -> IndexSource:
    """Return the index document of a public part. cited: what the records it refers to lend, by GUID."""
    found = _Collected()
    found.identifiers.append(publication.printed_number)
    for one in expanded(fmt, public):
        for value in values_of(one, public):
            _collect(one, value, found, vocabulary)
    related = tuple(dict.fromkeys(reference.guid for _, reference in references_in(public, fmt)))
    for guid in related:
        lent = cited.get(guid, Cited())
        for language, words in lent.words.items():
            found.texts.setdefault(language, []).extend(words)
        found.lent_identifiers.extend(lent.identifiers)
        found.concepts.extend(lent.concepts)
    found.concepts.extend([fmt.term] if fmt.term else [])
    titles = titles_of(public, fmt)
    _collect_common_facets(publication, fmt, public, found)
    return IndexSource(
        guid=publication.guid,
        sequence=publication.sequence,
        format=fmt.slug,
        realm=publication.realm,
        titles=titles,
        texts={language: tuple(texts) for language, texts in found.texts.items()},
        identifiers=_unique(found.identifiers),
        concepts=_unique(found.concepts),
        facets={name: _unique(codes) for name, codes in found.facets.items()},
        dates={
            **found.dates,
            "published": days_since_epoch(publication.published_on),
            **publication.validity,
        },
        visibility=publication.visibility,
        related=related,
        lent_identifiers=_unique(found.lent_identifiers),
    )


def cited_from(public: Json, fmt: Format) -> Cited:
    """Return what a record lends to those that refer to it."""
    words: dict[str, list[str]] = {language: [title] for language, title in titles_of(public, fmt).items()}
    for name in fmt.lends:
        for value in values_of(fmt.fields[name], public):
            texts = value if isinstance(value, dict) else {UNDETERMINED: value}
            for language, text in texts.items():
                if isinstance(text, str):
                    words.setdefault(language, []).append(text)
    identifiers = [v for one in expanded(fmt, public) if one.is_identifier for v in _identifier_texts(one, public)]
    concepts = [
        concept_code(one.kind.scheme, identifier)
        for one in expanded(fmt, public)
        if isinstance(one.kind, Concept) and one.name != "government"
        for value in values_of(one, public)
        if isinstance(identifier := _identifier(value), str)
    ]
    concepts += [fmt.term] if fmt.term else []
    lent = {language: _unique(texts) for language, texts in words.items()}
    return Cited(lent, _unique(identifiers), _unique(concepts))


def _identifier_texts(one: Field, public: Json) -> Iterator[str]:
    for value in values_of(one, public):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (text for text in value.values() if isinstance(text, str))


def _collect_common_facets(publication: Publication, fmt: Format, public: Json, found: _Collected) -> None:
    found.facets["format"] = [fmt.slug]
    found.facets["realm"] = [publication.realm, *publication.realms]
    found.facets["language"] = list(languages_of(public))
    found.facets["year"] = [str(publication.published_on.year)]
    if government := government_in(publication.owner):
        found.facets["government"] = [government]
    if publication.is_demonstration:
        found.facets["demonstration"] = ["yes"]


def _collect(one: Field, value: Any, found: _Collected, vocabulary: Vocabulary) -> None:
    kind = one.kind
    match kind:
        case Text():
            if isinstance(value, str):
                found.add_texts({UNDETERMINED: value})
                found.identifiers.extend([value] if one.is_identifier else [])
        case LocalText(is_rich=is_rich):
            if isinstance(value, dict):
                found.add_texts(value, is_rich=is_rich)
                found.identifiers.extend(_identifier_texts(one, {one.name: value}) if one.is_identifier else [])
        case OecdIdentifier():
            if isinstance(value, str):
                found.identifiers.extend((oecd_printed(value), oecd_plain(value)))
                found.add_texts({UNDETERMINED: value})
        case Concept(scheme=scheme):
            _collect_term(one, value, scheme, found, vocabulary)
        case Choice():
            _add_facet(one, [str(value)], found)
        case YesNo():
            _add_facet(one, ["yes" if value is True else "no"], found)
        case RecordReference():
            identifier = _identifier(value)
            _add_facet(one, [identifier.partition("@")[0]] if identifier else [], found)
        case WebLink():
            name = value.get("name") if isinstance(value, dict) else None
            found.add_texts({UNDETERMINED: name})
        case Day():
            _collect_day(one, value, found)
        case Legacy():
            for text in _texts_within(value):
                found.add_texts({UNDETERMINED: text}, is_rich=True)
        case Email() | WholeNumber() | Number() | Url() | MapPoint() | Construct() | Group():
            # Addresses of people and bare numbers are not searched; elements of a construct are among the references.
            pass
        case _:
            assert_never(kind)


def _texts_within(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value, keys left out. Never recurses: imports may hold anything."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case dict() as found:
                waiting.extend(found.values())
            case list() as found:
                waiting.extend(found)
            case _:
                continue


def _collect_term(one: Field, value: Any, scheme: str, found: _Collected, vocabulary: Vocabulary) -> None:
    identifier = _identifier(value)
    if identifier is None:
        return
    if identifier == OTHER and isinstance(value.get("customValue"), dict):
        found.add_texts(value["customValue"])
    codes = vocabulary.with_broader(scheme, identifier)
    _add_facet(one, codes, found)
    found.concepts.extend(concept_code(scheme, code) for code in codes)


def concept_code(scheme: str, identifier: str) -> str:
    """Return the code by which the index knows a term. Two letters may be a country or a language."""
    is_government = scheme == COUNTRIES or (scheme == REGIONS and len(identifier) == _GOVERNMENT_CHARS)
    return f"country:{identifier}" if is_government else identifier


def _collect_day(one: Field, value: Any, found: _Collected) -> None:
    try:
        found.dates[path_of(one.name)] = days_since_epoch(date.fromisoformat(str(value)))
    except ValueError:
        return


def _add_facet(one: Field, codes: list[str] | tuple[str, ...], found: _Collected) -> None:
    if one.facet:
        found.facets.setdefault(one.facet, []).extend(codes)


def _identifier(value: Any) -> str | None:
    identifier = value.get("identifier") if isinstance(value, dict) else None
    return identifier if isinstance(identifier, str) else None


def _unique(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))
