"""Addresses of pages, as notices lead to them."""

import logging

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from clearinghouse.notices.kinds import About

logger = logging.getLogger(__name__)


def page_of(about: About) -> str:
    """Return the path of the page that a notice leads to in the active language, "" for none."""
    if not about.link:
        return ""
    try:
        return reverse(about.link, args=about.link_arguments)
    except NoReverseMatch:
        # A page that an older version had: the notice stays readable.
        logger.warning("notice leads nowhere link=%s", about.link)
        return ""


def absolute(path: str) -> str:
    """Return a path as an address that works from a mail."""
    return f"{settings.ADDRESS}{path}"


def page(name: str, *arguments: str) -> str:
    """Return the whole address of a page in the active language."""
    return absolute(reverse(name, args=arguments))
