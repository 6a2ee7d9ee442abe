"""Filters for texts in several languages."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def in_language(texts: Mapping[str, str], code: str) -> str:
    """Return the text of one language, "" where there is none."""
    return texts.get(code, "")
