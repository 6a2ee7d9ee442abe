"""Browsers in words, as far as they say what they are."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

# In this order: most call themselves by the names of those that came before them, too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_MAX_CHARS = 60


def browser_named(agent: str) -> str:
    """Return “Firefox on Windows” for what a browser says of itself; the beginning of it where it is none we know."""
    browser, system = _first(_BROWSERS, agent), _first(_SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or agent[:_MAX_CHARS].strip() or _("Unknown browser")


def _first(names: Sequence[tuple[str, str]], agent: str) -> str:
    return next((name for mark, name in names if mark in agent), "")
