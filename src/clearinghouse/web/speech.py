"""Saying messages in the language of the page."""

import re

from django.utils.translation import pgettext

from clearinghouse.core.messages import Message


def say(message: Message) -> str:
    """Translate a message into the active language."""
    return pgettext(message.context, message.text)


_SIGN_OF_NAME = re.compile(r"(?<=[A-Za-z0-9])((?:</mark>)?[™®℠©])(?!\u200e)")


def signs_kept(text: str) -> str:
    """Return a text, or its markup, in which the sign of a trade mark stays behind its Latin name in Arabic, too.

    The sign has no direction of its own: at the end of an Arabic title it would go to the other side of the name.
    """
    return _SIGN_OF_NAME.sub("\\1\u200e", text)


def set_off(name: str) -> str:
    """Return a name for a plain sentence, isolated so that neither turns the direction of the other."""
    return f"\u2068{name}\u2069"
