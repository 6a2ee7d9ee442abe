"""What the pages of working copies of vocabularies show and do."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.person import Person
from clearinghouse.accounts.vocabulary_editors import editor_of, may_publish
from clearinghouse.core.languages import BY_CODE
from clearinghouse.core.messages import Message
from clearinghouse.formats.locking import locked_terms
from clearinghouse.vocabularies.actions import (
    EDIT,
    begin_scheme_draft,
    bring_up_to_date,
    conflicts_of,
    difference_of,
    discard_scheme_draft,
    publish_scheme_draft,
    request_review,
    return_to_editing,
    save_scheme_draft,
)
from clearinghouse.vocabularies.comparing import Difference
from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.editing import TermTakenError, deprecated, merged, term_in, with_term, without_term
from clearinghouse.vocabularies.errors import SchemeDraftGoneError, StaleSchemeDraftError
from clearinghouse.vocabularies.finding import find_terms
from clearinghouse.vocabularies.importing import MAX_UPLOADED_BYTES, ImportReport, import_skos
from clearinghouse.vocabularies.loading import restored
from clearinghouse.vocabularies.models import SchemeDraft
from clearinghouse.vocabularies.problems import MalformedVocabularyError
from clearinghouse.vocabularies.quality import problems_of
from clearinghouse.vocabularies.queries import standing, standing_scheme
from clearinghouse.web.languages import current_language
from clearinghouse.web.speech import say
from clearinghouse.web.term_page import MAPPING_WORDS
from clearinghouse.web.vocabulary_forms import named
from clearinghouse.web.vocabulary_pages import names_of, sentences

SHOWN_CHANGES = 100
_FIELD_WORDS = {
    "labels": Message("vocabulary", "Label"),
    "alternatives": Message("vocabulary", "Other labels"),
    "broader": Message("vocabulary", "Broader terms"),
    "notation": Message("vocabulary", "Notation"),
    "position": Message("vocabulary", "Position"),
    "definitions": Message("vocabulary", "Definition"),
    "scope_notes": Message("vocabulary", "Scope note"),
    "related": Message("vocabulary", "Related terms"),
    "aliases": Message("vocabulary", "Other identifiers"),
    "is_deprecated": Message("vocabulary", "No longer used"),
    "replaced_by": Message("vocabulary", "Replaced by"),
    "completeness": Message("vocabulary", "Completeness"),
    "source": Message("vocabulary", "Source"),
    "version": Message("vocabulary", "Version of the source"),
    "created": Message("vocabulary", "Created"),
    "modified": Message("vocabulary", "Last changed at the source"),
    "notes": Message("vocabulary", "Notes"),
}
_FOUND = 50
_MAX_IDENTIFIER_CHARS = 128


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One working copy in the list."""

    draft: SchemeDraft
    name: str
    by: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One working copy. conflicts: terms that both sides changed; problems: sentences."""

    draft: SchemeDraft
    scheme: Scheme
    name: str
    by: str
    difference: Difference
    is_behind: bool
    conflicts: tuple[str, ...]
    problems: tuple[str, ...]
    may_publish: bool
    found: tuple[Term, ...]
    more_changes: int
    properties: tuple[tuple[str, str, str], ...]


def draft_named(uid: UUID, person: Person) -> SchemeDraft:
    """Return a working copy for those who may edit. Raises NotAllowedError, SchemeDraftGoneError."""
    editor_of(person).require(EDIT)
    draft = SchemeDraft.objects.filter(pk=uid).first()
    if draft is None:
        raise SchemeDraftGoneError
    return draft


def draft_rows(person: Person) -> list[DraftRow]:
    """Return every working copy, the last changed first. Raises NotAllowedError."""
    editor_of(person).require(EDIT)
    drafts = list(SchemeDraft.objects.all())
    names = names_of({draft.changed_by for draft in drafts})
    language = current_language().code
    return [DraftRow(one, restored(one.text).label(language), names.get(one.changed_by, "")) for one in drafts]


def draft_page(draft: SchemeDraft, person: Person, text: str) -> DraftPage:
    """Return what stands on the page of a working copy. text: of a search for a term to change."""
    scheme = _scheme(draft)
    language = current_language().code
    found = standing(draft.identifier)
    difference = difference_of(draft)
    terms = [one.term for one in find_terms(scheme, text, language, limit=_FOUND)] if text else scheme.terms[:_FOUND]
    return DraftPage(
        draft,
        scheme,
        scheme.label(language),
        names_of({draft.changed_by}).get(draft.changed_by, ""),
        difference,
        found is not None and found[1] != draft.base_digest,
        conflicts_of(draft),
        tuple(sentences(problems_of(scheme))),
        may_publish(person),
        tuple(terms),
        max(0, len(difference.changed) - SHOWN_CHANGES),
        tuple((field_name(one.field), one.before, one.after) for one in difference.scheme_changes),
    )


def begin(person: Person, identifier: str) -> SchemeDraft:
    """Begin a working copy of a published scheme."""
    return begin_scheme_draft(identifier, by=editor_of(person), at=timezone.now())


def begin_new(person: Person, identifier: str, label: str) -> SchemeDraft:
    """Begin a scheme of our own. Raises TermTakenError where the identifier is empty or in use."""
    identifier = identifier.replace("\0", "").strip()[:_MAX_IDENTIFIER_CHARS]
    if not identifier or standing(identifier):
        raise TermTakenError(term=identifier)
    content = Scheme(identifier, {current_language().code: label.strip()} if label.strip() else {}, ())
    return begin_scheme_draft(identifier, by=editor_of(person), at=timezone.now(), content=content)


def imported(person: Person, file: "UploadedFile[bytes] | None") -> tuple[ImportReport, list[SchemeDraft]]:
    """Read a file into working copies, one for each scheme that it changes.

    Raises MalformedVocabularyError, VocabularyTooLargeError, NotAllowedError; nothing is kept then.
    """
    editor = editor_of(person)
    editor.require(EDIT)
    if file is None:
        raise MalformedVocabularyError(file=_("The form"), detail=_("no file was chosen"))
    content = file.read(MAX_UPLOADED_BYTES + 1)
    report = import_skos(content, name=file.name or "", standing=standing_scheme, max_bytes=MAX_UPLOADED_BYTES)
    at = timezone.now()
    drafts = [
        begin_scheme_draft(one.scheme.identifier, by=editor, at=at, content=one.scheme)
        for one in report.schemes
        if one.difference
    ]
    return report, drafts


def take_step(draft: SchemeDraft, person: Person, data: QueryDict) -> str:
    """Carry out the step that a form of the page asks for; return the sentence that says what happened."""
    editor, at, note = editor_of(person), timezone.now(), data.get("note", "").replace("\0", "")[:5000]
    _refuse_stale(draft, data)
    match data.get("step", ""):
        case "review":
            request_review(draft, by=editor, at=at, note=note)
            return _("The review was requested.")
        case "return":
            return_to_editing(draft, by=editor, at=at, note=note)
            return _("The working copy was returned with your reason.")
        case "publish":
            publish_scheme_draft(draft, by=editor, reason=note, locked=locked_terms())
            return _("The new version was published.")
        case "update":
            conflicts = bring_up_to_date(draft, by=editor, at=at)
            return (
                _("Both sides changed these terms; the working copy kept its own: %(terms)s.")
                % {"terms": ", ".join(conflicts)}
                if conflicts
                else _("The working copy is up to date.")
            )
        case "discard":
            discard_scheme_draft(draft, by=editor)
            return _("The working copy was deleted. What is published stays as it is.")
        case _:
            return _("Nothing was done.")


def save_properties(draft: SchemeDraft, person: Person, scheme: Scheme, data: QueryDict) -> None:
    """Keep changed properties of the scheme."""
    _refuse_stale(draft, data)
    save_scheme_draft(draft, scheme, by=editor_of(person), at=timezone.now())


def change_term(draft: SchemeDraft, person: Person, term: Term | None, data: QueryDict, *, old: str) -> str:
    """Carry out what the form of a term asks for; return the sentence. term: what the form says, where it is kept."""
    _refuse_stale(draft, data)
    scheme = _scheme(draft)
    match data.get("do", "save"):
        case "remove":
            changed = without_term(scheme, old, base=standing_scheme(draft.identifier))
            said = _("The term was removed from the working copy.")
        case "merge":
            changed = merged(scheme, old, named(scheme, data.get("into", "")))
            said = _("The term was merged. Its old identifier leads to the other term.")
        case "deprecate":
            into = data.get("into", "").strip()
            changed = deprecated(scheme, old, replaced_by=named(scheme, into) if into else "")
            said = _("The term was taken out of use. It stays readable.")
        case "restore":
            changed = deprecated(scheme, old, is_deprecated=False)
            said = _("The term is in use again.")
        case _:
            changed = with_term(scheme, term, instead_of=old) if term else scheme
            said = _("The term was saved in the working copy.")
    save_scheme_draft(draft, changed, by=editor_of(person), at=timezone.now())
    return said


@lru_cache(maxsize=4)
def _scheme_of(_uid: UUID, _version: int, text: str) -> Scheme:
    """Return the scheme of a working copy; page after page shows the same."""
    return restored(text)


def _scheme(draft: SchemeDraft) -> Scheme:
    return _scheme_of(draft.pk, draft.version, draft.text)


def term_of(draft: SchemeDraft, identifier: str) -> tuple[Scheme, Term | None]:
    """Return the scheme of a working copy and one term of it, None where none is named. Raises UnknownTermError."""
    scheme = _scheme(draft)
    return scheme, term_in(scheme, identifier) if identifier else None


def changes_shown(difference: Difference) -> Iterator[tuple[Term, list[tuple[str, str, str]]]]:
    """Yield the changed terms with what changed, up to a number that a page can hold."""
    for one in difference.changed[:SHOWN_CHANGES]:
        yield one.after, [(field_name(change.field), change.before, change.after) for change in one.changes]


def field_name(field: str) -> str:
    """Return what a property of a term or a scheme is called, with its language or kind."""
    name, _dot, part = field.partition(".")
    words = say(_FIELD_WORDS[name]) if name in _FIELD_WORDS else name
    if name == "mappings":
        return say(MAPPING_WORDS[part])
    return f"{words} ({BY_CODE[part].name if part in BY_CODE else part})" if part else words


def _refuse_stale(draft: SchemeDraft, data: QueryDict) -> None:
    """Refuse a form that was made from an older version of the working copy."""
    if data.get("version", "") != str(draft.version):
        raise StaleSchemeDraftError
