"""Addresses of signing in and of one's own account, under the names by which allauth leads to them."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, path

from clearinghouse.web.views import (
    account,
    account_security,
    account_sessions,
    account_tokens,
    registering,
    signing_in,
)

_ENTRY = [
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/kept/", signing_in.sign_in_kept, name="sign-in-kept"),
    path("sign-in/second-step/", account_security.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", account_security.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/closed/", registering.Closed.as_view(), name="account_inactive"),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("sign-up/", registering.sign_up, name="account_signup"),
    path("sign-up/confirm/", registering.verification_sent, name="account_email_verification_sent"),
    path("sign-up/confirm/<str:key>/", registering.ConfirmAddress.as_view(), name="account_confirm_email"),
    path("forgotten-password/", registering.forgotten, name="account_reset_password"),
    path("forgotten-password/sent/", registering.forgotten_done, name="account_reset_password_done"),
    path(
        "forgotten-password/done/", registering.NewPasswordDone.as_view(), name="account_reset_password_from_key_done"
    ),
    path(
        "forgotten-password/<slug:uidb36>/<str:key>/",
        registering.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
]

_OWN = [
    path("account/", account.profile, name="account"),
    path("account/address/", account.Address.as_view(), name="account_email"),
    path("account/data/", account.data, name="account-data"),
    path("account/data/export/", account.export, name="account-export"),
    path("account/end/", account.end, name="account-end"),
    path("account/sessions/", account_sessions.sessions, name="usersessions_list"),
    path("account/sessions/<int:pk>/end/", account_sessions.end_session, name="session-end"),
    path("account/tokens/", account_tokens.tokens, name="access-tokens"),
    path("account/tokens/<int:pk>/end/", account_tokens.end_token, name="access-token-end"),
    path("account/confirm/", account_security.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", account_security.ReauthenticateByCode.as_view(), name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        account_security.ReauthenticateByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
]

_SECURITY = [
    path("account/security/", account_security.Security.as_view(), name="mfa_index"),
    path("account/security/password/", account_security.ChangePassword.as_view(), name="account_change_password"),
    path("account/security/first-password/", account_security.SetPassword.as_view(), name="account_set_password"),
    path("account/security/app/", account_security.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/security/app/remove/", account_security.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/security/codes/", account_security.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("account/security/codes/new/", account_security.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/security/passkeys/", account_security.Passkeys.as_view(), name="mfa_list_webauthn"),
    path("account/security/passkeys/add/", account_security.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "account/security/passkeys/<int:pk>/name/", account_security.RenamePasskey.as_view(), name="mfa_edit_webauthn"
    ),
    path(
        "account/security/passkeys/<int:pk>/remove/",
        account_security.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
]

account_patterns: list[URLPattern] = [*_ENTRY, *_OWN, *_SECURITY]

provider_patterns: list[URLPattern] = []
"""Under no language: the service of others knows one address to lead back to."""

if settings.OIDC_ISSUER:
    provider = import_module("clearinghouse.web.views.provider")  # what it needs is installed only where it is used
    provider_patterns = [
        path("sign-in/with/<slug:provider_id>/callback/", provider.end, name="openid_connect_callback"),
    ]
    account_patterns += [
        path("sign-in/with/<slug:provider_id>/", provider.begin, name="openid_connect_login"),
        path("sign-in/taken/", provider.taken, name="socialaccount_signup"),
    ]
