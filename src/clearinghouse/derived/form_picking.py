"""Controls that choose from what exists: terms of a scheme, records of a format."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from clearinghouse.core.identifiers import MalformedIdentifierError, parse_reference
from clearinghouse.core.languages import BY_CODE, direction_of, tag_of
from clearinghouse.derived.form_terms import branches, found_terms, tree_of
from clearinghouse.derived.forms import (
    FormSituation,
    Input,
    Pick,
    PickControl,
    ReferenceControl,
    TermControl,
    prefix,
    text_of,
)
from clearinghouse.derived.pages import OTHER_LABEL, Card
from clearinghouse.formats.conditions import terms_in
from clearinghouse.formats.format import Field
from clearinghouse.formats.kinds import Concept, RecordReference
from clearinghouse.vocabularies.concepts import OTHER, Vocabulary

# Up to this many, all choices are seen at once; beyond, the list scrolls and can be filtered.
FEW = 8
# Beyond this many, terms are searched for; the page would be too heavy for a slow line, and the list for anybody.
MANY = 40
# Formats in which a new record is offered at a field.
MOST = 4


def pick_term(
    one: Field, kind: Concept, value: Any, situation: FormSituation, languages: tuple[str, ...], *, fmt: str = ""
) -> PickControl | TermControl:
    """Return the control for one term or several: all of them to choose from, or a search where they are many.

    fmt: slug of the format that the field belongs to.
    """
    chosen = frozenset(_meant(kind, one, situation.vocabulary) for one in terms_in(value))
    terms = [*islice(tree_of(kind, situation.vocabulary, situation.language), MANY + 1)]
    other = tuple(_other_inputs(one, value, languages)) if kind.allows_other else ()
    if len(terms) > MANY:
        return _term_control(one, kind, value, situation, fmt=fmt, other=other)
    picks = [
        Pick(
            term.identifier,
            term.label(situation.language),
            term.identifier in chosen,
            depth,
            term.identifier in kind.not_selectable,
        )
        for term, depth in terms
        if (term.identifier != OTHER or not kind.allows_other) and (not term.is_deprecated or term.identifier in chosen)
    ]
    known = {pick.value for pick in picks} | {OTHER}
    picks += [Pick(identifier, identifier, is_chosen=True) for identifier in sorted(chosen - known)]
    if kind.allows_other:
        picks.append(Pick(OTHER, situation.say(OTHER_LABEL), OTHER in chosen))
    widget = "checkbox" if one.is_repeated else "select" if len(picks) > FEW else "radio"
    return PickControl(
        prefix(one.name),
        widget,
        tuple(picks),
        other,
        OTHER if kind.allows_other else "",
        len(picks) > FEW * 2,
    )


def _term_control(
    one: Field, kind: Concept, value: Any, situation: FormSituation, *, fmt: str, other: tuple[Input, ...]
) -> TermControl:
    vocabulary, language = situation.vocabulary, situation.language
    items = value if isinstance(value, list) else [value]
    named = [i["identifier"] for i in items if isinstance(i, dict) and isinstance(i.get("identifier"), str)]
    meant = dict.fromkeys(_meant(kind, identifier, vocabulary) for identifier in named)
    is_other = kind.allows_other and OTHER in meant
    chosen = tuple(
        Pick(identifier, _label(kind, identifier, situation), is_chosen=True)
        for identifier in meant
        if identifier != OTHER or not kind.allows_other
    )
    picking = situation.picking if situation.picking and situation.picking.field == one.name else None
    found = found_terms(kind, vocabulary, picking.query, language) if picking else ()
    is_browsed = situation.browsing == one.name
    return TermControl(
        prefix(one.name),
        fmt,
        one.is_repeated,
        chosen,
        tuple(pick for pick in found if pick.value not in meant),
        picking.query if picking else "",
        was_searched=picking is not None,
        tree=branches(kind, vocabulary, language, frozenset(meant)) if is_browsed else (),
        other=other,
        other_value=OTHER if kind.allows_other else "",
        is_other_chosen=is_other,
    )


def _label(kind: Concept, identifier: str, situation: FormSituation) -> str:
    term = situation.vocabulary.term(kind.scheme, identifier)
    return term.label(situation.language) if term else identifier


def _meant(kind: Concept, identifier: str, vocabulary: Vocabulary) -> str:
    """Return the identifier that an old one leads to."""
    term = vocabulary.term(kind.scheme, identifier)
    return term.identifier if term else identifier


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
        creatable=tuple((slug, situation.creatable[slug]) for slug in kind.formats if slug in situation.creatable)[
            :MOST
        ],
    )


def _chosen(identifier: str, situation: FormSituation) -> Pick:
    try:
        card = situation.cards.get(parse_reference(identifier).guid)
    except MalformedIdentifierError:
        card = None
    if card is None:
        draft = situation.drafts.get(identifier.partition("@")[0])
        return replace(draft, value=identifier) if draft else Pick(identifier, identifier, is_chosen=True)
    return Pick(identifier, card.title.text, is_chosen=True, note=card.number)


def _pick(card: Card) -> Pick:
    return Pick(card.guid, card.title.text, note=card.number)
