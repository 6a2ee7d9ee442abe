"""Conditions on a body: what decides whether a field is shown or required."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.formats.answers import answer_at


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a condition may know beside the body.

    realm: code of the clearing-house; government: owner's code, "" if none; is_published: a revision exists already.
    community: GUID of the community that owns the record, "" if none does.
    """

    realm: str = "bch"
    government: str = ""
    is_published: bool = False
    community: str = ""


@dataclass(frozen=True, slots=True)
class Equals:
    """The field holds exactly this value."""

    field: str
    value: str | bool | int


@dataclass(frozen=True, slots=True)
class HasTerm:
    """The field (a term or a list of terms) names one of `terms`."""

    field: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsFilled:
    """The field holds anything; `False` and 0 count."""

    field: str


@dataclass(frozen=True, slots=True)
class InRealm:
    """The record belongs to this clearing-house."""

    realm: str


@dataclass(frozen=True, slots=True)
class IsNational:
    """The record is owned by a government."""


@dataclass(frozen=True, slots=True)
class IsCommunity:
    """The record is owned by a community of Indigenous Peoples or a local community."""


@dataclass(frozen=True, slots=True)
class IsPublished:
    """The record has a published revision, so this is an update."""


@dataclass(frozen=True, slots=True)
class Not:
    """The other way round."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyHolds:
    """At least one holds."""

    conditions: tuple["Condition", ...]


Condition = Equals | HasTerm | IsFilled | InRealm | IsNational | IsCommunity | IsPublished | Not | All | AnyHolds


def both(*conditions: Condition) -> All:
    """Join conditions with “and”."""
    return All(conditions)


def either(*conditions: Condition) -> AnyHolds:
    """Join conditions with “or”."""
    return AnyHolds(conditions)


def holds(condition: Condition | bool, body: Json, circumstances: Circumstances) -> bool:
    """Say whether a condition holds for a body. Never raises, whatever the body holds."""
    match condition:
        case bool():
            return condition
        case Equals(field=name, value=value):
            found = answer_at(body, name)
            return type(found) is type(value) and found == value
        case HasTerm(field=name, terms=terms):
            return not set(terms).isdisjoint(terms_in(answer_at(body, name)))
        case IsFilled(field=name):
            return is_filled(answer_at(body, name))
        case InRealm(realm=realm):
            return circumstances.realm == realm
        case IsNational():
            return bool(circumstances.government)
        case IsCommunity():
            return bool(circumstances.community)
        case IsPublished():
            return circumstances.is_published
        case Not(condition=inner):
            return not holds(inner, body, circumstances)
        case All(conditions=inner):
            return all(holds(one, body, circumstances) for one in inner)
        case AnyHolds(conditions=inner):
            return any(holds(one, body, circumstances) for one in inner)
        case _:
            assert_never(condition)


def is_filled(value: Any) -> bool:
    """Say whether a JSON value holds an answer: blanks and empty collections do not, False and 0 do."""
    match value:
        case None:
            return False
        case str():
            return bool(value.strip())
        case dict():
            return any(is_filled(item) for item in value.values())
        case list():
            return any(is_filled(item) for item in value)
        case _:
            return True


def terms_in(value: Any) -> frozenset[str]:
    """Return the term identifiers in a term or a list of terms."""
    items = value if isinstance(value, list) else [value]
    found = (item.get("identifier") for item in items if isinstance(item, dict))
    return frozenset(one for one in found if isinstance(one, str))


def fields_of(condition: Condition | bool) -> frozenset[str]:
    """Return the names of the fields that a condition looks at."""
    match condition:
        case Equals(field=name) | HasTerm(field=name) | IsFilled(field=name):
            return frozenset({name})
        case Not(condition=inner):
            return fields_of(inner)
        case All(conditions=inner) | AnyHolds(conditions=inner):
            return _union(fields_of(one) for one in inner)
        case _:
            return frozenset()


def terms_of(condition: Condition | bool) -> frozenset[tuple[str, str]]:
    """Return the pairs (field, term) that a condition names, which a vocabulary must keep."""
    match condition:
        case HasTerm(field=name, terms=terms):
            return frozenset((name, term) for term in terms)
        case Not(condition=inner):
            return terms_of(inner)
        case All(conditions=inner) | AnyHolds(conditions=inner):
            return frozenset(pair for one in inner for pair in terms_of(one))
        case _:
            return frozenset()


def moved(condition: Condition, names: Mapping[str, str]) -> Condition:
    """Return a condition that looks at other fields: those of a row where it named those of the group."""
    match condition:
        case Equals(field=name) | HasTerm(field=name) | IsFilled(field=name):
            return replace(condition, field=names.get(name, name))
        case Not(condition=inner):
            return Not(moved(inner, names))
        case All(conditions=inner):
            return All(tuple(moved(one, names) for one in inner))
        case AnyHolds(conditions=inner):
            return AnyHolds(tuple(moved(one, names) for one in inner))
        case _:
            return condition


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(item for one in sets for item in one)
