"""Template tags and filters for how things look: icons, states, numbers, dates, identifiers.

Words and formats follow the language that is active while the page is made.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from babel.core import Locale
from babel.dates import format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal
from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearinghouse.core.languages import direction_of, from_django, tag_of
from clearinghouse.core.written_days import ARABIC_MONTHS, babel_locale, written_day
from clearinghouse.derived.originals import Translated
from clearinghouse.vocabularies.concepts import Term
from clearinghouse.web.speech import signs_kept

register = template.Library()

ICONS = frozenset({
    "bell", "book", "camera", "close", "code", "cond", "copy", "dash", "down", "half", "list", "lock", "map", "more",
    "needs", "next", "offline", "ok", "out", "picture", "plus", "quote", "ring", "save", "search", "stop", "table",
    "time", "wait", "wrong",
})  # fmt: skip
REALM_MARKS = frozenset({"chm", "bch", "abs", "ort", "agenda"})
TONES = frozenset({"", "good", "needs", "wrong", "action"})

NARROW_NO_BREAK_SPACE = "\u202f"
EM_SPACE = "\u2003"
UNIQUE_IDENTIFIER = re.compile(r"\b[A-Z]{2,3}-[0-9A-ZØ]{4,5}-[0-9]\b")
BEFORE_THE_TIME = {"ar": "، ", "zh": " "}


class UnknownIconError(ValueError):
    """A template asks for an icon, mark or tone that the look does not have."""


@register.filter
def term_label(term: Term) -> str:
    """Return the label of a term for the reader of the page, its identifier if it has none."""
    return term.label(from_django(get_language()).code)


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Return an icon that says nothing by itself; `classes`: `turn` for one that points along the line."""
    if name not in ICONS:
        raise UnknownIconError(name)
    css = f"icon {classes}".strip()
    return _drawn(css, f"i-{name}")


@register.simple_tag
def realm_mark(code: str, classes: str = "") -> SafeString:
    """Return the mark of a clearing-house in its colour; `classes`: `large`."""
    if code not in REALM_MARKS:
        return SafeString("")
    return format_html(
        '<svg class="{}" data-realm="{}" aria-hidden="true"><use href="{}#m-{}"/></svg>',
        f"realm-mark {classes}".strip(),
        code,
        static("icons.svg"),
        code,
    )


@register.simple_tag
def wordmark(classes: str = "") -> SafeString:
    """Return the mark of the house."""
    return _drawn(f"mark {classes}".strip(), "m-leaf")


@register.simple_tag
def status(tone: str, icon_name: str, text: object, classes: str = "") -> SafeString:
    """Return a state: a shape, a word, and only then a colour. `classes`: `boxed`."""
    if tone not in TONES:
        raise UnknownIconError(tone)
    shade = format_html(' data-tone="{}"', tone) if tone else SafeString("")
    css = f"status {classes}".strip()
    return format_html('<span class="{}"{}>{}{}</span>', css, shade, icon(icon_name), text)


@register.simple_tag
def month_names() -> list[tuple[str, str]]:
    """Return the months of the year as number and name, for choosing one."""
    if _code() == "ar":
        return [(str(place), name) for place, name in enumerate(ARABIC_MONTHS, start=1)]
    names = get_month_names("wide", context="stand-alone", locale=babel_locale())
    return [(str(place), names[place]) for place in range(1, 13)]


@register.simple_tag
def indent(depth: int) -> str:
    """Return the space before a choice `depth` levels below the first, where styles do not reach."""
    return EM_SPACE * depth


@register.filter
def unbroken(title: str) -> SafeString:
    """Return a title whose identifiers stay on one line, and signs at their names. What is marked as safe stays."""
    marked = UNIQUE_IDENTIFIER.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(title))
    return SafeString(signs_kept(marked))


@register.filter
def number(value: float | Decimal | None) -> str:
    """Return a number with its thousands parted by a space that neither breaks nor turns round in Arabic."""
    if value is None:
        return ""
    if isinstance(value, int):
        # Several hundred counts stand on a page of results.
        return f"{value:,}".replace(",", NARROW_NO_BREAK_SPACE)
    locale = Locale.parse(babel_locale())
    grouped = format_decimal(value, format="#,##0.######", locale="en")
    whole, point, fraction = grouped.partition(".")
    mark = locale.number_symbols["latn"]["decimal"] if point else ""
    return whole.replace(",", NARROW_NO_BREAK_SPACE) + mark + fraction


@register.filter
def day(value: date | str | None) -> str:
    """Return a date with the month's name; an ISO text may lack day and month. A moment counts by its day in UTC."""
    if not value:
        return ""
    if isinstance(value, str):
        return _day_of_text(value)
    return written_day(value.astimezone(UTC).date() if isinstance(value, datetime) else value)


@register.filter
def moment(value: datetime | None) -> str:
    """Return date and time of an aware datetime, in UTC."""
    if value is None:
        return ""
    there = value.astimezone(UTC)
    between = BEFORE_THE_TIME.get(_code(), ", ")
    return f"{written_day(there.date())}{between}{there:%H:%M} UTC"


@register.filter
def iso(value: date | str | None) -> str:
    """Return the value for the `datetime` attribute of a time element."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value or ""


@register.filter
def identifier(value: object) -> SafeString:
    """Return an identifier set off from the text around it, left to right in every language."""
    return format_html('<span class="id" dir="ltr">{}</span>', value)


@register.filter
def short_digest(value: str) -> str:
    """Return the two ends of a digest, enough to compare by eye."""
    return value if len(value) <= 12 else f"{value[:6]}…{value[-4:]}"


@register.filter
def language_name(code: str) -> str:
    """Return what the reader calls the language `code`; the code itself if that is unknown."""
    names = Locale.parse(babel_locale()).languages
    return str(names.get(code) or names.get(code.partition("-")[0]) or code)


@register.filter
def originals(translated: Iterable[Translated]) -> list[str]:
    """Return a sentence for each language from which others were translated."""
    found: dict[str, list[str]] = {}
    for one in translated:
        found.setdefault(one.original, []).append(language_name(one.language))
    sentence = _("The text in %(languages)s is a translation; the original is in %(original)s.")
    return [
        sentence % {"languages": format_list(names, locale=babel_locale()), "original": language_name(original)}
        for original, names in found.items()
    ]


@register.filter
def lang_attributes(code: str) -> SafeString:
    """Return the attributes of an element whose text is in `code`; direction by the text if that is unknown."""
    if code in {"", "und"}:
        return SafeString('dir="auto"')
    return format_html('lang="{}" dir="{}"', tag_of(code), direction_of(code))


def _drawn(css: str, symbol: str) -> SafeString:
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, static("icons.svg"), symbol)


def _code() -> str:
    return from_django(get_language()).code


def _day_of_text(text: str) -> str:
    """Say `2026-11-20`, `2026-11` or `2026`; anything else stays as it is."""
    year, _, rest = text.partition("-")
    try:
        if not rest:
            return text
        if "-" in rest:
            return written_day(date.fromisoformat(text))
        return _month(date(int(year), int(rest), 1))
    except ValueError:
        return text


def _month(first: date) -> str:
    if _code() == "ar":
        return f"{ARABIC_MONTHS[first.month - 1]} {first.year}"
    return str(format_skeleton("yMMMM", first, locale=babel_locale()))
