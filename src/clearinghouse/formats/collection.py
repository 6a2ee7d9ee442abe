"""All common formats, collected from the folders of the catalogue: one module each."""

import importlib
import pkgutil
from collections.abc import Mapping

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message
from clearinghouse.formats import catalogue
from clearinghouse.formats.community_terms import with_community_terms
from clearinghouse.formats.format import Format


class UnknownFormatError(DomainError):
    """No common format has this name."""

    code = "format-unknown"
    sentence = Message("error", "There is no common format named “%(format)s”.")


def _collected() -> dict[str, Format]:
    found: dict[str, Format] = {}
    for info in pkgutil.walk_packages(catalogue.__path__, f"{catalogue.__name__}."):
        if info.ispkg:
            continue
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, Format):
                if found.get(value.slug, value) is not value:
                    raise ValueError(f"two formats are named {value.slug}")
                found[value.slug] = value
    return {slug: with_community_terms(fmt) for slug, fmt in sorted(found.items())}


FORMATS: dict[str, Format] = _collected()
"""Every format by its slug."""


def get_format(slug: str, formats: Mapping[str, Format] = FORMATS) -> Format:
    """Return a format. Raises UnknownFormatError."""
    if slug not in formats:
        raise UnknownFormatError(format=slug[:80])
    return formats[slug]
