"""The common formats in lists: those of one clearing-house under its name, those that several use at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.formats.collection import get_format
from clearinghouse.formats.format import Format
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say

SEVERAL = "several"
"""Anchor of the group of formats that several clearing-houses use."""


class _InRealms(Protocol):
    @property
    def realms(self) -> Sequence[str]: ...


Row = TypeVar("Row", bound=_InRealms)


@dataclass(frozen=True, slots=True)
class FormatRow:
    """One format in the list of formats. realms: codes of the clearing-houses that use it; is_open: to new records."""

    name: str
    about: str
    code: str
    realms: Sequence[str]
    fields: int
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class FormatGroup(Generic[Row]):
    """The formats of one clearing-house alone, or those of several. anchor: the code of a clearing-house or SEVERAL."""

    anchor: str
    name: str
    formats: list[Row]


def format_row(fmt: Format) -> FormatRow:
    """Return a format with where its questions stand."""
    fields = sum(not field.is_obsolete for field in fmt)
    url = reverse("format", args=[fmt.slug])
    return FormatRow(say(fmt.name), say(fmt.about_message), fmt.code, fmt.realms, fields, url, fmt.is_open)


def successor_of(fmt: Format) -> FormatRow | None:
    """Return the format that took the place of a closed one, if any did."""
    return format_row(get_format(fmt.superseded_by)) if fmt.superseded_by else None


def listed(formats: Iterable[Format]) -> list[FormatRow]:
    """Return formats with where their questions stand, the open ones first."""
    return [format_row(fmt) for fmt in sorted(formats, key=lambda fmt: not fmt.is_open)]


def by_realm(rows: Iterable[Row]) -> list[FormatGroup[Row]]:
    """Return formats by clearing-house, in the order of the clearing-houses; no group that is empty."""
    names = {code: say(realm.name) for code, realm in REALMS.items()} | {SEVERAL: _("In several clearing-houses")}
    found: dict[str, list[Row]] = {code: [] for code in names}
    for row in rows:
        found[row.realms[0] if len(row.realms) == 1 else SEVERAL].append(row)
    return [FormatGroup(code, names[code], some) for code, some in found.items() if some]
