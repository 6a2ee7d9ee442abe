"""Facets that no document holds: groups of the codes of another facet, as they stand when somebody asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Groups of the codes of the facet `column`, of which a record holds one at most; members: group → codes."""

    column: str
    members: Mapping[str, frozenset[str]]

    def codes(self, groups: Iterable[str]) -> list[str]:
        """Return the codes of the members of any of `groups`; none for a group that is not known."""
        return sorted(frozenset[str]().union(*(self.members.get(group, ()) for group in groups)))

    def counts(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Return how many records belong to each group, from how many carry each code."""
        return {group: sum(counts.get(code, 0) for code in codes) for group, codes in self.members.items()}
