"""Owners of records as pages name them: governments, organizations and communities by their records, people by none."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.core.multilingual import best
from clearinghouse.core.owners import OwnerKind, key_of, kind_of
from clearinghouse.formats.kinds import COUNTRIES
from clearinghouse.records.models import Record
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.languages import current_language

Titles = dict[str, str]

_known: ContextVar[dict[str, Titles] | None] = ContextVar("known_owners", default=None)
WITH_RECORD = (OwnerKind.ORGANIZATION, OwnerKind.COMMUNITY)
"""Kinds of owners that have a record of their own, which says what they are called."""


@contextmanager
def one_set_of_owners() -> Iterator[None]:
    """Until the end of the block, read the name of each organization and community once."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def learn(owners: Iterable[str]) -> None:
    """Read the names of many owners in one query, before a list says them one by one."""
    held = _known.get()
    if held is None:
        return
    wanted = {owner for owner in owners if kind_of(owner) in WITH_RECORD and owner not in held}
    if wanted:
        held.update(_read(wanted))


def _read(owners: set[str]) -> dict[str, Titles]:
    keys = {key_of(owner): owner for owner in owners}
    found = Record.objects.filter(pk__in=keys).exclude(latest=0)
    unnamed: dict[str, Titles] = {owner: {} for owner in owners}
    return unnamed | {keys[record.guid]: record.titles for record in found}


def _titles_of(owner: str) -> Titles:
    held = _known.get()
    if held is None:
        return _read({owner})[owner]
    learn([owner])
    return held[owner]


def government_name(code: str) -> str:
    """Return the name of a government in the language of the page."""
    term = current_vocabulary().term(COUNTRIES, code)
    return term.label(current_language().code) if term else code.upper()


def owner_name(owner: str) -> str:
    """Return who a record belongs to, "" for a reference record. No record says publicly which person owns it."""
    match kind_of(owner):
        case OwnerKind.SECRETARIAT:
            return ""
        case OwnerKind.GOVERNMENT:
            return government_name(owner)
        case OwnerKind.USER:
            return _("A registered user")
        case OwnerKind.ORGANIZATION:
            return _title(owner) or _("An organization")
        case OwnerKind.COMMUNITY:
            return _title(owner) or _("A community")


def owner_url(owner: str) -> str:
    """Return the page of an owner: of a country, of an organization's or community's record; "" for none."""
    match kind_of(owner):
        case OwnerKind.GOVERNMENT:
            return reverse("country", args=[owner])
        case OwnerKind.COMMUNITY if not _title(owner):
            # Its own record is not there for others to see.
            return ""
        case OwnerKind.ORGANIZATION | OwnerKind.COMMUNITY:
            return reverse("record", args=[key_of(owner)])
        case _:
            return ""


def _title(owner: str) -> str:
    found = best(_titles_of(owner), current_language().code)
    return found.text if found else ""
