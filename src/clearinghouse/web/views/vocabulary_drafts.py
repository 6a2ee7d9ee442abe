"""Working copies of vocabularies: begin, import, change, review, publish."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.core.errors import DomainError, NotAllowedError
from clearinghouse.vocabularies.concepts import COMPLETENESS
from clearinghouse.vocabularies.models import SchemeDraft
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.errors import said
from clearinghouse.web.speech import say
from clearinghouse.web.views.signing_in import for_accounts
from clearinghouse.web.vocabulary_editing import (
    begin,
    begin_new,
    change_term,
    changes_shown,
    draft_named,
    draft_page,
    draft_rows,
    imported,
    save_properties,
    take_step,
    term_of,
)
from clearinghouse.web.vocabulary_forms import scheme_from, term_form, term_from
from clearinghouse.web.vocabulary_pages import COMPLETENESS_WORDS, sentences, with_query


@for_accounts
def drafts(request: HttpRequest, account: Account) -> HttpResponse:
    """List the working copies; begin one of a scheme, a new one, or those of a file."""
    problem = ""
    person = person_of(account)
    if request.method == "POST":
        try:
            if "import" in request.POST:
                return _imported(request, account)
            if "new" in request.POST:
                begun = begin_new(person, request.POST.get("identifier", ""), request.POST.get("label", ""))
            else:
                begun = begin(person, request.POST.get("scheme", ""))
        except NotAllowedError:
            raise
        except DomainError as error:
            problem = said(error)
        else:
            return HttpResponseRedirect(_after_begin(begun, request.POST.get("term", "")))
    context = {"rows": draft_rows(person), "problem": problem, "crumbs": _crumbs()}
    return render(request, "vocabularies/drafts.html", context, status=422 if problem else 200)


def _imported(request: HttpRequest, account: Account) -> HttpResponse:
    report, begun = imported(person_of(account), request.FILES.get("file"))
    by_identifier = {draft.identifier: draft for draft in begun}
    schemes = [
        {
            "report": one,
            "name": one.scheme.identifier,
            "problems": list(sentences(one.problems)),
            "draft": by_identifier.get(one.scheme.identifier),
        }
        for one in report.schemes
    ]
    context = {"schemes": schemes, "problems": list(sentences(report.problems)), "crumbs": _crumbs(_("Import"))}
    return render(request, "vocabularies/imported.html", context)


@for_accounts
def draft(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Show a working copy: what it changes, what is wrong with it, and the next step."""
    return _draft(request, account, draft_named(uid, person_of(account)))


def _draft(request: HttpRequest, account: Account, found: SchemeDraft, problem: str = "") -> HttpResponse:
    text = request.GET.get("q", "").strip()[:200]
    page = draft_page(found, person_of(account), text)
    context = {
        "page": page,
        "text": text,
        "changes": list(changes_shown(page.difference)),
        "problem": problem,
        "note": request.POST.get("note", ""),
        "crumbs": _crumbs(page.name),
    }
    return render(request, "vocabularies/draft.html", context, status=422 if problem else 200)


@require_POST
@for_accounts
def step(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Take the next step of the review, or show what stands in its way."""
    person = person_of(account)
    found = draft_named(uid, person)
    try:
        happened = take_step(found, person, request.POST)
    except NotAllowedError:
        raise
    except DomainError as error:
        return _draft(request, account, draft_named(uid, person), said(error))
    messages.success(request, happened)
    match request.POST.get("step"):
        case "publish":
            return HttpResponseRedirect(reverse("vocabulary", args=[found.identifier]))
        case "discard":
            return HttpResponseRedirect(reverse("vocabulary-drafts"))
        case _:
            return HttpResponseRedirect(reverse("vocabulary-draft", args=[uid]))


@for_accounts
def properties(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Change the name, notes, source and completeness of a scheme."""
    person = person_of(account)
    found = draft_named(uid, person)
    scheme, _none = term_of(found, "")
    problem = ""
    if request.method == "POST":
        scheme = scheme_from(request.POST, scheme)
        try:
            save_properties(found, person, scheme, request.POST)
        except NotAllowedError:
            raise
        except DomainError as error:
            problem = said(error)
        else:
            return HttpResponseRedirect(reverse("vocabulary-draft", args=[uid]))
    context = {
        "draft": found,
        "scheme": scheme,
        "completenesses": [(one, say(COMPLETENESS_WORDS[one])) for one in COMPLETENESS],
        "problem": problem,
        "crumbs": _crumbs(scheme.identifier, reverse("vocabulary-draft", args=[uid])),
    }
    return render(request, "vocabularies/properties.html", context, status=422 if problem else 200)


@for_accounts
def edit_term(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Change one term of a working copy, or add one."""
    person = person_of(account)
    found = draft_named(uid, person)
    old = request.POST.get("old", "") if request.method == "POST" else request.GET.get("id", "")
    scheme, before = term_of(found, old)
    shown, problem = before, ""
    if request.method == "POST":
        try:
            shown = term_from(request.POST, scheme, before) if request.POST.get("do", "save") == "save" else before
            messages.success(request, change_term(found, person, shown, request.POST, old=old))
        except NotAllowedError:
            raise
        except DomainError as error:
            problem = said(error)
        else:
            return HttpResponseRedirect(reverse("vocabulary-draft", args=[uid]))
    context = {
        "draft": found,
        "scheme": scheme,
        "term": before,
        "form": term_form(shown, scheme, old=old),
        "problem": problem,
        "crumbs": _crumbs(scheme.identifier, reverse("vocabulary-draft", args=[uid])),
    }
    return render(request, "vocabularies/edit_term.html", context, status=422 if problem else 200)


def _after_begin(begun: SchemeDraft, term: str) -> str:
    if term:
        return with_query(reverse("vocabulary-draft-term", args=[begun.pk]), {"id": term})
    return reverse("vocabulary-draft", args=[begun.pk])


def _crumbs(label: str = "", url: str = "") -> list[dict[str, str]]:
    here = [{"label": _("Working copies of vocabularies"), "url": reverse("vocabulary-drafts")}]
    return [*desk_crumbs(), *here, *([{"label": label, "url": url}] if label else [])]
