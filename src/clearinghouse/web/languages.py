"""Languages in addresses: `/zh/` is the address, `zh-hans` is what Django calls it."""

from typing import Any

from django.urls import URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language, get_language_from_request

from clearinghouse.core.languages import BY_CODE, Language, from_django


class AddressPrefix(LocalePrefixPattern):
    """The first step of every address of a page: the code of the language that is being spoken."""

    @property
    def language_prefix(self) -> str:
        """Return the prefix of the active language, as `zh/`."""
        return f"{from_django(get_language()).code}/"


def in_each_language(*patterns: Any) -> list[URLResolver]:
    """Put patterns under the prefix of the language."""
    return [URLResolver(AddressPrefix(prefix_default_language=True), list(patterns))]


def language_in(path: str) -> Language | None:
    """Return the language that an address begins with, None if it begins with none."""
    return BY_CODE.get(path.lstrip("/").partition("/")[0])


def negotiated(request: Any) -> Language:
    """Return the language that the visitor's browser asks for, English if it is none of the six."""
    return from_django(get_language_from_request(request))


def current_language() -> Language:
    """Return the language in which the page is being written."""
    return from_django(get_language())
