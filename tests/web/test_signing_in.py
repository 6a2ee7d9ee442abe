"""Signing in: who may, from where, and how often one may be wrong."""

from time import time

import pytest
from django.core.cache import cache

from clearinghouse.accounts import limits
from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.limits import BY_ACCOUNT
from clearinghouse.accounts.models import Role
from clearinghouse.accounts.person import Held
from clearinghouse.config import routing

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
