"""Identifiers of others as one step of an address: stable, reversible, whatever they hold."""

from urllib.parse import unquote


class SegmentConverter:
    """Any text as one step. A slash and a percent sign are written in percents of their own.

    Servers undo one layer of percents before they part the steps, so that a slash needs two; Django writes the outer.
    """

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the identifier that a step writes."""
        return unquote(value)

    def to_url(self, value: str) -> str:
        """Return the step for an identifier; a step of dots alone would be taken for a way up."""
        step = value.replace("%", "%25").replace("/", "%2F")
        return step if step.strip(".") else step.replace(".", "%2E")
