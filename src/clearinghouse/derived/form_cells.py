"""Reading cells of a spreadsheet as answers: numbers, days and words as people write them in six languages."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from clearinghouse.core.messages import Message, Say
from clearinghouse.derived.form_terms import term_named
from clearinghouse.derived.value_problems import faults_of
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import (
    Choice,
    Concept,
    Day,
    Email,
    LocalText,
    Number,
    OecdIdentifier,
    Text,
    Url,
    WholeNumber,
    YesNo,
)
from clearinghouse.vocabularies.concepts import Vocabulary
from clearinghouse.vocabularies.letters import folded

NOT_PASTED = Message("problem", "%(label)s: this cannot be pasted. Answer it in the form.")
NOT_A_NUMBER = Message("problem", "%(label)s: “%(value)s” is not a number.")
TWO_READINGS = Message(
    "problem", "%(label)s: “%(value)s” can be read in two ways. Write it without thousands separators."
)
TWO_DAYS = Message(
    "problem", "%(label)s: “%(value)s” can be read in two ways. Write year, month and day, as 2026-03-31."
)
NOT_YES_OR_NO = Message("problem", "%(label)s: “%(value)s” is neither yes nor no.")

_YES = {"yes", "y", "true", "1", "x", "oui", "o", "vrai", "si", "s", "verdadero", "да", "истина", "نعم", "是", "✓", "✔"}
_NO = {"no", "n", "false", "0", "non", "faux", "falso", "нет", "ложь", "لا", "否"}
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009'’٬]+")
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_GROUPED = re.compile(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?\Z")
_ONE_GROUP = re.compile(r"-?[1-9]\d{0,2},\d{3}\Z")
_ISO_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\Z")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell was not taken."""

    sentence: Message
    value: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever pastes: their language, and the first language of the record."""

    fmt: Format
    vocabulary: Vocabulary
    say: Say
    language: str
    text_language: str


def answer_in_cell(one: Field, text: str, reader: Reader) -> Any:
    """Return the answer that a cell holds, as a body keeps it; None for a blank one, Refused for one not understood."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        return None
    if one.is_repeated:
        parts = [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]
        read = [_single(one, part, reader) for part in parts]
        return next((part for part in read if isinstance(part, Refused)), read)
    return _single(one, text, reader)


def _single(one: Field, text: str, reader: Reader) -> Any:
    value = _read(one, text, reader)
    if isinstance(value, Refused):
        return value
    fault = next(faults_of(one.kind, value, reader.vocabulary), None)
    return Refused(fault.sentence, text) if fault else value


def _read(one: Field, text: str, reader: Reader) -> Any:
    match one.kind:
        case Text(is_multiline=True):
            return text
        case Text() | Email() | Url() | OecdIdentifier():
            return " ".join(text.split())
        case LocalText():
            return {reader.text_language: text}
        case YesNo():
            return yes_or_no(text)
        case WholeNumber():
            return whole_number(text)
        case Number():
            return number(text)
        case Day():
            return day(text)
        case Choice(options=options):
            wanted = folded(text)
            said = {option.value: reader.say(reader.fmt.option_label(one, option.label)) for option in options}
            for option in options:
                if wanted in {folded(option.value), folded(option.label), folded(said[option.value])}:
                    return option.value
            return text
        case Concept():
            return {"identifier": term_named(one.kind, reader.vocabulary, text, reader.language) or text}
        case _:
            return Refused(NOT_PASTED, text)


def yes_or_no(text: str) -> bool | Refused:
    """Read a yes or no in any of the six languages."""
    wanted = folded(text) or text
    return True if wanted in _YES else False if wanted in _NO else Refused(NOT_YES_OR_NO, text)


def whole_number(text: str) -> int | Refused:
    """Read a whole number, with or without thousands separators."""
    plain = _plain(text)
    if _GROUPED.match(plain) and len({*re.findall("[.,]", plain)}) == 1:
        return int(re.sub("[.,]", "", plain))
    value = number(text)
    if isinstance(value, Refused):
        return value
    return int(value) if float(value).is_integer() else Refused(NOT_A_NUMBER, text)


def number(text: str) -> int | float | Refused:
    """Read a number with a decimal point or comma; `1,234` alone may be either, and is refused."""
    plain = _plain(text)
    if _ONE_GROUP.match(plain):
        return Refused(TWO_READINGS, text)
    if _PLAIN.match(plain):
        plain = plain.replace(",", ".")
    elif _GROUPED.match(plain):
        marks = re.findall("[.,]", plain)
        if marks[-1] != marks[0]:
            head, _, tail = plain.rpartition(marks[-1])
            plain = f"{head.replace(marks[0], '')}.{tail}"
        else:
            plain = plain.replace(marks[0], "")
    else:
        return Refused(NOT_A_NUMBER, text)
    if len(plain) > 17:
        return Refused(NOT_A_NUMBER, text)
    value = float(plain)
    return int(value) if value.is_integer() else value


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    return _BLANKS.sub("", digits).replace("٫", ".").replace("−", "-").removesuffix("%")


def day(text: str) -> str | Refused:
    """Read a day, month or year as `2026-03-31`; 3/4/2026 may be two days, and is refused."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text).replace(" ", "")
    if found := _ISO_DAY.match(plain):
        year, month, day_of_month = found.groups()
        return "-".join(part.zfill(2) for part in (year, month, day_of_month) if part)
    if not (found := _DAY_FIRST.match(plain)):
        return plain
    first, mark, second, year = found.group(1), found.group(2), found.group(3), found.group(4)
    if mark != "." and first != second and int(first) <= 12 and int(second) <= 12:
        return Refused(TWO_DAYS, text)
    month, day_of_month = (first, second) if int(second) > 12 else (second, first)
    written = f"{year}-{month.zfill(2)}-{day_of_month.zfill(2)}"
    return written if _is_day(written) else text


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
