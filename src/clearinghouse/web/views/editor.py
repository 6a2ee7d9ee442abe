"""The editor of a draft and what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import WrongStateError
from clearinghouse.core.errors import DomainError
from clearinghouse.derived.form_rows import row_numbers
from clearinghouse.derived.form_shape import shape_of
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import open_case, request_publication, return_draft, withdraw_request
from clearinghouse.records.closing import require_open
from clearinghouse.records.drafting import delete_draft, get_draft, problems_of, save_draft
from clearinghouse.records.errors import (
    BodyTooLargeError,
    CaseClosedError,
    InvalidDraftError,
    NothingChangedError,
    ReasonMissingError,
    StaleDraftError,
)
from clearinghouse.records.models import Draft, Revision
from clearinghouse.records.saving import DraftConflictError
from clearinghouse.search.refusals import status_of
from clearinghouse.web.creating import back_from
from clearinghouse.web.deciding import give_sent, sent_case
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.drafts_shown import ChangeShown, changes_shown, preview_sections, published_body
from clearinghouse.web.editing import EditorPage, TextPlace, editor_page, typed_search
from clearinghouse.web.errors import said
from clearinghouse.web.merging_shown import merged_sentence, questions_of, taken_fields
from clearinghouse.web.pasting import group_named, paste_shown, read_block, with_rows
from clearinghouse.web.presenting import record_url
from clearinghouse.web.pressed import pressed
from clearinghouse.web.sending import made_from, save_sent, sent_keyed
from clearinghouse.web.uploading import take_sent_files
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def editor(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Show the editor, or take what was sent: save it, then do what the pressed button says."""
    if (revision := _published_from(uid)) is not None:
        messages.info(request, _("This draft was already published."))
        return HttpResponseRedirect(record_url(str(revision.record.printed_number)))
    draft = get_draft(uid, by=account)
    if request.method != "POST":
        return _page(request, editor_page(draft, account))
    doing = request.POST.get("do", "save").partition(".")[0]
    if doing in _ABOUT_REQUEST and "version" not in request.POST:
        # From the page of somebody who may only read the draft.
        return _DOINGS[doing](request, draft, account)
    try:
        require_open(sent_case(request, draft))
        saved = save_sent(request, draft, account)
        taken = take_sent_files(request, saved.draft, account)
    except DraftConflictError as error:
        return _asked(request, account, error)
    except (StaleDraftError, BodyTooLargeError, CaseClosedError, WrongStateError) as error:
        return _refused(request, draft, account, error)
    draft = taken.draft
    if sentence := merged_sentence(saved):
        messages.info(request, sentence)
    if taken.problems:
        page = editor_page(draft, account, problems=taken.problems)
        return _page(request, replace(page, is_checked=False), status=422)
    return _DOINGS.get(doing, _saved)(request, draft, account)


