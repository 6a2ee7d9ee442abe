"""Saying a notice in the active language, with whatever was written by others made harmless."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.core.languages import direction_of, from_django
from clearinghouse.core.messages import Message
from clearinghouse.core.multilingual import best
from clearinghouse.core.owners import OwnerKind, government_in, kind_of
from clearinghouse.core.written_days import written_day
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import Format
from clearinghouse.notices.kinds import DECIDABLE, About, NoticeKind
from clearinghouse.notices.wording import (
    FOLLOWED_IN_SEVERAL,
    FOLLOWED_TWICE,
    NOBODY_MAY,
    ROLE_NAMES,
    WORDINGS,
    Wording,
)
from clearinghouse.parties.models import Government

MAX_VALUE_CHARS = 150
MAX_QUOTE_CHARS = 1_000
Governments = Mapping[str, Mapping[str, str]]
"""Code of a government → language → name."""
_UNKNOWN = "—"
_SECRETARIAT = Message("owner", "the Secretariat")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_WHOLLY_QUOTED = re.compile('[“«"](?P<name>[^“”«»"]+)[”»"]')
_QUOTED = ("reason", "asks", "what")


@dataclass(frozen=True, slots=True)
class Said:
    """A notice in the active language.

    quote: what a person wrote, as they wrote it; "" for none. listed: titles of records; more: how many beside these.
    """

    subject: str
    sentence: str
    markup: SafeString
    quote: str
    link: str
    listed: tuple[str, ...] = ()
    more: int = 0


class _Values(dict[str, str]):
    """What the placeholders stand for. One that the notice does not know is a dash, never an error."""

    def __missing__(self, _name: str) -> str:
        return _UNKNOWN


def governments_of(abouts: Iterable[About]) -> Governments:
    """Return the names of the governments that notices are about, in one query."""
    codes = {code for about in abouts if (code := government_in(about.owner))}
    return {one.code: one.names for one in Government.objects.filter(pk__in=codes)} if codes else {}


def said(kind: NoticeKind, about: About, governments: Governments) -> Said:
    """Say a notice in the active language. governments: names, see governments_of."""
    wording = _wording(kind, about)
    values = _values(about, governments)
    marked = _Values({name: f"<bdi>{escape(value)}</bdi>" for name, value in values.items()})
    sentence = _say(wording.sentence)
    return Said(
        _say(wording.subject) % isolated(values),
        sentence % isolated(values),
        SafeString(str(conditional_escape(sentence)) % marked),
        next((_quoted(about.data[name]) for name in _QUOTED if about.data.get(name)), ""),
        _say(wording.link),
        _listed(about),
        max(0, _count(about) - len(about.listed)) if about.listed else 0,
    )


def _wording(kind: NoticeKind, about: About) -> Wording:
    if kind in DECIDABLE and about.data.get("gap"):
        return NOBODY_MAY
    if kind in FOLLOWED_IN_SEVERAL and about.data.get("follows"):
        return FOLLOWED_IN_SEVERAL[kind]
    return WORDINGS[kind]


def clean(text: str, most: int = MAX_VALUE_CHARS) -> str:
    """Return a text on one line, without anything that steers a header, a terminal or the direction of writing."""
    shown = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} else char for char in text)
    line = " ".join(_TURNING.sub("", shown).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def isolated(values: Mapping[str, str]) -> _Values:
    """Return values for plain text; one that may turn what stands around it is set off as Unicode has it."""
    is_turned = direction_of(from_django(get_language()).code) == "rtl"
    return _Values({
        name: f"{_FIRST_STRONG_ISOLATE}{value}{_POP_ISOLATE}" if is_turned or _turns(value) else value
        for name, value in values.items()
    })  # fmt: skip


def _turns(value: str) -> bool:
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in value)


def _quoted(text: str) -> str:
    lines = (clean(line, MAX_QUOTE_CHARS) for line in text[:MAX_QUOTE_CHARS].splitlines())
    return "\n".join(lines).strip()


def _values(about: About, governments: Governments) -> dict[str, str]:
    language = from_django(get_language()).code
    title = best(about.titles, language)
    fmt = FORMATS.get(about.format_slug)
    found = {
        **about.data,
        "follow": _unquoted(about.data.get("follow", "")),
        "follows": _names_of_follows(about.data.get("follows", "").splitlines()),
        "title": title.text if title else gettext("Untitled"),
        "format": _say(fmt.name) if fmt else about.format_slug,
        "owner": about.data.get("owner_name") or _owner(about.owner, language, governments),
        "number": about.number,
        "role": _role(about.data),
        "section": _section(fmt, about.data.get("section", "")),
        "day": _day(about.data.get("day", "")),
    }
    return {name: cleaned for name, value in found.items() if (cleaned := clean(value))}


def _listed(about: About) -> tuple[str, ...]:
    language = from_django(get_language()).code
    titles = (best(one.titles, language) for one in about.listed)
    return tuple((clean(title.text) if title else "") or gettext("Untitled") for title in titles)


def _count(about: About) -> int:
    text = about.data.get("count", "")
    return int(text) if text.isdecimal() else 0


def _names_of_follows(names: Sequence[str]) -> str:
    """Return names one after the other, in their order."""
    pattern = _say(FOLLOWED_TWICE)
    return reduce(lambda first, rest: pattern % {"first": first, "rest": rest}, map(_unquoted, names)) if names else ""


def _unquoted(name: str) -> str:
    """Return a name without quotes around all of it, which it may have got when it was proposed: sentences set them."""
    quoted = _WHOLLY_QUOTED.fullmatch(name)
    return quoted["name"] if quoted else name


def _owner(owner: str, language: str, governments: Governments) -> str:
    if code := government_in(owner):
        name = best(governments.get(code), language)
        return name.text if name else code.upper()
    return _say(_SECRETARIAT) if kind_of(owner) is OwnerKind.SECRETARIAT else ""


def _day(text: str) -> str:
    return written_day(date.fromisoformat(text)) if text else ""


def _section(fmt: Format | None, name: str) -> str:
    found = next((one for one in fmt.sections if one.name == name), None) if fmt else None
    return _say(fmt.section_label(found)) if fmt and found else name


def _role(data: Mapping[str, str]) -> str:
    if (instrument := INSTRUMENTS.get(data.get("instrument", ""))) is not None:
        return _say(instrument.focal_point)
    role = data.get("role", "")
    return _say(ROLE_NAMES[role]) if role in ROLE_NAMES else role


def _say(message: Message) -> str:
    return pgettext(message.context, message.text)
