"""The page on which tokens for programs are made and ended."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from clearinghouse.accounts.models import AccessToken
from clearinghouse.accounts.tokens import MOST_TOKENS, account_of_token, issue
from tests.web.people import confirm, found, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.store]
PAGE = "/en/account/tokens/"
WANTED = {"name": "Harvester", "scopes": ["read", "draft"], "days": "30"}


@pytest.fixture
def account():
    cache.clear()
    return person()


@pytest.fixture
def signed_in(client, account):
    sign_in(client)
    return client


def test_a_token_is_shown_once_after_proving_who_one_is(signed_in, account):
    assert signed_in.post(PAGE, WANTED).url.startswith("/en/account/confirm/")
    made = confirm(signed_in, PAGE).content.decode()
    secret = found(r'id="token"[^>]*>([^<]+)<', made)
    speaks_for = account_of_token(secret, timezone.now())
    assert speaks_for == account
    assert speaks_for is not None
    assert speaks_for.token_scopes == frozenset({"read", "draft"})
    listed = signed_in.get(PAGE).content.decode()
    assert "Harvester" in listed
    assert secret not in listed


@pytest.mark.parametrize("change", [{"name": ""}, {"scopes": []}, {"scopes": ["everything"]}, {"days": "31"}])
def test_what_makes_no_token_is_said(signed_in, change):
    confirm(signed_in, PAGE)
    answer = signed_in.post(PAGE, {**WANTED, **change})
    assert answer.status_code == 422
    assert "error" in answer.content.decode()
    assert not AccessToken.objects.exists()


def test_there_is_an_end_to_tokens(signed_in, account):
    for number in range(MOST_TOKENS):
        issue(account, str(number), ["read"], None)
    confirm(signed_in, PAGE)
    answer = signed_in.post(PAGE, WANTED)
    assert answer.status_code == 422
    assert "End one that you no longer need" in answer.content.decode()


def test_a_token_is_ended_by_its_owner_only(signed_in, account):
    token, secret = issue(account, "Mine", ["read"], None)
    other, kept = issue(person("other@example.org"), "Theirs", ["read"], None)
    assert signed_in.post(f"{PAGE}{token.pk}/end/").url == PAGE
    assert signed_in.post(f"{PAGE}{other.pk}/end/").status_code == 404
    assert account_of_token(secret, timezone.now()) is None
    assert account_of_token(kept, timezone.now()) is not None
