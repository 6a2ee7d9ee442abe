"""Conditions of a common format in words: when a question is asked, and when it must be answered."""

from typing import assert_never

from django.utils.translation import gettext as _

from clearinghouse.formats.conditions import (
    All,
    AnyHolds,
    Condition,
    Equals,
    HasTerm,
    InRealm,
    IsCommunity,
    IsFilled,
    IsNational,
    IsPublished,
    Not,
)
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import Choice, Concept
from clearinghouse.formats.messages import with_members
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.languages import current_language
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say

_MOST_NAMED = 6
"""How many terms are named before the rest is counted."""


def condition_said(condition: Condition, fmt: Format) -> str:
    """Return a condition as the rest of a sentence that begins with what is asked."""
    match condition:
        case Equals(field=name, value=value):
            return _("if “%(question)s” is “%(answer)s”") % _about(fmt, name, [value])
        case HasTerm(field=name, terms=terms):
            return _("if “%(question)s” is “%(answer)s”") % _about(fmt, name, terms)
        case IsFilled(field=name):
            return _("if “%(question)s” is answered") % _about(fmt, name)
        case InRealm(realm=realm):
            return _("in the %(realm)s") % {"realm": say(REALMS[realm].name) if realm in REALMS else realm}
        case IsNational():
            return _("for records of a government")
        case IsCommunity():
            return _("for records of a community")
        case IsPublished():
            return _("where it changes a published record")
        case Not(condition=inner):
            return _denied(inner, fmt)
        case All(conditions=inner):
            return _joined([condition_said(one, fmt) for one in inner], _("%(one)s and %(other)s"))
        case AnyHolds(conditions=inner):
            return _joined([condition_said(one, fmt) for one in inner], _("%(one)s or %(other)s"))
        case _:
            assert_never(condition)


def _denied(condition: Condition, fmt: Format) -> str:
    """Return the opposite of a condition in words."""
    match condition:
        case Equals(field=name, value=value):
            return _("unless “%(question)s” is “%(answer)s”") % _about(fmt, name, [value])
        case HasTerm(field=name, terms=terms):
            return _("unless “%(question)s” is “%(answer)s”") % _about(fmt, name, terms)
        case IsFilled(field=name):
            return _("unless “%(question)s” is answered") % _about(fmt, name)
        case InRealm(realm=realm):
            return _("not in the %(realm)s") % {"realm": say(REALMS[realm].name) if realm in REALMS else realm}
        case IsNational():
            return _("for records that no government owns")
        case IsCommunity():
            return _("for records that no community owns")
        case IsPublished():
            return _("until it is first published")
        case Not(condition=inner):
            return condition_said(inner, fmt)
        case All(conditions=inner):
            return _joined([_denied(one, fmt) for one in inner], _("%(one)s or %(other)s"))
        case AnyHolds(conditions=inner):
            return _joined([_denied(one, fmt) for one in inner], _("%(one)s and %(other)s"))
        case _:
            assert_never(condition)


def _about(fmt: Format, name: str, values: tuple[str, ...] | list[str | bool | int] = ()) -> dict[str, str]:
    field = next((one for one in with_members(list(fmt)) if one.name == name), None)
    if field is None:
        return {"question": name, "answer": " / ".join(map(str, values))}
    said = [_answer_said(value, field, fmt) for value in values[:_MOST_NAMED]]
    rest = ["…"] if len(values) > _MOST_NAMED else []
    return {"question": say(fmt.label_of(field)), "answer": " / ".join([*said, *rest])}


def _answer_said(value: str | bool | int, field: Field, fmt: Format) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    match field.kind:
        case Choice(options=options):
            labels = {option.value: option.label for option in options}
            return say(fmt.option_label(field, labels[value])) if value in labels else str(value)
        case Concept(scheme=scheme):
            term = current_vocabulary().term(scheme, str(value))
            return term.label(current_language().code) if term else str(value)
        case _:
            return str(value)


def _joined(parts: list[str], pattern: str) -> str:
    said = parts[0] if parts else ""
    for part in parts[1:]:
        said = pattern % {"one": said, "other": part}
    return said
