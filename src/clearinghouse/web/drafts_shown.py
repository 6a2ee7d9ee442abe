"""A draft read back: its preview, and what it changes."""

from dataclasses import dataclass

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import Json
from clearinghouse.derived.difference import Change, changes_between
from clearinghouse.derived.pages import Reader, page_sections
from clearinghouse.derived.reading import parts_of
from clearinghouse.records.models import Draft, Record
from clearinghouse.records.queries import cards_for, draft_circumstances, full_body
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.files_shown import Files, files_of_draft
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import ShownSection, ShownValue, shown, shown_sections
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One field that differs, with its values ready for the page."""

    label: str
    kind: str
    before: list[ShownValue]
    after: list[ShownValue]


def published_body(draft: Draft) -> Json:
    """Return the body of the revision that a draft continues, without what is withheld from it; {} for a new record."""
    record = Record.objects.filter(pk=draft.guid).first()
    body = full_body(record.revisions.get(number=draft.based_on)) if record and draft.based_on else {}
    return {name: value for name, value in body.items() if name not in draft.withheld}


def changes_shown(before: Json, after: Json, draft: Draft, account: Account) -> list[ChangeShown]:
    """Return what differs between two bodies in the format of a draft."""
    fmt, language = draft.format, current_language().code
    known = cards_for(before, fmt, language, account) | cards_for(after, fmt, language, account)
    reader = Reader(language, say, current_vocabulary(), known)
    files = {**files_of_draft(draft, before), **files_of_draft(draft, after)}
    return [_change(change, files) for change in changes_between(before, after, fmt, reader)]


def _change(change: Change, files: Files) -> ChangeShown:
    before, after = ([shown(value, files) for value in values] for values in (change.before, change.after))
    return ChangeShown(change.label, change.kind.value, before, after)


def preview_sections(draft: Draft, account: Account) -> list[ShownSection]:
    """Return the answered sections of a draft; what will not be public is marked."""
    body, fmt, language = draft.body, draft.format, current_language().code
    _public, sealed = parts_of(body, fmt, draft_circumstances(draft))
    reader = Reader(language, say, current_vocabulary(), cards_for(body, fmt, language, account))
    sections = page_sections(body, fmt, reader, sealed=frozenset(sealed))
    return shown_sections(sections, files_of_draft(draft, body))
