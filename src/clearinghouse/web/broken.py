"""References that lead nowhere, for those who look after the records that make them."""

from dataclasses import dataclass
from itertools import islice

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Subject, person_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.projections.links import broken_links
from clearinghouse.records.queries import cards
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import CardShown, card_shown
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say

_MOST_BROKEN = 200


@dataclass(frozen=True, slots=True)
class BrokenReference:
    """A reference to a record that is not here: the record that makes it, in which field, and the identifier."""

    card: CardShown
    field: str
    target: str


def broken_shown(account: Account) -> list[BrokenReference]:
    """Return the broken references of the records that a person looks after."""
    person = person_of(account)
    held = {held.owner for held in person.roles}
    owners = {
        one for one in held if any(is_allowed(person, "see-broken-references", Subject(one, realm)) for realm in REALMS)
    }
    links = list(islice(broken_links(owners), _MOST_BROKEN)) if owners else []
    found = cards((link.source for link in links), current_language().code, account)
    return [
        BrokenReference(
            card_shown(found[link.source], FORMATS[link.source_format].realms[0]),
            _field_label(link.source_format, link.field),
            link.target,
        )
        for link in links
        if link.source in found
    ]


def _field_label(slug: str, name: str) -> str:
    fmt = FORMATS[slug]
    field = fmt.find(name)
    return say(fmt.label_of(field)) if field else name
