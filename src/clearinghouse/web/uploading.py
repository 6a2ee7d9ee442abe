"""Files that were sent with the editor's form: stored, and linked from the field they were chosen for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import Json
from clearinghouse.core.errors import DomainError
from clearinghouse.derived.problems import Problem
from clearinghouse.derived.reading import ATTACHMENT
from clearinghouse.formats.answers import answer_at, with_answer
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import WebLink
from clearinghouse.records.attachments import name_of, store_attachment
from clearinghouse.records.drafting import save_draft
from clearinghouse.records.errors import AttachmentTooLargeError
from clearinghouse.records.models import Draft
from clearinghouse.web.upload_handler import files_too_large

INPUT = "file."
"""What the name of a file input begins with; the name of the field follows."""


@dataclass(frozen=True, slots=True)
class FilesTaken:
    """The draft with the links to what was stored, and what could not be."""

    draft: Draft
    problems: list[Problem]


def take_sent_files(request: HttpRequest, draft: Draft, account: Account) -> FilesTaken:
    """Store the files sent with a form that is saved already, and link each from its field.

    Raises StaleDraftError, BodyTooLargeError, NotAllowedError; the files are stored then, but not linked.
    """
    problems = [*_left_out(request, draft.format)]
    body = draft.body
    for one, sent in _sent(request, draft.format):
        try:
            attachment = store_attachment(draft, sent.name or "", chunks=sent.chunks(), by=account, at=timezone.now())
        except DomainError as error:
            problems.append(_problem(one, error))
            continue
        link: Json = {"url": f"{ATTACHMENT}{attachment.pk}", "name": name_of(sent.name or "", attachment)}
        body = with_answer(body, one.name, _with_link(one, answer_at(body, one.name), link))
    if body != draft.body:
        draft = save_draft(draft, body, by=account, at=timezone.now(), version=draft.version)
    return FilesTaken(draft, problems)


def _sent(request: HttpRequest, fmt: Format) -> Iterator[tuple[Field, "UploadedFile[bytes]"]]:
    for name, files in request.FILES.lists():
        one = _field_of(name, fmt)
        for sent in files:
            if one is not None and isinstance(sent, UploadedFile):
                yield one, sent


def _left_out(request: HttpRequest, fmt: Format) -> Iterator[Problem]:
    for name, file_name in files_too_large(request):
        one = _field_of(name, fmt)
        if one is not None:
            yield _problem(one, AttachmentTooLargeError(name=file_name, limit=settings.MAX_FILE_BYTES // 1024**2))


def _field_of(name: str, fmt: Format) -> Field | None:
    """Return the field for which an input sends files, None if there is none that accepts them."""
    one = fmt.find(name.removeprefix(INPUT)) if name.startswith(INPUT) else None
    return one if one is not None and isinstance(one.kind, WebLink) and one.kind.accepts_files else None


def _with_link(one: Field, value: object, link: Json) -> object:
    if not one.is_repeated:
        return link
    rows = value if isinstance(value, list) else []
    is_there = any(isinstance(row, dict) and row.get("url") == link["url"] for row in rows)
    return rows if is_there else [*rows, link]


def _problem(one: Field, error: DomainError) -> Problem:
    return Problem(error.code, f"/{one.name}", one.name, error.sentence, error.data)
