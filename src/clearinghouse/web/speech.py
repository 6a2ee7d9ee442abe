"""Saying messages in the language of the page."""

from django.utils.translation import pgettext

from clearinghouse.core.messages import Message


def say(message: Message) -> str:
    """Translate a message into the active language."""
    return pgettext(message.context, message.text)


def set_off(name: str) -> str:
    """Return a name for a plain sentence, isolated so that neither turns the direction of the other."""
    return f"\u2068{name}\u2069"
