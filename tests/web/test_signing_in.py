"""Signing in: who may, from where, and how often one may be wrong."""

from time import time
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache

from clearinghouse.accounts import limits
from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.limits import BY_ACCOUNT
from clearinghouse.accounts.models import AuditEvent, Role
from clearinghouse.accounts.person import Held
from clearinghouse.config import routing
from clearinghouse.notices.models import Notice
from tests.web.people import mails, visitor

pytestmark = pytest.mark.django_db
PASSWORD = "a-good-long-password"
WHO = "officer@example.org"


@pytest.fixture(autouse=True)
def account():
    cache.clear()
    return create_account(WHO, PASSWORD, name="Officer", roles=[Held(Role.AUTHORIZED_USER.value, "bj")])


def sign_in(client, password=PASSWORD, email=WHO, **extra):
    return client.post("/en/sign-in/", {"email": email, "password": password}, **extra)


def test_the_right_pair_leads_to_the_desk_whatever_the_case_of_the_address(client):
    answer = sign_in(client, email="Officer@Example.ORG")
    assert answer.status_code == 302
    assert answer.url == "/en/desk/"


def test_a_wrong_pair_says_the_same_whether_the_account_exists(client):
    wrong = sign_in(client, "nonsense-nonsense").content.decode()
    unknown = sign_in(client, email="nobody@example.org").content.decode()
    assert "is wrong" in wrong
    assert wrong.replace(WHO, "").count("is wrong") == unknown.count("is wrong")


def test_after_five_failures_even_the_right_password_waits(client):
    for _attempt in range(BY_ACCOUNT.most):
        assert sign_in(client, "nonsense-nonsense").status_code == 422
    assert sign_in(client).status_code == 429
    assert sign_in(client, email="nobody@example.org").status_code == 422


def test_a_success_begins_the_count_again(client):
    for _attempt in range(BY_ACCOUNT.most - 1):
        sign_in(client, "nonsense-nonsense")
    assert sign_in(client).status_code == 302
    client.logout()
    assert sign_in(client, "nonsense-nonsense").status_code == 422
    assert sign_in(client).status_code == 302


def test_nobody_is_sent_elsewhere_after_signing_in(client):
    answer = client.post("/en/sign-in/", {"email": WHO, "password": PASSWORD, "next": "https://evil.example/"})
    assert answer.url == "/en/desk/"


def test_a_demonstration_account_works_from_this_machine_only(client):
    create_account("demo@example.org", PASSWORD, name="Demo", roles=[], is_demonstration=True)
    assert sign_in(client, email="demo@example.org", REMOTE_ADDR="192.0.2.7").status_code == 422
    assert sign_in(client, email="demo@example.org", HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 422
    assert sign_in(client, email="demo@example.org").status_code == 302


def test_counters_live_with_the_work_and_not_in_the_register(settings):
    expected = "work" if "work" in settings.DATABASES else "default"
    assert routing.database_of("django_cache") == expected


def test_the_window_of_a_limit_ends_with_its_first_failure_and_not_before():
    now = time()
    with pytest.MonkeyPatch.context() as patch:
        for later in (0, 400, 800):
            patch.setattr("clearinghouse.accounts.limits.time", lambda later=later: now + later)
            limits.count(BY_ACCOUNT, WHO)
    _so_far, ends_at = cache.get(limits._place(BY_ACCOUNT, WHO))
    assert ends_at == now + BY_ACCOUNT.window_s


def test_more_counters_fit_than_a_flood_of_addresses_fills(client):
    for _attempt in range(BY_ACCOUNT.most):
        limits.count(BY_ACCOUNT, WHO)
    for number in range(400):
        limits.count(BY_ACCOUNT, f"nobody-{number}@example.org")
    assert limits.is_exhausted(BY_ACCOUNT, WHO)


def test_an_address_with_nul_in_it_is_a_wrong_one(client):
    assert sign_in(client, email="nobody\0@example.org").status_code == 422
    assert sign_in(client, email=f"\0{WHO}").status_code == 302


def test_the_session_gets_a_key_of_its_own_at_sign_in(client):
    client.get("/en/sign-in/")
    session = client.session
    session["before"] = "kept"
    session.save()
    before = session.session_key
    client.cookies["session"] = before
    sign_in(client)
    assert client.session.session_key != before


def test_as_much_is_hashed_for_an_unknown_address_as_for_a_known_one(client):
    hashed = []
    for email in (WHO, "nobody@example.org"):
        with patch("argon2.PasswordHasher.verify"), patch.object(Argon2PasswordHasher, "encode") as encode:
            encode.return_value = "argon2$argon2id$v=19$m=102400,t=2,p=8$x$y"
            with patch.object(Argon2PasswordHasher, "verify", return_value=False) as verify:
                sign_in(client, "nonsense-nonsense", email)
        hashed.append(encode.call_count + verify.call_count)
    assert hashed == [1, 1]


def test_the_trail_tells_who_came_and_went_and_from_where(client, account, settings):
    settings.PROXIES = 1
    sign_in(client, "nonsense-nonsense", HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.7")
    sign_in(client, email="nobody@example.org")
    sign_in(client)
    client.post("/en/sign-out/")
    failed, unknown, came, went = AuditEvent.objects.order_by("pk")
    assert [one.action for one in (failed, unknown, came, went)] == [
        "sign-in-failed",
        "sign-in-failed",
        "signed-in",
        "signed-out",
    ]
    assert (failed.account, failed.about, failed.address) == (None, str(account.opaque_id), "192.0.2.7")
    assert (unknown.account, unknown.about) == (None, "")
    assert {one.account for one in (came, went)} == {account}
    assert {one.door for one in (failed, came)} == {"page"}


def test_a_lockout_is_noted_once(client):
    for _attempt in range(BY_ACCOUNT.most + 2):
        sign_in(client, "nonsense-nonsense")
    assert AuditEvent.objects.filter(action="sign-in-locked").count() == 1


def test_a_new_browser_is_told_of_and_a_known_one_is_not(client, account):
    sign_in(client)
    assert not mails("new-device"), "the first of all is no news"
    client.post("/en/sign-out/")
    sign_in(client)
    assert not mails("new-device")
    sign_in(visitor(HTTP_USER_AGENT="Strange browser"))
    (mail,) = mails("new-device")
    assert mail.account == account
    assert "Strange browser" in Notice.objects.get(mail=mail).about.data["device"]


def test_cookies_are_for_this_host_and_not_for_scripts(client):
    sign_in(client)
    for name in ("session", "device"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_an_account_that_was_shut_is_told_nothing_else(client, account):
    account.is_active = False
    account.save()
    assert sign_in(client).status_code == 422


def test_every_page_forbids_what_no_page_needs(client):
    answer = client.get("/en/sign-in/")
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
