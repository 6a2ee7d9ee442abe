"""The page on which an identifier is verified: what it names, whether that is valid, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clearinghouse.accounts.person import Visitor
from clearinghouse.records.queries import ReadRevision, card_of
from clearinghouse.records.standing import Verdict
from clearinghouse.search.verifying import Verification, verified
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import owner_name
from clearinghouse.web.presenting import Status, record_url
from clearinghouse.web.speech import say
from clearinghouse.web.verdicts_said import misread_said, verdict_said


@dataclass(frozen=True, slots=True)
class StepShown:
    """One event in the life of a record. url: of that revision, "" for none."""

    label: str
    at: datetime
    url: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class VerificationShown:
    """What is known of one identifier. advice: what to try where nothing is known."""

    identifier: str
    status: Status
    sentence: str
    advice: str = ""
    title: str = ""
    language: str = ""
    kind: str = ""
    owner: str = ""
    number: str = ""
    url: str = ""
    steps: tuple[StepShown, ...] = ()
    is_demonstration: bool = False


def verifications_shown(text: str, visitor: Visitor) -> list[VerificationShown]:
    """Return what is known of each identifier in a text. Raises SearchUnavailableError."""
    return [_shown(one) for one in verified(text, visitor, today=timezone.now().date())]


def _shown(found: Verification) -> VerificationShown:
    status, sentence = verdict_said(found.standing, timezone.now().date())
    read = found.read
    if read is None:
        return VerificationShown(found.identifier, status, sentence, advice=_advice(found))
    record = read.record
    card = card_of(record, current_language().code)
    is_certificate = record.format.validity is not None
    if found.standing.verdict is Verdict.VALID and not is_certificate:
        # Other records attest nothing that could expire: they are published, or not.
        status = Status("good", "ok", pgettext("status", "Published"))
        sentence = _("The record is published, and this is its latest revision.")
    return VerificationShown(
        found.identifier,
        status,
        sentence,
        title=card.title.text,
        language=card.title.language,
        kind=say(record.format.name),
        owner=owner_name(record.owner) if record.owner else "",
        number=card.number,
        url=_url_of(read),
        steps=tuple(_steps(found, read)),
        is_demonstration=record.is_demonstration,
    )


def _url_of(read: ReadRevision) -> str:
    if read.revision.number == read.record.latest:
        return record_url(str(read.record.printed_number))
    return record_url(f"{read.record.guid}@{read.revision.number}")


def _steps(found: Verification, read: ReadRevision) -> list[StepShown]:
    return [
        StepShown(
            _("Revision %(number)s") % {"number": step.number} if step.number else pgettext("status", "Retired"),
            step.at,
            record_url(f"{read.record.guid}@{step.number}") if step.number else "",
            step.number == read.revision.number,
        )
        for step in reversed(found.steps)
    ]


def _advice(found: Verification) -> str:
    if found.is_misread:
        return misread_said()
    return _("Compare each letter and digit with the document. 0 and O, 1 and I are easily confused.")
