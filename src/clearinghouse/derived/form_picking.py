"""Controls that choose from what exists: terms of a scheme, records of a format."""

from collections.abc import Iterator
from typing import Any

from clearinghouse.core.identifiers import MalformedIdentifierError, parse_reference
from clearinghouse.core.languages import BY_CODE, direction_of, tag_of
from clearinghouse.derived.forms import (
    FormSituation,
    Input,
    Pick,
    PickControl,
    ReferenceControl,
    prefix,
    text_of,
)
from clearinghouse.derived.pages import OTHER_LABEL, Card
from clearinghouse.formats.conditions import terms_in
from clearinghouse.formats.format import Field
from clearinghouse.formats.kinds import COUNTRIES, Concept, RecordReference
from clearinghouse.vocabularies.concepts import OTHER, Term, Vocabulary

# Up to this many, all choices are seen at once; beyond, the list scrolls and can be filtered.
FEW = 8


def pick_term(
    one: Field, kind: Concept, value: Any, situation: FormSituation, languages: tuple[str, ...]
) -> PickControl:
    """Return the control for one term or several."""
    chosen = frozenset(_meant(kind, one, situation.vocabulary) for one in terms_in(value))
    picks = [
        Pick(
            term.identifier,
            term.label(situation.language),
            term.identifier in chosen,
            depth,
            term.identifier in kind.not_selectable,
        )
        for term, depth in _tree(kind, situation.vocabulary, situation.language)
        if (term.identifier != OTHER or not kind.allows_other) and (not term.is_deprecated or term.identifier in chosen)
    ]
    known = {pick.value for pick in picks} | {OTHER}
    picks += [Pick(identifier, identifier, is_chosen=True) for identifier in sorted(chosen - known)]
    other: tuple[Input, ...] = ()
    if kind.allows_other:
        picks.append(Pick(OTHER, situation.say(OTHER_LABEL), OTHER in chosen))
        other = tuple(_other_inputs(one, value, languages))
    widget = "checkbox" if one.is_repeated else "select" if len(picks) > FEW else "radio"
    return PickControl(
        prefix(one.name),
        widget,
        tuple(picks),
        other,
        OTHER if kind.allows_other else "",
        len(picks) > FEW * 2,
    )


def _meant(kind: Concept, identifier: str, vocabulary: Vocabulary) -> str:
    """Return the identifier that an old one leads to."""
    term = vocabulary.term(kind.scheme, identifier)
    return term.identifier if term else identifier


def _tree(kind: Concept, vocabulary: Vocabulary, language: str) -> Iterator[tuple[Term, int]]:
    scheme = kind.scheme
    tops = vocabulary.narrower(scheme, kind.below) if kind.below else vocabulary.roots(scheme)
    if scheme == COUNTRIES:
        tops = tuple(sorted(tops, key=lambda term: term.label(language)))
    waiting = [(term, 0) for term in reversed(tops)]
    seen: set[str] = set()
    while waiting:
        term, depth = waiting.pop()
        if term.identifier in seen:
            continue
        seen.add(term.identifier)
        yield term, depth
        waiting.extend((below, depth + 1) for below in reversed(vocabulary.narrower(scheme, term.identifier)))


def _other_inputs(one: Field, value: Any, languages: tuple[str, ...]) -> Iterator[Input]:
    items = value if isinstance(value, list) else [value]
    found = next((i for i in items if isinstance(i, dict) and i.get("identifier") == OTHER), {})
    custom = found.get("customValue")
    texts = custom if isinstance(custom, dict) else {}
    for code in languages:
        own_name = BY_CODE[code].name if code in BY_CODE else code
        name = prefix(one.name, "other", code)
        yield Input(name, text_of(texts.get(code)), code, tag_of(code), direction_of(code), own_name)


def reference_control(one: Field, kind: RecordReference, value: Any, situation: FormSituation) -> ReferenceControl:
    """Return the control for references: what is chosen, and what a search has found."""
    items = value if isinstance(value, list) else [value]
    identifiers = [i["identifier"] for i in items if isinstance(i, dict) and isinstance(i.get("identifier"), str)]
    chosen = tuple(_chosen(identifier, situation) for identifier in identifiers)
    picking = situation.picking if situation.picking and situation.picking.field == one.name else None
    taken = {pick.value.partition("@")[0] for pick in chosen}
    found = tuple(_pick(card) for card in picking.found if card.guid not in taken) if picking else ()
    query = picking.query if picking else ""
    return ReferenceControl(
        prefix(one.name),
        one.is_repeated,
        chosen,
        found,
        query,
        kind.formats,
        was_searched=picking is not None,
    )


def _chosen(identifier: str, situation: FormSituation) -> Pick:
    try:
        card = situation.cards.get(parse_reference(identifier).guid)
    except MalformedIdentifierError:
        card = None
    if card is None:
        return Pick(identifier, identifier, is_chosen=True)
    return Pick(identifier, card.title.text, is_chosen=True, note=card.number)


def _pick(card: Card) -> Pick:
    return Pick(card.guid, card.title.text, note=card.number)
