"""One prepared node for every test of faults; each begins with a copy of it."""

from collections.abc import Iterator

import pytest

from tests.faults.node import Node, node


@pytest.fixture(scope="session")
def prepared_node() -> Iterator[Node]:
    with node() as made:
        yield made


@pytest.fixture
def fresh(prepared_node: Node) -> Node:
    """A node that nothing has happened to."""
    return prepared_node.fresh()
