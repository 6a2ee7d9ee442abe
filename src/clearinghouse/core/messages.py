"""Texts of our own that people read: plain values, translated when they are said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """An English source text with its gettext context.

    Plain, so that declarations that carry it stay hashable and the same in every language.
    """

    context: str
    text: str


Say = Callable[[Message], str]
"""Translates a message into the language that the caller has chosen."""


def in_english(message: Message) -> str:
    """Say a message in its source language; the `Say` of tests, logs and schemas."""
    return message.text


def filled(text: str, data: Mapping[str, object]) -> str:
    """Put named values into a translated `%(name)s` text."""
    return text % data if data else text
