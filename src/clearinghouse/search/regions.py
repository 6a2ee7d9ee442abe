"""What search knows of governments as they are today: who belongs to which region or group, and the order of names."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils import timezone

from clearinghouse.parties.queries import current_parties
from clearinghouse.parties.snapshot import Parties
from clearinghouse.search.groups import Groups
from clearinghouse.vocabularies.letters import name_key


def current_groups() -> Mapping[str, Groups]:
    """Return the facets that are groups: `region`, of governments that belong to regions and groups today."""
    return {"region": _regions(current_parties(), timezone.now().date())}


def current_countries(language: str) -> tuple[str, ...]:
    """Return the codes of governments in the order in which readers of a language look up their names."""
    return _in_order(current_parties(), language)


@lru_cache(maxsize=12)
def _in_order(parties: Parties, language: str) -> tuple[str, ...]:
    return tuple(sorted(sorted(parties.codes), key=lambda code: name_key(parties.name(code, language), language)))


@lru_cache(maxsize=2)
def _regions(parties: Parties, on: date) -> Groups:
    members = {group.identifier: frozenset(parties.members(group.identifier, on)) for group in parties.groups}
    return Groups("government", {group: codes for group, codes in members.items() if codes})