@require_POST
def upload(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take the files that were chosen in the form, and with them whatever else it holds."""
    return editor(request, uid=uid)


def _published_from(uid: UUID) -> Revision | None:
    return Revision.objects.select_related("record").filter(draft_uid=uid).first()


def _page(
    request: HttpRequest,
    page: EditorPage,
    *,
    status: int = 200,
    notice: str = "",
    tone: str = "wrong",
    changes: Sequence[ChangeShown] = (),
) -> HttpResponse:
    context = {
        "page": page,
        "realm": page.draft.realm,
        "notice": notice,
        "notice_tone": tone,
        "changes": changes,
        "crumbs": _crumbs(page),
        "back": back_from(request, page.draft.pk),
    }
    return render(request, "editor/editor.html", context, status=status)


def _refused(request: HttpRequest, draft: Draft, account: Account, error: DomainError) -> HttpResponse:
    """Show what could not be saved, as it was typed, over the draft as it now stands."""
    draft.refresh_from_db()
    unsaved = sent_keyed(request, draft, draft.keyed)
    page = editor_page(draft, account, unsaved=unsaved, made=made_from(request))
    changes = changes_shown(draft.body, unsaved.body, draft, account)
    return _page(request, page, status=status_of(error), notice=said(error), changes=changes)


def _asked(request: HttpRequest, account: Account, error: DraftConflictError) -> HttpResponse:
    """Ask what is to stand where somebody else changed the same; the answers come with the next save."""
    sent = made_from(request)
    made = replace(sent, version=error.draft.version)
    questions = questions_of(error, account)
    page = editor_page(error.draft, account, unsaved=error.merged, made=made, questions=questions)
    page = replace(page, asked_from=sent.version)
    return _page(request, page, status=status_of(error))


def _enter(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    """Answer the Enter key: a search if one was typed, otherwise a save."""
    name, text = typed_search(request)
    if not name:
        return _saved(request, draft, account)
    return _page(request, editor_page(draft, account, picking=(name, text)))


def _find(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    name = pressed(request, draft.format).field
    return _page(request, editor_page(draft, account, picking=(name, request.POST.get(f"q.{name}", ""))))


def _browse(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    return _page(request, editor_page(draft, account, browsing=pressed(request, draft.format).field))


def _add(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    return _page(request, editor_page(draft, account, extra_rows={pressed(request, draft.format).field: 2}))


def _insert(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    name, number = pressed(request, draft.format).rows
    above = [one for one in row_numbers(request.POST, name) if number is not None and one <= number]
    return _page(request, editor_page(draft, account, blank_at=(name, len(above))))


def _picked(request: HttpRequest, draft: Draft, _account: Account) -> HttpResponse:
    name = pressed(request, draft.format).field
    return HttpResponseRedirect(f"{reverse('draft', args=[draft.pk])}#field-{name}")


def _worded(request: HttpRequest, draft: Draft, _account: Account) -> HttpResponse:
    name = pressed(request, draft.format).field
    return HttpResponseRedirect(f"{reverse('draft', args=[draft.pk])}#texts-{name}")


def _language(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    """Ask which language is to be added beside a text; lead back to the text once it is."""
    button = pressed(request, draft.format)
    if not button.language:
        place = TextPlace(button.field, button.text_key)
        return _page(request, replace(editor_page(draft, account), adding=place))
    key = f"-{button.text_key}" if button.text_key else ""
    return HttpResponseRedirect(f"{reverse('draft', args=[draft.pk])}#texts-{button.field}{key}")


def _create(request: HttpRequest, draft: Draft, _account: Account) -> HttpResponse:
    button = pressed(request, draft.format)
    query = urlencode({"field": button.field, "format": button.value})
    return HttpResponseRedirect(f"{reverse('draft-create', args=[draft.pk])}?{query}")


def _paste(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    group = group_named(draft, pressed(request, draft.format).field)
    if group is None:
        return _saved(request, draft, account)
    block = read_block(draft, group, request.POST.get(f"paste.{group.name}", ""))
    body = with_rows(draft, group, block)
    draft = save_draft(draft, body, by=account, at=timezone.now(), version=draft.version)
    return _page(request, editor_page(draft, account, pasted=paste_shown(group, block)))


def _saved(request: HttpRequest, draft: Draft, _account: Account) -> HttpResponse:
    messages.success(request, _("The draft was saved."))
    return HttpResponseRedirect(reverse("draft", args=[draft.pk]))


def _check(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    problems = problems_of(draft)
    page = editor_page(draft, account, problems=problems)
    fine = (
        _("Nothing is missing in what was given to you.")
        if problems
        else _("Nothing stands in the way of publication.")
    )
    notice = "" if page.problems else fine
    return _page(request, page, status=422 if page.problems else 200, notice=notice, tone="good")


def _request(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    try:
        request_publication(draft, by=account, at=timezone.now(), asks=request.POST.get("asks", ""))
    except InvalidDraftError as error:
        return _page(request, editor_page(draft, account, problems=error.problems), status=422)
    messages.success(request, _("Publication was requested. The publishing authority sees it on their desk."))
    return HttpResponseRedirect(reverse("desk"))


def _publish(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    try:
        revision = publish(draft, by=account, at=timezone.now(), deciding=sent_case(request, draft))
    except InvalidDraftError as error:
        return _page(request, editor_page(draft, account, problems=error.problems), status=422)
    except (NothingChangedError, StaleDraftError, CaseClosedError) as error:
        return _page(request, editor_page(draft, account), status=status_of(error), notice=said(error))
    messages.success(request, _("Published. The record is in the register and will be found in a moment."))
    back = back_from(request, draft.pk)
    return HttpResponseRedirect(back.url if back else record_url(str(revision.record.printed_number)))


def _withdraw(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    withdraw_request(draft, by=account, at=timezone.now())
    messages.success(request, _("The request was withdrawn. The draft is yours again."))
    return HttpResponseRedirect(reverse("draft", args=[draft.pk]))


def _return(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    try:
        return_draft(draft, by=account, at=timezone.now(), reason=request.POST.get("reason", ""))
    except ReasonMissingError as error:
        return _page(request, replace(editor_page(draft, account), reason_problem=said(error)), status=422)
    messages.success(request, _("The draft was returned with your reason."))
    return HttpResponseRedirect(reverse("desk"))


def _reassign(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    give_sent(request, open_case(draft), account)
    messages.success(request, _("The request was handed on."))
    return HttpResponseRedirect(reverse("draft", args=[draft.pk]))


_ABOUT_REQUEST = frozenset({"withdraw", "reassign", "return"})
_DOINGS: dict[str, Callable[[HttpRequest, Draft, Account], HttpResponse]] = {
    "enter": _enter,
    "find": _find,
    "browse": _browse,
    "add": _add,
    "insert": _insert,
    "paste": _paste,
    "create": _create,
    **dict.fromkeys(("up", "down", "copy", "remove"), _picked),
    **dict.fromkeys(("translate", "right"), _worded),
    "language": _language,
    "pick": _picked,
    "drop": _picked,
    "upload": _picked,
    "save": _saved,
    "check": _check,
    "request": _request,
    "publish": _publish,
    "withdraw": _withdraw,
    "return": _return,
    "reassign": _reassign,
}


@require_POST
@for_accounts
def autosave(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Save in the background; answer with the new version, and with the form where the answers now shape it otherwise.

    A page says in `shape` which form it has: on a slow line the form weighs more than all else.
    """
    try:
        saved = save_sent(request, get_draft(uid, by=account), account)
    except DomainError as error:
        return JsonResponse({"code": error.code, "sentence": said(error)}, status=status_of(error))
    draft = saved.draft
    page = editor_page(draft, account, problems=problems_of(draft) if "checked" in request.POST else None)
    taken, shape = taken_fields(saved), shape_of(page.form, page.problems, page.languages, page.languages_filled)
    answer = {
        "version": draft.version,
        "saved_at": draft.updated_at.isoformat(),
        "taken": taken,
        "merged": merged_sentence(saved),
        "shape": shape,
    }
    if taken or request.POST.get("shape") != shape:
        answer["form"] = render_to_string("editor/_form.html", {"page": page}, request)
    return JsonResponse(answer)


@for_accounts
def preview(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Show the draft as its record would look."""
    draft = get_draft(uid, by=account)
    page = editor_page(draft, account)
    context = {"page": page, "sections": preview_sections(draft, account), "realm": draft.realm}
    return render(request, "editor/preview.html", {**context, "crumbs": _crumbs(page, _("Preview"))})


@for_accounts
def draft_difference(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Show what the draft changes in the published revision."""
    draft = get_draft(uid, by=account)
    page = editor_page(draft, account)
    changes = changes_shown(published_body(draft), draft.body, draft, account)
    context = {"page": page, "changes": changes, "realm": draft.realm, "crumbs": _crumbs(page, _("Changes"))}
    return render(request, "editor/difference.html", context)


@for_accounts
def delete(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Ask whether to delete a draft, and do it."""
    draft = get_draft(uid, by=account)
    if request.method == "POST":
        delete_draft(draft, by=account)
        messages.success(request, _("The draft was deleted. What was published before is untouched."))
        return HttpResponseRedirect(reverse("desk"))
    page = editor_page(draft, account)
    context = {"page": page, "realm": draft.realm, "crumbs": _crumbs(page, _("Delete draft"))}
    return render(request, "editor/delete.html", context)


def _crumbs(page: EditorPage, label: str = "") -> list[dict[str, str]]:
    crumbs = [
        *desk_crumbs(),
        {"label": page.title, "url": page.links["draft"], "language": page.title_language},
    ]
    return [*crumbs, {"label": label, "url": ""}] if label else crumbs
