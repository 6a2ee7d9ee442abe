"""Saying messages in the language of the page."""

from django.utils.translation import pgettext

from clearinghouse.core.messages import Message


def say(message: Message) -> str:
    """Translate a message into the active language."""
    return pgettext(message.context, message.text)
