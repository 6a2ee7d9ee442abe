"""Who is to decide: the people whom a request waits for, found by the roles they hold."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Held, Person, State, Subject
from clearinghouse.accounts.predicates import is_focal_point

SECRETARIAT = ""


def deciders(subject: Subject, *, action: str = "publish") -> list[Account]:
    """Return the accounts that may decide about a subject, by name. One query, whatever the number of accounts.

    action: `publish` for a request to publish, `retire` for one to retire a record.
    """
    return able_of_each([(subject, action)])[0]


def able_of_each(asked: Sequence[tuple[Subject, str]]) -> list[list[Account]]:
    """Return the deciders about each of several things, each with its action. One query for all."""
    holders = _holders({SECRETARIAT, *(subject.owner for subject, _action in asked)})
    return [_able(holders, subject, action) for subject, action in asked]


def _able(holders: Sequence[tuple[Account, Person]], subject: Subject, action: str) -> list[Account]:
    standing = replace(subject, state=State.REQUESTED if action == "publish" else State.PUBLISHED)
    return [account for account, person in holders if is_allowed(person, action, standing)]


def may_decide(account: Account, subject: Subject, *, action: str = "publish") -> bool:
    """Say whether an account is one of those that may decide."""
    return any(one.pk == account.pk for one in deciders(subject, action=action))


def readers_of(draft: Subject) -> list[Account]:
    """Return the accounts that may see a draft by a role that they hold, by name. One query."""
    holders = _holders({draft.owner, SECRETARIAT})
    return [account for account, person in holders if is_allowed(person, "see-draft", draft)]


def officers_of(realm: str) -> list[Account]:
    """Return the secretariat's officers for a realm."""
    of_realm = Subject(SECRETARIAT, realm)
    holders = _holders({SECRETARIAT}, role=Role.SECRETARIAT_OFFICER)
    return [account for account, person in holders if person.holds(Role.SECRETARIAT_OFFICER, of_realm)]


def focal_points_of(subject: Subject) -> list[Account]:
    """Return the government's focal points for the instruments that look after the realm."""
    holders = _holders({subject.owner}, role=Role.FOCAL_POINT)
    return [account for account, person in holders if is_focal_point(person, subject)]


def people_of(owner: str) -> list[Account]:
    """Return everybody who holds a role for an owner."""
    return [account for account, _person in _holders({owner})]


def _holders(owners: Iterable[str], *, role: Role | None = None) -> list[tuple[Account, Person]]:
    """Return whoever holds a role for one of the owners, as the permission table sees them."""
    rows = RoleHeld.objects.in_force(timezone.now()).filter(owner__in=set(owners), account__is_active=True)
    if role is not None:
        rows = rows.filter(role=role)
    accounts: dict[int, Account] = {}
    roles: dict[int, set[Held]] = {}
    for row in rows.select_related("account").order_by("account__name", "account_id"):
        accounts[row.account_id] = row.account
        held = Held(row.role, row.owner, row.realm, row.format_slug, row.instrument)
        roles.setdefault(row.account_id, set()).add(held)
    return [(account, Person(pk, frozenset(roles[pk]), str(account.opaque_id))) for pk, account in accounts.items()]
