"""What a search names exactly stands above its results: a country, a term, or the record that bears an identifier."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clearinghouse.accounts.person import NOBODY, Visitor
from clearinghouse.core.identifiers import is_misread_oecd, oecd_printed
from clearinghouse.core.languages import preferred, tag_of
from clearinghouse.derived.index import concept_code
from clearinghouse.formats.kinds import COUNTRIES, REGIONS
from clearinghouse.projections.links import citing_counts
from clearinghouse.records.models import Record
from clearinghouse.records.queries import card_of, read_revision
from clearinghouse.records.standing import Standing, Verdict, standing_of, steps_of
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.analysis.identifiers import keys_asked, shown_key
from clearinghouse.search.engine import Hit
from clearinghouse.search.indexing import folded_phrase
from clearinghouse.search.names import record_of
from clearinghouse.search.opening import lexicon
from clearinghouse.search.verifying import records_bearing
from clearinghouse.vocabularies.concepts import Term
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import owner_name
from clearinghouse.web.presenting import Status, record_url, status_of
from clearinghouse.web.speech import say
from clearinghouse.web.templatetags.look import number as said_number
from clearinghouse.web.verdicts_said import misread_said, verdict_said

MOST = 3
_MAX_CHARS = 120
_FIRST_HITS = 5
_MAX_NOTE_CHARS = 240
_COUNTRY = "country:"


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that the text names. kind: what it is; note: a sentence about it, "" for none."""

    kind: str
    title: str
    language: str
    url: str
    note: str = ""
    status: Status | None = None


def answers_for(text: str, visitor: Visitor, hits: Sequence[Hit] = ()) -> list[Answer]:
    """Return what a whole text names, records first. hits: of the search for it, of which one may bear it as its title.

    Raises SearchUnavailableError.
    """
    whole = " ".join(text.split())
    if not whole or len(whole) > _MAX_CHARS:
        return []
    found = [*_records(whole, visitor), *_named(whole)] or _titled(whole, visitor, hits)
    return list({answer.url: answer for answer in found}.values())[:MOST]


def _records(whole: str, visitor: Visitor) -> list[Answer]:
    keys = [key for match in keys_asked(whole) if (match.start, match.end) == (0, len(whole)) for key in match.keys]
    if not keys:
        return []
    if is_misread_oecd(whole):
        return [_misread(whole)]
    # A query may mean more than an identifier says itself: MON00810 is MON-00810-6.
    found = records_bearing(whole, visitor)
    for key in () if found else sorted(keys, key=len, reverse=True):
        found += records_bearing(shown_key(key), visitor)
    return [_of_record(record) for record in found]


def _misread(whole: str) -> Answer:
    """Say that the check digit does not fit: the records below the answer only look like what was meant."""
    status, _sentence = verdict_said(Standing(Verdict.UNKNOWN), timezone.now().date())
    url = f"{reverse('verify')}?{urlencode({'q': whole})}"
    return Answer(_("Identifier"), oecd_printed(whole), "", url, misread_said(), status)


def _titled(whole: str, visitor: Visitor, hits: Sequence[Hit]) -> list[Answer]:
    """Return the records among the first hits whose title in some language is the text and nothing else."""
    records = Record.objects.visible_to(visitor).in_bulk([hit.guid for hit in hits[:_FIRST_HITS]])
    wanted = folded_phrase(whole)
    named = [one for one in records.values() if wanted in map(folded_phrase, one.titles.values())]
    return [_of_record(record) for record in named] if wanted else []


def _of_record(record: Record) -> Answer:
    card = card_of(record, current_language().code)
    status, note = status_of(record), _owned(record)
    if record.format.validity is not None:
        latest = read_revision(record, NOBODY)
        today = timezone.now().date()
        status, note = verdict_said(standing_of(latest, latest, steps_of(record), today=today), today)
    elif (count := citing_counts(record.guid).get("biosafetyDecision", 0)) and record.format_slug == "modifiedOrganism":
        text = ngettext("%(count)s decision of a country names it.", "%(count)s decisions of countries name it.", count)
        note = text % {"count": said_number(count)}
    return Answer(
        say(record.format.name), card.title.text, tag_of(card.title.language), record_url(card.number), note, status
    )


def _owned(record: Record) -> str:
    return owner_name(record.owner) if record.owner else ""


def _named(whole: str) -> list[Answer]:
    # An abbreviation may end in a point: “EE. UU.”
    whole = whole.rstrip(".")
    matches = lexicon().recognise(whole)
    codes = dict.fromkeys(match.code for match in matches if match.start == 0 and match.end == len(whole))
    return [answer for code in codes if (answer := _of_code(code))]


def _of_code(code: str) -> Answer | None:
    if guid := record_of(code):
        record = Record.objects.published().open().filter(pk=guid).first()
        return _of_record(record) if record else None
    language = current_language()
    vocabulary = current_vocabulary()
    if code.startswith(_COUNTRY):
        country = code.removeprefix(_COUNTRY)
        term = vocabulary.term(COUNTRIES, country)
        url = reverse("country", args=[country])
        return Answer(_("Country"), term.label(language.code), language.tag, url) if term else None
    for scheme in vocabulary:
        term = vocabulary.term(scheme.identifier, code)
        if term is None or scheme.identifier in (COUNTRIES, REGIONS) or concept_code(scheme.identifier, code) != code:
            continue
        url = reverse("term", args=[scheme.identifier, term.identifier])
        kind = _("Term of the list “%(name)s”") % {"name": scheme.label(language.code)}
        return Answer(kind, term.label(language.code), language.tag, url, _definition(term))
    return None


def _definition(term: Term) -> str:
    """Return the definition in the language of the page alone: a note in another would need a name of its own."""
    code = preferred(term.definitions, current_language().code)
    text = term.definitions[code] if code and code == current_language().code else ""
    return text if len(text) <= _MAX_NOTE_CHARS else f"{text[:_MAX_NOTE_CHARS].rstrip()}…"
