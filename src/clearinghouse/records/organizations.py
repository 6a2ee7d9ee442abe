"""Organizations: whoever drafted the first published record of one may from then on publish in its name."""

from datetime import datetime

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.granting import Occasion, hold, said
from clearinghouse.accounts.models import Account, Role
from clearinghouse.accounts.person import Held, Subject, person_of
from clearinghouse.core.owners import OwnerKind, is_owner, owner_named
from clearinghouse.formats.catalogue.bch.organization import ORGANIZATION
from clearinghouse.records.models import Draft, Record
from clearinghouse.records.team_news import tell_of_role


def welcome_organization(record: Record, draft: Draft, *, by: Account, at: datetime) -> None:
    """Make the author of an organization's first revision its editor, within the transaction of the publication.

    Not an officer of the secretariat, who keeps the records of all, nor anyone where the organization is known already.
    """
    if record.format_slug != ORGANIZATION.slug or record.latest != 1:
        return
    author = draft.author
    is_officer = person_of(author).holds(Role.SECRETARIAT_OFFICER, Subject("", record.realm, record.format_slug))
    if is_officer or not author.is_active:
        return
    held = Held(Role.ORGANIZATION_EDITOR.value, owner_named(OwnerKind.ORGANIZATION, record.guid))
    if not is_owner(held.owner):
        # A GUID that a client made of signs with which no owner begins.
        return
    row = hold(author, held, by=by, at=at, is_confirmed=False)
    note("role-granted", by=by, at=at, owner=held.owner, about=str(author.opaque_id), details=said(row))
    tell_of_role([author], Occasion.GRANTED, held, at=at, data={"name": author.name, "by": by.name})
