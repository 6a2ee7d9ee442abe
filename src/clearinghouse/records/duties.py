"""What every Party must have in a clearing-house, and what of it a government lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Role, RoleHeld
from clearinghouse.core.messages import Message
from clearinghouse.formats.collection import FORMATS
from clearinghouse.parties.queries import current_parties
from clearinghouse.records.models import Record


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a Party must have: a record in one of some formats, or a focal point for an instrument.

    treaty: whose Parties it binds. source: the provision that asks for it.
    """

    treaty: str
    realm: str
    why: Message
    source: Message
    formats: tuple[str, ...] = ()
    instrument: str = ""

    @property
    def offered(self) -> tuple[str, ...]:
        """Those of its formats that this software knows."""
        return tuple(slug for slug in self.formats if slug in FORMATS)

    @property
    def name(self) -> Message:
        """What is missing where the duty is not met."""
        return FORMATS[self.offered[0]].name if self.formats else INSTRUMENTS[self.instrument].focal_point

    @property
    def is_known(self) -> bool:
        """Whether it can be met here: its format is declared, or a focal point can be named."""
        return bool(self.offered) or self.instrument in INSTRUMENTS


def _record(treaty: str, realm: str, formats: str, source: Message, why: Message) -> Duty:
    return Duty(treaty, realm, why, source, formats=tuple(formats.split()))


def _person(treaty: str, realm: str, instrument: str, source: Message, why: Message) -> Duty:
    return Duty(treaty, realm, why, source, instrument=instrument)


DUTIES: tuple[Duty, ...] = (
    _person(
        "CPB",
        "bch",
        "CPB",
        Message("provision", "Cartagena Protocol, Article 19(1)"),
        Message("duty", "Every Party names a focal point that speaks for it with the Secretariat."),
    ),
    _person(
        "CPB",
        "bch",
        "BCH",
        Message("provision", "Decision BS-I/3"),
        Message(
            "duty",
            "Every Party names a focal point that answers for what it publishes in the Biosafety Clearing-House.",
        ),
    ),
    _person(
        "CPB",
        "bch",
        "A17",
        Message("provision", "Cartagena Protocol, Article 17(2)"),
        Message("duty", "Every Party says who is reached when a living modified organism is released unintentionally."),
    ),
    _record(
        "CPB",
        "bch",
        "authority",
        Message("provision", "Cartagena Protocol, Article 19(1)"),
        Message("duty", "Every Party names the authorities that act for it under the Protocol."),
    ),
    _record(
        "CPB",
        "bch",
        "biosafetyLaw",
        Message("provision", "Cartagena Protocol, Article 20(3)(a)"),
        Message(
            "duty", "Every Party publishes the laws, regulations and guidelines by which it carries out the Protocol."
        ),
    ),
    _record(
        "CPB",
        "bch",
        "cpbNationalReport5 cpbNationalReport4",
        Message("provision", "Cartagena Protocol, Article 33"),
        Message("duty", "Every Party reports on what it has done to carry out the Protocol."),
    ),
    _record(
        "NKLSP",
        "bch",
        "supplementaryAuthority",
        Message("provision", "Supplementary Protocol, Article 5"),
        Message("duty", "Every Party names the authority that decides on response measures."),
    ),
    _person(
        "NP",
        "abs",
        "NP",
        Message("provision", "Nagoya Protocol, Article 13(1)"),
        Message("duty", "Every Party names a focal point that tells applicants how access is given."),
    ),
    _record(
        "NP",
        "abs",
        "authority",
        Message("provision", "Nagoya Protocol, Article 13(2)"),
        Message("duty", "Every Party names the authorities that grant access."),
    ),
    _record(
        "NP",
        "abs",
        "measure",
        Message("provision", "Nagoya Protocol, Article 14(2)(a)"),
        Message("duty", "Every Party publishes its measures on access and benefit-sharing."),
    ),
    _record(
        "NP",
        "abs",
        "absCheckpoint",
        Message("provision", "Nagoya Protocol, Article 17(1)(a)"),
        Message("duty", "Every Party names a checkpoint that follows how genetic resources are used."),
    ),
    _record(
        "NP",
        "abs",
        "absNationalReport1",
        Message("provision", "Nagoya Protocol, Article 29"),
        Message("duty", "Every Party reports on what it has done to carry out the Protocol."),
    ),
    _person(
        "CBD",
        "chm",
        "CBD",
        Message("provision", "Convention on Biological Diversity"),
        Message("duty", "Every Party names a focal point that speaks for it with the Secretariat."),
    ),
    _person(
        "CBD",
        "chm",
        "CHM",
        Message("provision", "Convention on Biological Diversity, Article 18(3)"),
        Message("duty", "Every Party names a focal point for the clearing-house mechanism."),
    ),
    _record(
        "CBD",
        "ort",
        "nbsap",
        Message("provision", "Convention on Biological Diversity, Article 6"),
        Message("duty", "Every Party publishes its national biodiversity strategy and action plan."),
    ),
    _record(
        "CBD",
        "ort",
        "nationalTarget7",
        Message("provision", "Decision 15/6"),
        Message("duty", "Every Party publishes its national targets."),
    ),
    _record(
        "CBD",
        "ort",
        "nationalReport7",
        Message("provision", "Convention on Biological Diversity, Article 26"),
        Message("duty", "Every Party reports on what it has done to carry out the Convention."),
    ),
)
"""In the order in which they are shown. Only what every Party must have: decisions are owed by those who decide."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A duty that a government does not meet. format: in which to begin the record, "" for a focal point."""

    duty: Duty
    government: str

    @property
    def format(self) -> str:
        """The slug of the format in which the record is begun; "" where a focal point is missing."""
        return next(iter(self.duty.offered), "")


def gaps(government: str, *, realm: str = "", on: date | None = None) -> list[Gap]:
    """Return what a government lacks of what it must have as a Party, in two queries. realm: of one clearing-house.

    on: the day for which being a Party counts, today if None. A government that is no Party has no gaps.
    """
    day = on or timezone.now().date()
    parties = current_parties()
    bound = {
        duty.treaty: parties.status(government, duty.treaty, day).is_party
        for duty in DUTIES
        if duty.is_known and realm in ("", duty.realm)
    }
    owed = [duty for duty in DUTIES if duty.is_known and realm in ("", duty.realm) and bound.get(duty.treaty)]
    if not owed:
        return []
    slugs = {slug for duty in owed for slug in duty.offered}
    there = Record.objects.published().exclude(latest=0).filter(owner=government, format_slug__in=slugs)
    published = set(there.values_list("format_slug", "realm").distinct())
    points = RoleHeld.objects.in_force(timezone.now()).filter(role=Role.FOCAL_POINT, owner=government)
    named = set(points.values_list("instrument", flat=True).distinct())
    return [Gap(duty, government) for duty in owed if not _is_met(duty, published, named)]


def _is_met(duty: Duty, published: set[tuple[str, str]], named: set[str]) -> bool:
    if duty.instrument:
        return duty.instrument in named
    return any((slug, duty.realm) in published for slug in duty.offered)


def gaps_by_realm(government: str) -> Mapping[str, list[Gap]]:
    """Return the gaps of a government by clearing-house; those without any are left out."""
    found: dict[str, list[Gap]] = {}
    for gap in gaps(government):
        found.setdefault(gap.duty.realm, []).append(gap)
    return found
