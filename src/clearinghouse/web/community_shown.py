"""The terms of a community on the page of its record: labels in its own words, who may read, whom to ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clearinghouse.core.canonical import Json
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.derived.community import Access
from clearinghouse.derived.pages import Reader
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.community_terms import LABELS, TERMS
from clearinghouse.records.community import terms_for
from clearinghouse.records.queries import ReadRevision
from clearinghouse.web.presenting import ShownRow, ShownSection

_SAID_APART = (f"{TERMS}.labels", f"{TERMS}.access")


@dataclass(frozen=True, slots=True)
class LabelShown:
    """One label with what it means, and with the words of the community, None where it gave none."""

    name: str
    meaning: str
    words: Spoken | None


@dataclass(frozen=True, slots=True)
class CommunityCard:
    """What stands beside the title of a community's record.

    access: a sentence on who may read it. asks_to_sign_in: whether signing in shows more.
    """

    labels: list[LabelShown]
    access: str
    rows: list[ShownRow]
    asks_to_sign_in: bool


def community_card(read: ReadRevision, sections: Iterable[ShownSection], reader: Reader) -> CommunityCard | None:
    """Return the terms of a record, None where a community stated none."""
    if not read.record.community or TERMS not in read.body:
        return None
    rows = [row for section in sections if section.name == TERMS for row in section.rows if row.name not in _SAID_APART]
    access = terms_for(read.record, read.body).access
    return CommunityCard(
        list(labels_in(read.body, reader)),
        _said(access, is_whole=not read.hides),
        rows,
        asks_to_sign_in=access is Access.SIGNED_IN and read.hides and not read.sealed,
    )


def labels_in(body: Json, reader: Reader) -> Iterator[LabelShown]:
    """Yield the labels that a body carries; one that no vocabulary knows by its code."""
    stated = answer_at(body, f"{TERMS}.labels")
    for row in stated if isinstance(stated, list) else ():
        code = answer_at(row, "label.identifier") if isinstance(row, dict) else None
        if not isinstance(code, str):
            continue
        term = reader.vocabulary.term(LABELS, code)
        words = answer_at(row, "text")
        yield LabelShown(
            term.label(reader.language) if term else code,
            _meaning(term.definitions, reader.language) if term else "",
            best(words, reader.language) if isinstance(words, dict) else None,
        )


def _meaning(definitions: Mapping[str, str], language: str) -> str:
    found = best(definitions, language)
    return found.text if found else ""


def _said(access: Access, *, is_whole: bool) -> str:
    match access:
        case Access.EVERYONE:
            return _("Everyone may read this record under the terms of the community.")
        case Access.SIGNED_IN:
            return _("The community shares the rest of this record with whoever signs in.")
        case Access.ON_REQUEST:
            return (
                _("The community lets people read the rest of this record on request.")
                if not is_whole
                else _("Only the people of the community see the whole record; others ask the community for it.")
            )
        case Access.COMMUNITY:
            return _("Only the people of the community can find and read this record.")
