"""All accounts of the node, for administrators."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from clearinghouse.accounts.helping import EVERYBODY
from clearinghouse.accounts.models import Account, RoleHeld
from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import Person
from clearinghouse.accounts.teams import held_of
from clearinghouse.web.owners import learn
from clearinghouse.web.roles_shown import held_name

MOST_ROLES = 5


@dataclass(frozen=True, slots=True)
class AccountShown:
    """One account in the list. more_roles: how many beside those that are shown."""

    key: str
    name: str
    email: str
    roles: list[str]
    more_roles: int
    last_seen: datetime | None
    is_active: bool
    is_reader: bool


def accounts_found(person: Person, text: str, at: datetime) -> QuerySet[Account]:
    """Return the accounts whose address or name holds a text, by name. Raises NotAllowedError."""
    require(person, "manage-accounts", EVERYBODY)
    found = Account.objects.filter(closed_at=None).order_by("name", "pk")
    # PostgreSQL refuses to be asked for a text with NUL in it.
    wanted = text.replace("\0", "").strip()
    if wanted:
        found = found.filter(Q(email__icontains=wanted) | Q(name__icontains=wanted))
    rows = RoleHeld.objects.in_force(at).order_by("owner", "role")
    return found.prefetch_related(Prefetch("roles_held", queryset=rows, to_attr="in_force"))


def accounts_shown(accounts: list[Account], person: Person) -> list[AccountShown]:
    """Return one page of accounts, in two queries more."""
    roles: dict[int, list[RoleHeld]] = {one.pk: getattr(one, "in_force", []) for one in accounts}
    learn(row.owner for rows in roles.values() for row in rows)
    return [
        AccountShown(
            str(one.opaque_id),
            one.name,
            one.email,
            [held_name(held_of(row)) for row in roles[one.pk][:MOST_ROLES]],
            max(0, len(roles[one.pk]) - MOST_ROLES),
            one.last_login,
            one.is_active,
            one.pk == person.account_id,
        )
        for one in accounts
    ]
