"""A visitor as the permission table sees them, and what an action is done to."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from clearinghouse.accounts.models import Account, Role
from clearinghouse.accounts.second_factors import lacks_second_factor
from clearinghouse.core.owners import OwnerKind, owner_named

Visitor = Account | AnonymousUser


class State(StrEnum):
    """Where the thing stands to which something is done."""

    NEW = "new"
    EDITING = "editing"
    REQUESTED = "requested"
    RETURNED = "returned"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Held:
    """One role for one owner; realm and format limit it, "" does not. instrument: of a focal point."""

    role: str
    owner: str = ""
    realm: str = ""
    format: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is done to. owner: see core.owners; author_id: of a draft; state: None where it has none.

    delegates: the accounts to whom a section of a draft is given at present.
    """

    owner: str
    realm: str = ""
    format: str = ""
    author_id: int | None = None
    state: State | None = None
    is_directly_published: bool = False
    delegates: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """A visitor: account id (None for nobody), roles in force, opaque id.

    scopes: what a token allows, None without one. lacks_second_factor: whether the node asks for a second factor that
    this account has not set up, so that nothing is published in its name.
    """

    account_id: int | None = None
    roles: frozenset[Held] = field(default_factory=frozenset)
    opaque_id: str = ""
    scopes: frozenset[str] | None = None
    lacks_second_factor: bool = False

    def holds(self, role: Role, subject: Subject) -> bool:
        """Say whether the person holds a role for the owner, realm and format of a subject."""
        return any(
            held.role == role.value
            and held.owner == subject.owner
            and held.realm in ("", subject.realm)
            and held.format in ("", subject.format)
            for held in self.roles
        )

    def has_role(self, role: Role, owner: str = "") -> bool:
        """Say whether the person holds a role for an owner, however limited."""
        return any(held.role == role.value and held.owner == owner for held in self.roles)

    def owners(self) -> frozenset[str]:
        """Return every owner but the secretariat for whom the person holds a role."""
        return frozenset(held.owner for held in self.roles if held.owner)

    @property
    def own(self) -> str:
        """The person as the owner of records; "" for nobody."""
        return owner_named(OwnerKind.USER, self.opaque_id) if self.opaque_id else ""


NOBODY = Person()


_known: ContextVar[dict[tuple[int, frozenset[str] | None], Person] | None] = ContextVar("known_people", default=None)


@contextmanager
def one_reading_of_people() -> Iterator[None]:
    """Until the end of the block, read the roles of each visitor once. For requests that only look."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def person_of(visitor: Visitor) -> Person:
    """Return the roles of a visitor, read in one query, and one more where the node asks for a second factor."""
    if not isinstance(visitor, Account) or not visitor.is_active:
        return NOBODY
    held = _known.get()
    if held is None:
        return _read(visitor)
    key = (visitor.pk, visitor.token_scopes)
    if key not in held:
        held[key] = _read(visitor)
    return held[key]


def _read(visitor: Account) -> Person:
    rows = visitor.roles_held.in_force(timezone.now()).values_list(
        "role", "owner", "realm", "format_slug", "instrument"
    )
    roles = frozenset(Held(*row) for row in rows)
    return Person(
        visitor.pk,
        roles,
        str(visitor.opaque_id),
        visitor.token_scopes,
        lacks_second_factor(visitor, {held.role for held in roles}),
    )
