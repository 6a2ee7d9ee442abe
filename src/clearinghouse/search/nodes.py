"""What a query asks of a text, already analysed: engines only compare tokens."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

TextField = Literal["text", "title"]


@dataclass(frozen=True, slots=True)
class Term:
    """A token in the texts or the title, in one of FIELD_LANGUAGES."""

    field: TextField
    language: str
    token: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens with their distances from the first one; at least two, the first at 0."""

    field: TextField
    language: str
    tokens: tuple[tuple[int, str], ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a token."""

    field: TextField
    language: str
    token: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a vocabulary that the record carries or names. is_near: a part of its label was asked for."""

    code: str
    weight: float = 1.0
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an identifier, see analysis/identifiers.py."""

    key: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Related:
    """A record that the record refers to."""

    guid: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Of:
    """A code of a facet or a group of them, as the government that published the record, or its region.

    weight: what it adds to the order, however rare the code is.
    """

    facet: str
    code: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these; the best of them counts for the order, or all that are found together."""

    nodes: "tuple[Node, ...]"
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of these."""

    nodes: "tuple[Node, ...]"


Leaf = Term | Phrase | Prefix | Concept | Key | Related | Of
Node = Leaf | AnyOf | AllOf


def any_of(nodes: "tuple[Node, ...]") -> Node:
    """Return AnyOf, or the node itself where there is only one."""
    distinct = tuple(dict.fromkeys(nodes))
    return distinct[0] if len(distinct) == 1 else AnyOf(distinct)


def all_of(nodes: "tuple[Node, ...]") -> Node:
    """Return AllOf, or the node itself where there is only one."""
    distinct = tuple(dict.fromkeys(nodes))
    return distinct[0] if len(distinct) == 1 else AllOf(distinct)


def leaves(node: Node) -> Iterator[Leaf]:
    """Return every leaf under `node`."""
    match node:
        case AnyOf(nodes) | AllOf(nodes):
            for child in nodes:
                yield from leaves(child)
        case Term() | Phrase() | Prefix() | Concept() | Key() | Related() | Of():
            yield node
        case _:
            assert_never(node)
