"""Tokens with which programs act for a person."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.accounts.tokens import TooManyTokensError, in_use, issue, revoke
from clearinghouse.core.messages import Message
from clearinghouse.web.account_forms import TokenForm
from clearinghouse.web.account_pages import account_context, confirmed
from clearinghouse.web.errors import said
from clearinghouse.web.speech import say
from clearinghouse.web.views.signing_in import for_accounts

SCOPE_TEXTS = {
    "read": Message("scope", "Read what I may read, drafts and confidential parts included"),
    "draft": Message("scope", "Begin, change and delete drafts, and request publication"),
    "publish": Message("scope", "Publish, return and retire where I may"),
    "team": Message("scope", "Invite people and give or end roles where I may"),
    "vocabulary": Message("scope", "Edit vocabularies and reference data where I may"),
}


@for_accounts
def tokens(request: HttpRequest, account: Account) -> HttpResponse:
    """List the tokens of a person; make one."""
    if request.method == "POST":
        return _make(request, account)
    return _page(request, account, TokenForm(initial={"scopes": ["read"], "days": "90"}))


@confirmed
def _make(request: HttpRequest, account: Account) -> HttpResponse:
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, account, form, status=422)
    answers, now = form.cleaned_data, timezone.now()
    expires_at = now + timedelta(days=int(answers["days"])) if answers["days"] else None
    try:
        token, secret = issue(account, answers["name"], answers["scopes"], expires_at, now)
    except TooManyTokensError as error:
        return _page(request, account, form, problem=said(error), status=422)
    context = {**account_context(_("Token for a program"), "access-tokens"), "token": token, "secret": secret}
    return render(request, "accounts/token_made.html", context)


@require_POST
@for_accounts
def end_token(request: HttpRequest, account: Account, pk: int) -> HttpResponse:
    """End one token of a person."""
    token = account.access_tokens.filter(pk=pk).first()
    if token is None:
        raise Http404
    revoke(token, by=account, at=timezone.now())
    messages.success(request, _("The token is ended. Programs that use it are refused from now on."))
    return HttpResponseRedirect(reverse("access-tokens"))


def _page(
    request: HttpRequest, account: Account, form: TokenForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    chosen = form["scopes"].value() or []
    context = {
        **account_context(_("Tokens for programs"), "access-tokens"),
        "tokens": in_use(account, timezone.now()),
        "form": form,
        "problem": problem,
        "scopes": [{"value": one, "text": say(SCOPE_TEXTS[one]), "is_chosen": one in chosen} for one in SCOPES],
    }
    return render(request, "accounts/tokens.html", context, status=status)
