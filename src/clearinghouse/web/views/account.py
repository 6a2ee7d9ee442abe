"""One's own account: name, language, address, data, and its end."""

from datetime import datetime

from allauth.account.internal.flows.logout import logout
from allauth.account.models import EmailAddress
from allauth.account.views import EmailView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from clearinghouse.accounts.actions import change_profile
from clearinghouse.accounts.audit import note
from clearinghouse.accounts.closing import held_alone
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.notices.sending import can_send
from clearinghouse.web.account_ending import end_account
from clearinghouse.web.account_export import everything_known_of
from clearinghouse.web.account_forms import ProfileForm
from clearinghouse.web.account_pages import AccountPage, account_context, confirmed
from clearinghouse.web.ordering import by_name
from clearinghouse.web.roles_shown import held_name
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def profile(request: HttpRequest, account: Account) -> HttpResponse:
    """Show and change how a person is called and written to."""
    form = ProfileForm(request.POST or None, initial={"name": account.name, "language": account.language})
    if request.method == "POST" and form.is_valid():
        change_profile(account, name=form.cleaned_data["name"], language=form.cleaned_data["language"])
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("account"))
    context = {
        **account_context(_("My account"), "account"),
        "form": form,
        "email": account.email,
        "waiting": EmailAddress.objects.get_new(account),
        "roles": by_name((held_name(held) for held in person_of(account).roles), str),
    }
    return render(request, "accounts/profile.html", context, status=422 if request.method == "POST" else 200)


class Address(AccountPage, EmailView):
    """Changing the address; the new one counts once it is confirmed, the old one is told."""

    title = gettext_lazy("E-mail address")
    section = "account"
    template_name = "accounts/address.html"
    success_url = reverse_lazy("account_email")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Return the context of the page."""
        return {**super().get_context_data(**kwargs), "is_mail_sent": can_send()}


@for_accounts
def data(request: HttpRequest, account: Account) -> HttpResponse:
    """Offer all that is known of a person, and the end of the account."""
    return render(request, "accounts/data.html", account_context(_("My data"), "account-data"))


@require_POST
@for_accounts
@confirmed
def export(request: HttpRequest, account: Account) -> HttpResponse:
    """Hand out all that is known of a person as JSON."""
    now = timezone.now()
    note("data-exported", by=account, at=now, about=str(account.opaque_id))
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(everything_known_of(account, now), json_dumps_params=options)
    response["Content-Disposition"] = 'attachment; filename="account.json"'
    return response


@for_accounts
def end(request: HttpRequest, account: Account) -> HttpResponse:
    """Close the account once its owner says so in so many words."""
    if request.method != "POST" or request.POST.get("sure") != "yes":
        return _before_the_end(request, account, timezone.now())
    return _ended(request)


@confirmed
def _ended(request: HttpRequest) -> HttpResponse:
    account = request.user
    assert isinstance(account, Account)
    end_account(account, by=account, at=timezone.now())
    logout(request, show_message=False)
    messages.success(request, _("Your account is closed. What you published stays published, without your name."))
    return HttpResponseRedirect(reverse("home"))


def _before_the_end(request: HttpRequest, account: Account, at: datetime) -> HttpResponse:
    context = {
        **account_context(_("Close my account"), "account-data"),
        "alone": len(held_alone(account, at)),
        "is_unsure": request.method == "POST",
    }
    return render(request, "accounts/end.html", context, status=422 if request.method == "POST" else 200)
