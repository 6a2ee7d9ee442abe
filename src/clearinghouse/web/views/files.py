"""Files of records and drafts: sent in, downloaded, and seen as small pictures."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.records import file_store
from clearinghouse.records.attachments import ReadableFile, readable_attachment, readable_draft_attachment
from clearinghouse.records.drafting import get_draft
from clearinghouse.records.previews import MEDIA_TYPE, preview_of
from clearinghouse.records.queries import find_record
from clearinghouse.usage.counting import count, is_person
from clearinghouse.usage.models import Counted
from clearinghouse.web.views.signing_in import for_accounts

POLICY = "sandbox; default-src 'none'"
"""Content security policy of everything that was sent in: should a browser show it, it may do nothing."""


@require_safe
def record_file(request: HttpRequest, identifier: str, digest: str, name: str) -> HttpResponseBase:
    """Serve a file of a record as a download, under the name that the record gives it."""
    file = _of_record(request, identifier, digest)
    if name != file.name:
        return HttpResponseRedirect(reverse("record-file", args=[identifier, digest, file.name]))
    if is_person(request.headers.get("user-agent", "")):
        count(Counted.DOWNLOAD, find_record(identifier, request.user)[0].guid)
    return _download(request, file)


@require_safe
def record_preview(request: HttpRequest, identifier: str, digest: str) -> HttpResponseBase:
    """Serve the small picture of a file of a record."""
    return _picture(request, _of_record(request, identifier, digest))


@require_safe
@for_accounts
def draft_file(request: HttpRequest, account: Account, uid: UUID, digest: str, name: str) -> HttpResponseBase:
    """Serve a file of a draft to who may work on it."""
    file = _of_draft(account, uid, digest)
    if name != file.name:
        return HttpResponseRedirect(reverse("draft-file", args=[uid, digest, file.name]))
    return _download(request, file)


@require_safe
@for_accounts
def draft_preview_of_file(request: HttpRequest, account: Account, uid: UUID, digest: str) -> HttpResponseBase:
    """Serve the small picture of a file of a draft."""
    return _picture(request, _of_draft(account, uid, digest))


def _of_record(request: HttpRequest, identifier: str, digest: str) -> ReadableFile:
    """Return a file that this visitor may read; whatever else it is, the answer is the same."""
    record, _number = find_record(identifier, request.user)
    file = readable_attachment(record, digest, person=person_of(request.user), visitor=request.user)
    if file is None:
        raise Http404
    return file


def _of_draft(account: Account, uid: UUID, digest: str) -> ReadableFile:
    file = readable_draft_attachment(get_draft(uid, by=account), digest, by=account)
    if file is None:
        raise Http404
    return file


def _download(request: HttpRequest, file: ReadableFile) -> HttpResponseBase:
    etag = f'"{file.attachment.pk}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return _guarded(unchanged, file, etag=etag)
    kind = file.kind
    is_text = kind.media_type.startswith("text/")
    try:
        opened = file_store.opened(file.attachment.pk)
    except FileNotFoundError as error:
        raise Http404 from error
    media_type = f"{kind.media_type}; charset=utf-8" if is_text else kind.media_type
    response = FileResponse(opened, as_attachment=True, filename=file.name, content_type=media_type)
    if not is_text:
        # Packed already: packing again would only take away the length, and with it the progress on a slow line.
        request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return _guarded(response, file, etag=etag)


def _picture(request: HttpRequest, file: ReadableFile) -> HttpResponseBase:
    etag = f'"{file.attachment.pk}-preview"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return _guarded(unchanged, file, etag=etag)
    path = preview_of(file)
    if path is None:
        raise Http404
    return _guarded(HttpResponse(path.read_bytes(), content_type=MEDIA_TYPE), file, etag=etag)


def _guarded(response: HttpResponseBase, file: ReadableFile, *, etag: str) -> HttpResponseBase:
    """Add what keeps a file harmless, and what keeps a copy from outliving it: whoever has one asks before using it."""
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, no-cache" if file.is_public else "private, no-cache"
    response["ETag"] = etag
    return response
