"""What of a community's record each reader is shown: by its terms in force, whatever a revision was published under."""

from collections.abc import Iterable

from django.db.models import F

from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person
from clearinghouse.core.canonical import Json, parsed
from clearinghouse.derived.community import Access, Terms, as_others_read, terms_in
from clearinghouse.derived.reading import is_personal, titles_of
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Audience
from clearinghouse.ledger.models import Part
from clearinghouse.records.models import Record, Revision


def open_body(record: Record, public: Json) -> Json:
    """Return what everyone may read of a public part: all of it, but for a community's record and its terms."""
    if record.is_withdrawn:
        return {}
    return as_others_read(public, record.format, terms_for(record, public)) if record.community else public


def terms_for(record: Record, public: Json) -> Terms:
    """Return the terms for one revision: those of the record, and its own where they are narrower."""
    return record.terms.narrowed(terms_in(public))


def body_for(person: Person, record: Record, public: Json, sealed: Json) -> Json:
    """Return what one person is shown of a revision of a community's record."""
    if is_allowed(person, "see-community-knowledge", record.subject):
        sees_internal = is_allowed(person, "see-internal", record.subject)
        theirs = {name: value for name, value in sealed.items() if sees_internal or _is_shared(record, name)}
        return {**public, **theirs}
    terms = terms_for(record, public)
    is_let_in = terms.access in _OPEN_TO_ACCOUNTS and is_allowed(person, "see-personal", record.subject)
    if record.is_withdrawn or not is_let_in:
        return open_body(record, public)
    whole = {**public, **sealed}
    names = [name for name in sealed if _is_for_accounts(record, name, whole, terms)]
    return as_others_read({**public, **{name: sealed[name] for name in names}}, record.format, terms.opened)


def own_titles(person: Person, records: Iterable[Record]) -> dict[str, dict[str, str]]:
    """Return the titles of records that a community keeps to itself, for its people; one query if there is any."""
    hidden = {one.guid: one for one in records if one.terms.is_hidden and not one.is_withdrawn}
    mine = {guid for guid, one in hidden.items() if is_allowed(person, "see-community-knowledge", one.subject)}
    if not mine:
        return {}
    latest = Revision.objects.filter(record_id__in=mine, number=F("record__latest"), entry__parts__name=Part.SEALED)
    texts = latest.values_list("record_id", "entry__parts__text")
    return {guid: titles_of(parsed(text), hidden[guid].format) for guid, text in texts}


def kept_from_others(record: Record, public: Json, body: Json) -> frozenset[str]:
    """Return the names of the fields of which a reader is shown more than everyone is."""
    for_all = open_body(record, public)
    names = (one.name for one in record.format)
    return frozenset(name for name in names if answer_at(body, name) != answer_at(for_all, name))


_OPEN_TO_ACCOUNTS = (Access.EVERYONE, Access.SIGNED_IN)


def _is_shared(record: Record, name: str) -> bool:
    """Say whether a sealed answer is not for the owner's officers alone; those that no format knows are."""
    fields = [one for one in record.format if one.name == name or one.name.startswith(f"{name}.")]
    return bool(fields) and all(one.audience is not Audience.OWNER for one in fields)


def _is_for_accounts(record: Record, name: str, whole: Json, terms: Terms) -> bool:
    """Say whether whoever signs in is shown a sealed answer."""
    if not _is_shared(record, name):
        return False
    if terms.access is Access.SIGNED_IN:
        return True
    circumstances = Circumstances(record.realm, is_published=True, community=record.community)
    fields = [one for one in record.format if one.name == name or one.name.startswith(f"{name}.")]
    return any(one.audience is Audience.SIGNED_IN or is_personal(one, whole, circumstances) for one in fields)
