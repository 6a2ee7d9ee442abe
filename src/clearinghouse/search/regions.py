"""The facet of regions and groups: who belongs to which follows from what is known of governments today."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils import timezone

from clearinghouse.parties.queries import current_parties
from clearinghouse.parties.snapshot import Parties
from clearinghouse.search.groups import Groups


def current_groups() -> Mapping[str, Groups]:
    """Return the facets that are groups: `region`, of governments that belong to regions and groups today."""
    return {"region": _regions(current_parties(), timezone.now().date())}


@lru_cache(maxsize=2)
def _regions(parties: Parties, on: date) -> Groups:
    members = {group.identifier: frozenset(parties.members(group.identifier, on)) for group in parties.groups}
    return Groups("government", {group: codes for group, codes in members.items() if codes})
