"""Which text is a translation of which: known by what the two say, so that rows may move."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import is_language_tag, normal_tag
from clearinghouse.derived.form_texts import address_of, as_html, as_typed
from clearinghouse.formats.answers import answer_at, path_of
from clearinghouse.formats.format import Format, expanded
from clearinghouse.formats.kinds import LocalText

MAX_FORMER_CHARS = 20_000
_PARTS = 6


@dataclass(frozen=True, slots=True)
class Origin:
    """That the text of `language` was translated from that of `source`.

    digest, source_digest: of what both said (see form_texts.address_of). former: what the source said as it would be
    typed, once it has changed; kept in drafts alone.
    """

    path: str
    language: str
    source: str
    digest: str
    source_digest: str
    former: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says of one text: from which language it is, "" if from none; is_right: it still says the same."""

    path: str
    language: str
    source: str
    digest: str
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One text in its languages. name: with the numbers of rows."""

    name: str
    path: str
    is_rich: bool
    texts: Mapping[str, str]

    def address(self, language: str) -> str:
        """Return the digest of what the text says in a language, "" if it says nothing."""
        text = self.texts.get(language, "")
        return address_of(text, is_rich=self.is_rich) if text else ""

    def typed(self, language: str) -> str:
        """Return the text as it is typed."""
        text = self.texts.get(language, "")
        return as_typed(text) if self.is_rich else text


def place_of(name: str, value: Any, *, is_rich: bool) -> Place:
    """Return the place with a value as a body has it; what has a wrong shape is left out."""
    texts = value.items() if isinstance(value, dict) else ()
    filled = {code: text for code, text in texts if isinstance(text, str) and text.strip()}
    return Place(name, path_of(name), is_rich, filled)


def places_in(body: Json, fmt: Format) -> Iterator[Place]:
    """Yield every text of a body that has languages, in the order of the form."""
    for one in expanded(fmt, body):
        if not isinstance(one.kind, LocalText):
            continue
        value = answer_at(body, one.name)
        rows = value if one.is_repeated and isinstance(value, list) else [value]
        for number, row in enumerate(rows):
            name = f"{one.name}.{number}" if one.is_repeated else one.name
            if (place := place_of(name, row, is_rich=one.kind.is_rich)).texts:
                yield place


def origin_of(origins: Iterable[Origin], place: Place, language: str) -> Origin | None:
    """Return where the text of a place in a language is from, one whose source has not changed if several say so."""
    mine = [one for one in origins if one.path == place.path and one.language == language]
    digest = place.address(language) if mine else ""
    found = [one for one in mine if one.digest == digest]
    return next((one for one in found if not is_stale(one, place)), found[0] if found else None)


def is_stale(origin: Origin, place: Place) -> bool:
    """Say whether the text that was translated says something else by now."""
    return bool(place.texts.get(origin.source)) and place.address(origin.source) != origin.source_digest


def origins_after(
    origins: Sequence[Origin], fmt: Format, *, before: Json, after: Json, said: Sequence[Said] = ()
) -> list[Origin]:
    """Return what is known of a body that takes the place of another. said: by the form it was sent with, if by any."""
    known = {(one.path, one.language) for one in origins} | {(one.path, one.language) for one in said}
    words = {(one.path, one.language, one.digest): one for one in said}
    former = {place.name: place for place in places_in(before, fmt)} if known else {}
    kept: dict[Origin, None] = {}
    for place in places_in(after, fmt) if known else ():
        for language in place.texts:
            if (place.path, language) in known:
                digest = place.address(language)
                earlier = former.get(place.name)
                origin = origin_of(origins, place, language)
                if origin is None and earlier is not None:
                    origin = origin_of(origins, earlier, language)
                origin = _as_said(origin, words.get((place.path, language, digest)), place)
                if origin is not None:
                    kept[_followed(replace(origin, digest=digest), place, earlier)] = None
    return list(kept)


def _as_said(origin: Origin | None, word: Said | None, place: Place) -> Origin | None:
    if word is None:
        return origin
    if word.source == word.language or word.source not in place.texts:
        # The source may have been emptied while its translation stays.
        return origin if origin is not None and origin.source == word.source else None
    if origin is not None and origin.source == word.source and not word.is_right:
        return origin
    return Origin(word.path, word.language, word.source, word.digest, place.address(word.source))


def _followed(origin: Origin, place: Place, earlier: Place | None) -> Origin:
    """Return an origin with what its source said before, from the moment that it says something else."""
    if not is_stale(origin, place):
        return replace(origin, former="")
    if origin.former or earlier is None or earlier.address(origin.source) != origin.source_digest:
        return origin
    return replace(origin, former=earlier.typed(origin.source)[:MAX_FORMER_CHARS])


def published(origins: Iterable[Origin], body: Json, fmt: Format) -> list[Origin]:
    """Return what a record keeps: only what speaks of its texts, and digests alone."""
    found: dict[Origin, None] = {}
    origins = list(origins)
    for place in places_in(body, fmt) if origins else ():
        for language in place.texts:
            if (origin := origin_of(origins, place, language)) is not None:
                found[replace(origin, former="")] = None
    return list(found)


def said_in(posted: Mapping[str, Sequence[str]], fmt: Format, former: Json) -> list[Said]:
    """Return what a sent form says of its texts: `o.<name>.<language>` beside `f.<name>.<language>`."""
    right = set(posted.get("right", ()))
    said = []
    for key, values in posted.items():
        if not key.startswith("o."):
            continue
        name, _, code = key[2:].rpartition(".")
        field = fmt.find(name) or fmt.find(name.rpartition(".")[0])
        text = next(reversed(posted.get(f"f.{key[2:]}", ())), "")
        if field is None or not isinstance(field.kind, LocalText) or not is_language_tag(code) or not text.strip():
            continue
        language, source = normal_tag(code), normal_tag(values[-1]) if values else ""
        html = _sent_html(text, answer_at(former, name), language) if field.kind.is_rich else text
        digest = address_of(html, is_rich=field.kind.is_rich)
        said.append(Said(path_of(name), language, source, digest, f"{name}.{code}" in right))
    return said


def _sent_html(text: str, former: Any, language: str) -> str:
    return as_html(text, former.get(language) if isinstance(former, dict) else None)


def origins_from(text: str) -> list[Origin]:
    """Read what `origins_text` wrote."""
    rows = json.loads(text)
    return [Origin(*map(str, row)) for row in rows if isinstance(row, list) and len(row) == _PARTS]


def origins_text(origins: Iterable[Origin]) -> str:
    """Write origins down for a column, in one order."""
    rows = [[one.path, one.language, one.source, one.digest, one.source_digest, one.former] for one in origins]
    return json.dumps(sorted(rows), ensure_ascii=False)
