"""Lists of names in the order of the language in which a page is written."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from clearinghouse.vocabularies.letters import name_key
from clearinghouse.web.languages import current_language

Item = TypeVar("Item")


def by_name(items: Iterable[Item], name: Callable[[Item], str]) -> list[Item]:
    """Return items by what they are called; those of one name stay in the order in which they come."""
    language = current_language().code
    return sorted(items, key=lambda item: name_key(name(item), language))
