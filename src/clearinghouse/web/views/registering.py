"""Registering, confirming one's address, and getting in again without the password."""

from allauth.account.models import EmailAddress
from allauth.account.views import (
    AccountInactiveView,
    ConfirmEmailView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
)
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.limits import MAILS, REGISTRATIONS, RESETS, Limit, count, is_exhausted
from clearinghouse.accounts.recovering import confirmation_arguments
from clearinghouse.accounts.registering import AccountExistsError, account_of_address, register
from clearinghouse.notices.sending import can_send
from clearinghouse.web.account_forms import ForgottenForm, NewPasswordForm, RegistrationForm
from clearinghouse.web.account_mail import send_account_exists, send_confirmation, send_reset
from clearinghouse.web.account_pages import EntryPage, entry_crumbs, provider_name
from clearinghouse.web.addresses import address_of
from clearinghouse.web.languages import current_language


@sensitive_post_parameters("password")
@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """Make an account that its owner confirms by mail; an address that has one already gets the same answer."""
    if request.method != "POST":
        form = RegistrationForm(initial={"language": current_language().code, "email": request.GET.get("email", "")})
        return _sign_up_form(request, form)
    form = RegistrationForm(request.POST)
    if is_exhausted(REGISTRATIONS, address_of(request)):
        return _sign_up_form(request, form, problem=_too_many(), status=429)
    if not form.is_valid():
        return _sign_up_form(request, form, status=422)
    count(REGISTRATIONS, address_of(request))
    _register(form)
    return HttpResponseRedirect(reverse("account_email_verification_sent"))


def _register(form: RegistrationForm) -> None:
    answers = form.cleaned_data
    email, name, language = answers["email"].lower(), answers["name"], answers["language"]
    may_write = _may_write(email)
    try:
        account = register(email, name, answers["password"], language)
    except AccountExistsError:
        # As much work as for a new account, so that the time taken tells nothing either.
        make_password(answers["password"])
        owner = account_of_address(email)
        note("registration-repeated", by=None, at=timezone.now(), about=str(owner.opaque_id) if owner else "")
        if owner is not None and may_write:
            send_account_exists(owner)
        return
    if may_write:
        (key,) = confirmation_arguments(EmailAddress.objects.get(user=account))
        send_confirmation(account.email, account.language, key)


def _sign_up_form(
    request: HttpRequest, form: RegistrationForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "problem": problem,
        "provider": provider_name(),
        "crumbs": entry_crumbs(_("Create an account")),
    }
    return render(request, "accounts/sign_up.html", context, status=status)


@never_cache
def verification_sent(request: HttpRequest) -> HttpResponse:
    """Say that a link is on its way, whoever asked for it."""
    title = _("Confirm your e-mail address")
    context = {"title": title, "is_mail_sent": can_send(), "crumbs": entry_crumbs(title)}
    return render(request, "accounts/verification_sent.html", context)


@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to a new password; an address without an account gets the same answer."""
    form = ForgottenForm(request.POST or None)
    title = _("Forgotten password")
    context = {"form": form, "title": title, "crumbs": entry_crumbs(title), "is_mail_sent": can_send()}
    if request.method != "POST":
        return render(request, "accounts/forgotten.html", context)
    if is_exhausted(RESETS, address_of(request)):
        return render(request, "accounts/forgotten.html", {**context, "problem": _too_many()}, status=429)
    if not form.is_valid():
        return render(request, "accounts/forgotten.html", context, status=422)
    count(RESETS, address_of(request))
    _ask_for_reset(form.cleaned_data["email"].lower())
    return HttpResponseRedirect(reverse("account_reset_password_done"))


def _ask_for_reset(email: str) -> None:
    account, may_write = account_of_address(email), _may_write(email)
    note("reset-asked", by=None, at=timezone.now(), about=str(account.opaque_id) if account else "")
    if account is not None and account.is_active and may_write:
        send_reset(account)


@never_cache
def forgotten_done(request: HttpRequest) -> HttpResponse:
    """Say that a link is on its way if there is such an account; the link is never shown here."""
    title = _("Forgotten password")
    context = {"title": title, "is_mail_sent": can_send(), "crumbs": entry_crumbs(title)}
    return render(request, "accounts/forgotten_done.html", context)


def _may_write(email: str) -> bool:
    """Count one mail to an address that anybody can cause; say whether it is still sent."""
    return _counts(MAILS, email)


def _counts(limit: Limit, key: str) -> bool:
    is_over = is_exhausted(limit, key)
    count(limit, key)
    return not is_over


def _too_many() -> str:
    return _("Too many attempts from your network. Wait an hour, then try again.")


class ConfirmAddress(EntryPage, ConfirmEmailView):
    """Confirming an address by the link that was sent to it; only the button confirms, as programs open links too."""

    title = gettext_lazy("Confirm your e-mail address")
    template_name = "accounts/confirm_address.html"


class NewPassword(EntryPage, PasswordResetFromKeyView):
    """A new password, by the link that was sent or handed over."""

    title = gettext_lazy("New password")
    template_name = "accounts/new_password.html"
    form_class = NewPasswordForm

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """Keep the new password; every session ends, as Django ties them to the old one."""
        EmailAddress.objects.filter(user=self.reset_user, email=self.reset_user.email).update(verified=True)
        response: HttpResponse = super().form_valid(form)
        return response


class NewPasswordDone(EntryPage, PasswordResetFromKeyDoneView):
    """The new password is kept."""

    title = gettext_lazy("New password")
    template_name = "accounts/new_password_done.html"


class Closed(EntryPage, AccountInactiveView):
    """The account is closed."""

    title = gettext_lazy("Closed account")
    template_name = "accounts/closed.html"
