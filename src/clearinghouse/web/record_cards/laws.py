"""The cards of laws and measures: in force or not, what amended them, who answers for them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clearinghouse.formats.catalogue.abs.measure import IS_RETIRED
from clearinghouse.web.presenting import Status
from clearinghouse.web.record_cards.amending import amendments_of
from clearinghouse.web.record_cards.card import CardSource, Event, RecordCard, part
from clearinghouse.web.templatetags.look import day as said_day

_DATED = ("entryIntoForce", "adoption")


def law_card(source: CardSource) -> RecordCard:
    """Return status, amendments and authorities of a law on biosafety."""
    return _card(source, "amendedRecords", ("type", "jurisdiction", "authorities"))


def measure_card(source: CardSource) -> RecordCard:
    """Return status, amendments and institutions of a measure on access and benefit-sharing."""
    return _card(source, "amendedMeasures", ("status", "type", "jurisdiction", "authorities"))


def _card(source: CardSource, field: str, rows: tuple[str, ...]) -> RecordCard:
    words = (_("Amended by this one"), _("This record"), _("Amends this one"))
    events = amendments_of(source, field, _DATED, words)
    status, sentence = _standing(source)
    sentences = [sentence] if sentence else []
    return RecordCard(
        status=status,
        sentences=sentences + _amended(events, words[2]),
        parts=part("", source.rows(*rows)),
        events=events,
    )


def _standing(source: CardSource) -> tuple[Status | None, str]:
    """Return whether the text is in force on the day of the card; None if its record does not say."""
    no_longer = Status("wrong", "stop", pgettext("law", "No longer in force"))
    start = source.day_of("entryIntoForce")
    if retirement := source.retirement:
        return no_longer, _("It was taken out of force on %(day)s.") % {"day": said_day(retirement.at)}
    if source.holds(IS_RETIRED):
        retired = source.day_of("retired")
        return no_longer, _("It was taken out of force on %(day)s.") % {"day": said_day(retired)} if retired else ""
    last = source.day_of("limitedApplication")
    if last and last < source.day:
        return no_longer, _("It applied until %(day)s.") % {"day": said_day(last)}
    if start is None:
        return None, ""
    if start > source.day:
        text = _("It enters into force on %(day)s.") % {"day": said_day(start)}
        return Status("needs", "wait", pgettext("law", "Not yet in force")), text
    text = _("In force since %(day)s.") % {"day": said_day(start)}
    return Status("good", "ok", pgettext("law", "In force")), text


def _amended(events: list[Event], amending: str) -> list[str]:
    count = sum(event.label == amending for event in events)
    if not count:
        return []
    return [
        ngettext(
            "%(number)s later record amends it: read both.", "%(number)s later records amend it: read them too.", count
        )
        % {"number": count}
    ]
