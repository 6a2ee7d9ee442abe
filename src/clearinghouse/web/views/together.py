"""Working together on a draft: comments on its answers, and sections in the hands of colleagues."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import person_of
from clearinghouse.core.errors import DomainError
from clearinghouse.records import comments as talk
from clearinghouse.records.delegating import colleagues_of, finish, give_section, open_sections, take_back
from clearinghouse.records.drafting import get_draft
from clearinghouse.records.errors import AddresseeUnfitError, FieldUnknownError, SectionUnknownError
from clearinghouse.records.models import Draft
from clearinghouse.search.refusals import status_of
from clearinghouse.web.errors import said
from clearinghouse.web.speech import say
from clearinghouse.web.talking import chosen_account, comments_context, crumbs_of
from clearinghouse.web.together import given_shown, section_named
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def comments(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Show the discussions of a draft, or of one field; begin one."""
    draft = get_draft(uid, by=account)
    problem: DomainError | None = None
    if request.method == "POST":
        try:
            return _begun(request, draft, account)
        except FieldUnknownError:
            raise
        except DomainError as error:
            problem = error
    return _comments_page(request, draft, account, problem=problem)


def _begun(request: HttpRequest, draft: Draft, account: Account) -> HttpResponse:
    field, row = talk.place_in(draft, request.POST.get("field", ""))
    made = talk.add_comment(
        draft,
        field=field,
        row=request.POST.get("row", "") or row,
        text=request.POST.get("text", ""),
        to=_addressee(request),
        by=account,
        at=timezone.now(),
    )
    messages.success(request, _("The comment was added."))
    return _back_to(draft, made.pk)


@for_accounts
def comment(request: HttpRequest, account: Account, uid: UUID, key: int) -> HttpResponse:
    """Show one discussion; answer, resolve, open again, edit or delete."""
    draft = get_draft(uid, by=account)
    thread = talk.get_thread(draft, key, by=account)
    problem: DomainError | None = None
    if request.method == "POST":
        try:
            is_left = _done(request, thread, account)
        except DomainError as error:
            problem = error
        else:
            return _back_to(draft, thread.head.pk if is_left else None)
    return _comments_page(request, draft, account, problem=problem, thread=thread)


def _done(request: HttpRequest, thread: talk.Thread, account: Account) -> bool:
    """Do what the pressed button says; say whether the discussion is still there."""
    doing, _point, named = request.POST.get("do", "").partition(".")
    at, text = timezone.now(), request.POST.get("text", "")
    last = thread.comments[-1].pk if not named.isdecimal() else int(named[:18])
    match doing:
        case "answer":
            talk.answer(thread, text=text, to=_addressee(request), by=account, at=at)
            messages.success(request, _("The comment was added."))
        case "resolve":
            talk.resolve(thread, by=account, at=at)
            messages.success(request, _("The discussion was resolved."))
        case "reopen":
            talk.reopen(thread, by=account)
            messages.success(request, _("The discussion is open again."))
        case "edit":
            talk.edit(thread, last, text=text, by=account, at=at)
            messages.success(request, _("The comment was changed."))
        case "delete":
            talk.delete(thread, last, by=account)
            messages.success(request, _("The comment was deleted."))
            return last != thread.head.pk
    return True


def _addressee(request: HttpRequest) -> Account | None:
    """Return whom a comment is to ask. Raises AddresseeUnfitError where nobody has the identifier."""
    sent = request.POST.get("to", "")
    account = chosen_account(sent)
    if sent and account is None:
        raise AddresseeUnfitError
    return account


def _back_to(draft: Draft, key: int | None) -> HttpResponse:
    if key is None:
        return HttpResponseRedirect(reverse("draft-comments", args=[draft.pk]))
    return HttpResponseRedirect(reverse("draft-comment", args=[draft.pk, key]))


def _comments_page(
    request: HttpRequest,
    draft: Draft,
    account: Account,
    *,
    problem: DomainError | None,
    thread: talk.Thread | None = None,
) -> HttpResponse:
    context = comments_context(request, draft, account, thread=thread)
    status = status_of(problem) if problem else 200
    return render(
        request, "together/comments.html", {**context, "problem": said(problem) if problem else ""}, status=status
    )


@for_accounts
def section(request: HttpRequest, account: Account, uid: UUID, name: str) -> HttpResponse:
    """Give a section of a draft to a colleague, take it back, or say that one is done with it."""
    draft = get_draft(uid, by=account)
    if section_named(draft.format, name) is None:
        raise SectionUnknownError(section=name[:100])
    problem: DomainError | None = None
    if request.method == "POST":
        try:
            return _sent(request, draft, name, account)
        except DomainError as error:
            if status_of(error) == 403:
                raise
            problem = error
    return _section_page(request, draft, name, account, problem)


def _sent(request: HttpRequest, draft: Draft, name: str, account: Account) -> HttpResponse:
    at, doing = timezone.now(), request.POST.get("do", "")
    if doing == "done":
        finish(draft, name, by=account, at=at, result=request.POST.get("result", ""))
        messages.success(request, _("You are done with the section. Whoever gave it to you is told."))
        may_stay = is_allowed(person_of(account), "see-draft", draft.subject)
        return HttpResponseRedirect(reverse("draft", args=[draft.pk]) if may_stay else reverse("desk"))
    if doing == "take-back":
        take_back(draft, name, by=account, at=at)
        messages.success(request, _("The section was taken back."))
    else:
        to = request.POST.get("to", "")
        colleague = chosen_account(to)
        give_section(
            draft,
            name,
            to=colleague,
            email="" if colleague else request.POST.get("email", ""),
            due_on=_day_in(request.POST.get("due", "")),
            note=request.POST.get("note", ""),
            by=account,
            at=at,
        )
        is_known = _("The section was given, and your colleague is told.")
        messages.success(
            request, is_known if colleague else _("The section was given. Whoever has this address is told.")
        )
    return HttpResponseRedirect(f"{reverse('draft', args=[draft.pk])}#section-{name}")


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _section_page(
    request: HttpRequest, draft: Draft, name: str, account: Account, problem: DomainError | None
) -> HttpResponse:
    may_give = is_allowed(person_of(account), "delegate-section", draft.subject)
    found = section_named(draft.format, name)
    held = open_sections(draft).filter(section=name).first()
    past = draft.delegations.filter(section=name).exclude(state="open").select_related("to", "given_by")
    label = say(draft.format.section_label(found)) if found else name
    context = {
        "label": label,
        "given": given_shown(held, account) if held else None,
        "may_give": may_give,
        "past": [given_shown(one, account) for one in past] if may_give else [],
        "colleagues": colleagues_of(draft, account) if may_give and held is None else [],
        "today": timezone.now().date().isoformat(),
        "form": request.POST,
        "problem": said(problem) if problem else "",
        "back": f"{reverse('draft', args=[draft.pk])}#section-{name}",
        **crumbs_of(draft, label),
    }
    return render(request, "together/section.html", context, status=status_of(problem) if problem else 200)
