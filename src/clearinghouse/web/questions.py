"""What a common format asks, in words for people who prepare an answer."""

import json
from dataclasses import dataclass
from typing import assert_never

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.derived.samples import sample_body
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Audience, Field, Format
from clearinghouse.formats.kinds import (
    COUNTRIES,
    REGIONS,
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
    Kind,
    Legacy,
    LocalText,
    MapPoint,
    Number,
    OecdIdentifier,
    RecordReference,
    Text,
    Url,
    WebLink,
    WholeNumber,
    YesNo,
)
from clearinghouse.formats.messages import with_members
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.conditions_said import condition_said
from clearinghouse.web.languages import current_language
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a format. need: always, sometimes (on a condition) or never.

    asked, needed: in which case it is asked and must be answered, "" where always or never. options: what may be
    chosen. lists: the vocabulary to choose from, none or one.
    """

    name: str
    label: str
    help: str
    answer: str
    need: str
    is_repeated: bool
    is_public: bool
    asked: str = ""
    needed: str = ""
    options: tuple[str, ...] = ()
    lists: "tuple[ListToChooseFrom, ...]" = ()


@dataclass(frozen=True, slots=True)
class ListToChooseFrom:
    """A vocabulary with the address of its page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """One section of a format with the questions that are still asked."""

    anchor: str
    label: str
    questions: list[Question]


def questions_of(fmt: Format) -> list[QuestionSection]:
    """Return the questions of a format by section; obsolete ones are not asked."""
    sections = [
        QuestionSection(
            f"s-{section.name}",
            say(fmt.section_label(section)),
            [_question(field, fmt) for field in with_members(section.fields) if not field.is_obsolete],
        )
        for section in fmt.sections
    ]
    return [section for section in sections if section.questions]


def _question(field: Field, fmt: Format) -> Question:
    advice = fmt.help_of(field)
    return Question(
        field.name,
        say(fmt.label_of(field)),
        say(advice) if advice else "",
        _answer(field.kind),
        "always" if field.required is True else "sometimes" if field.required else "never",
        field.is_repeated,
        field.audience is Audience.EVERYONE and field.personal is not True,
        condition_said(field.shown_when, fmt) if field.shown_when else "",
        "" if isinstance(field.required, bool) else condition_said(field.required, fmt),
        _options(field, fmt),
        _lists(field.kind),
    )


def _options(field: Field, fmt: Format) -> tuple[str, ...]:
    if not isinstance(field.kind, Choice):
        return ()
    return tuple(say(fmt.option_label(field, option.label)) for option in field.kind.options)


def _lists(kind: Kind) -> tuple[ListToChooseFrom, ...]:
    scheme = current_vocabulary().scheme(kind.scheme) if isinstance(kind, Concept) else None
    # Countries and regions have pages of their own.
    if scheme is None or scheme.identifier in (COUNTRIES, REGIONS):
        return ()
    label = scheme.label(current_language().code)
    return (ListToChooseFrom(label, reverse("vocabulary", args=[scheme.identifier])),)


def sample_text(fmt: Format) -> str:
    """Return a sample of a record as JSON to be read by people, its texts in the reader's language."""
    realm = fmt.realms[0]
    sample = sample_body(fmt, Circumstances(realm), current_vocabulary(), say, current_language().code)
    return json.dumps(sample, ensure_ascii=False, indent=2)


def rules_of(fmt: Format) -> list[str]:
    """Return the rules that join several questions, as sentences."""
    return [say(fmt.rule_sentence(rule)) for rule in fmt.rules]


def _answer(kind: Kind) -> str:
    """Say what an answer looks like."""
    match kind:
        case Text() | LocalText() | Email() | OecdIdentifier() | WebLink() | Url():
            return _written(kind)
        case YesNo():
            return _("yes or no")
        case WholeNumber(unit=unit):
            return _("a whole number (%(unit)s)") % {"unit": say(unit)}
        case Number(unit=unit):
            return _("a number (%(unit)s)") % {"unit": say(unit)}
        case MapPoint():
            return _("a place on a map")
        case Group():
            return _("a group of answers")
        case Legacy():
            return _("an answer of an earlier form")
        case Day(is_partial=True):
            return _("a date, or its year and month, or its year")
        case Day():
            return _("a date")
        case Choice(options=options):
            return _("one of %(count)s options") % {"count": len(options)}
        case Concept(allows_other=allows_other):
            return _("a term from a list, or your own") if allows_other else _("a term from a list")
        case RecordReference(formats=formats):
            names = " · ".join(say(FORMATS[slug].plural_name) for slug in formats if slug in FORMATS)
            return _("a record of the register: %(formats)s") % {"formats": names}
        case Construct():
            return _("genetic elements in order of transcription")
        case _:
            assert_never(kind)


def _written(kind: Text | LocalText | Email | OecdIdentifier | WebLink | Url) -> str:
    match kind:
        case LocalText(is_rich=True):
            return _("formatted text in one or more languages")
        case LocalText():
            return _("text in one or more languages")
        case Text():
            return _("text")
        case Email():
            return _("an e-mail address")
        case OecdIdentifier():
            return _("a unique identifier of the OECD")
        case WebLink(accepts_files=True):
            return _("a web address or a file")
        case WebLink() | Url():
            return _("a web address")
        case _:
            assert_never(kind)
