"""Our queries in the terms of Tantivy."""

import re
from collections.abc import Iterable, Mapping
from typing import assert_never

import tantivy

from clearinghouse.search.groups import Groups
from clearinghouse.search.nodes import AllOf, AnyOf, Concept, Key, Node, Of, Phrase, Prefix, Related, Term
from clearinghouse.search.query import SPECIAL_FIELDS, Filter, In, Query, Range
from clearinghouse.search.tantivy_schema import date_field, date_value

_Must = tantivy.Occur.Must
_Should = tantivy.Occur.Should
_MustNot = tantivy.Occur.MustNot
_FIELD_OF_SPECIAL = {"guid": "id", "concept": "concept", "related": "related"}
_FACET_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_MOST_CODES = 1_000
"""How many codes of a facet are looked at unless more are asked for."""
# Without this each segment gives only its own commonest codes, and counts differ from engine to engine.
_MOST_CODES_OF_SEGMENT = 65_000


class Translator:
    """Makes Tantivy queries for one schema. dates: the columns it has; groups: facets that it has not."""

    def __init__(
        self, schema: tantivy.Schema, dates: tuple[str, ...], groups: Mapping[str, Groups] | None = None
    ) -> None:
        self._schema = schema
        self._dates = dates
        self.groups = groups or {}

    def whole(self, query: Query) -> tantivy.Query:
        """Return everything `query` asks: texts, exclusions, filters, visibility."""
        parts = [(_Must, self._node(node)) for node in query.must]
        parts += [(_MustNot, self._node(node)) for node in query.must_not]
        parts += [(_Must, self._filter(wanted)) for wanted in query.limits]
        parts.append((_Must, self.visible(query.allowed)))
        return tantivy.Query.boolean_query(parts)

    def without(self, query: Query, unwanted: Filter) -> tantivy.Query:
        """Return everything `query` asks, without what passes a filter."""
        return tantivy.Query.boolean_query([(_Must, self.whole(query)), (_MustNot, self._filter(unwanted))])

    def visible(self, tokens: Iterable[str]) -> tantivy.Query:
        """Return what is visible to the bearer of `tokens`, without effect on the order."""
        return self._any_value("visible", tokens)

    def _filter(self, wanted: Filter, *, score: float = 0.0) -> tantivy.Query:
        match wanted:
            case In(name, values) if name in SPECIAL_FIELDS:
                return self._any_value(_FIELD_OF_SPECIAL[name], values, score=score)
            case In(name, values) if name in self.groups:
                groups = self.groups[name]
                return self._any_value(f"facet.{groups.column}", groups.codes(values), score=score)
            case In(name, values) if _FACET_NAME.match(name):
                return self._any_value(f"facet.{name}", values, score=score)
            case In():
                # A name with path syntax in it would ask for something else.
                return tantivy.Query.empty_query()
            case Range(name, lower, upper):
                return self._range(name, lower, upper=upper)
            case _:
                assert_never(wanted)

    def _any_value(self, field: str, values: Iterable[str], *, score: float = 0.0) -> tantivy.Query:
        several = list(values)
        if len(several) == 1:
            # A set is looked up in the whole dictionary and kept as bits; every search has its visibility.
            chosen = tantivy.Query.term_query(self._schema, field, several[0], "basic")
        else:
            chosen = tantivy.Query.term_set_query(self._schema, field, several)
        return tantivy.Query.const_score_query(chosen, score)

    def _range(self, name: str, lower: int | None, *, upper: int | None) -> tantivy.Query:
        if name not in self._dates:
            return tantivy.Query.empty_query()
        chosen = tantivy.Query.range_query(
            self._schema,
            date_field(name),
            tantivy.FieldType.Integer,
            lower_bound=None if lower is None else date_value(lower),
            upper_bound=None if upper is None else date_value(upper + 1) - 1,
        )
        return tantivy.Query.const_score_query(chosen, 0.0)

    def _node(self, node: Node) -> tantivy.Query:
        match node:
            case AnyOf(nodes, adds_up=True):
                return tantivy.Query.boolean_query([(_Should, self._node(child)) for child in nodes])
            case AnyOf(nodes):
                return tantivy.Query.disjunction_max_query([self._node(child) for child in nodes])
            case AllOf(nodes):
                return tantivy.Query.boolean_query([(_Must, self._node(child)) for child in nodes])
            case Of(facet, code, weight):
                found = self._filter(In(facet, (code,)), score=1.0)
                return tantivy.Query.boost_query(found, weight)
            case Term() | Phrase() | Prefix() | Concept() | Key() | Related():
                found = self._leaf(node)
                return found if node.weight == 1.0 else tantivy.Query.boost_query(found, node.weight)
            case _:
                assert_never(node)

    def _leaf(self, leaf: Term | Phrase | Prefix | Concept | Key | Related) -> tantivy.Query:
        match leaf:
            case Term():
                return tantivy.Query.term_query(self._schema, f"{leaf.field}_{leaf.language}", leaf.token)
            case Phrase():
                words: list[str | tuple[int, str]] = list(leaf.tokens)
                return tantivy.Query.phrase_query(self._schema, f"{leaf.field}_{leaf.language}", words)
            case Prefix():
                # Not phrase_prefix_query: it looks at the first fifty words only.
                pattern = f"{re.escape(leaf.token)}.*"
                return tantivy.Query.regex_query(self._schema, f"{leaf.field}_{leaf.language}", pattern)
            case Concept():
                return tantivy.Query.term_query(self._schema, "concept", leaf.code, "basic")
            case Key():
                return tantivy.Query.term_query(self._schema, "key", leaf.key, "basic")
            case Related():
                return tantivy.Query.term_query(self._schema, "related", leaf.guid, "basic")
            case _:
                assert_never(leaf)


def counts_of(sizes: Mapping[str, int]) -> dict[str, object]:
    """Return the aggregation that counts the codes of facets, by column with how many of each are asked for."""
    return {
        column: {
            "terms": {
                "field": f"facet.{column}",
                "size": min(max(size, _MOST_CODES), _MOST_CODES_OF_SEGMENT),
                "segment_size": _MOST_CODES_OF_SEGMENT,
            }
        }
        for column, size in sizes.items()
    }
