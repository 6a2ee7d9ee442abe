"""Authenticator apps, recovery codes and passkeys; and whoever must have one."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured

from clearinghouse.accounts.models import AuditEvent, Role
from clearinghouse.accounts.permissions import SecondFactorMissingError, require
from clearinghouse.accounts.person import Held, Subject, person_of
from clearinghouse.accounts.recovering import remove_second_factors
from clearinghouse.web.second_factor_adapter import SecondFactorAdapter
from tests import factories
from tests.web.people import WHO, confirm, found, mails, person, sign_in, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.store]


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def account():
    return person(roles=[Held(Role.PUBLISHING_AUTHORITY.value, "bj")])


@pytest.fixture
def signed_in(client, account):
    sign_in(client)
    confirm(client, "/en/account/security/")
    return client


def code_for(secret, steps=0):
    """The code that an app shows, some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up(client):
    """Set up an app; return its secret and the recovery codes."""
    page = client.get("/en/account/security/app/").content.decode()
    secret = found(r'id="secret"[^>]*>([A-Z2-7]+)<', page)
    answer = client.post("/en/account/security/app/", {"code": code_for(secret)})
    assert answer.url == "/en/account/security/codes/", answer.content.decode()
    codes = re.findall(r"<code dir=\"ltr\">(\d+)</code>", client.get(answer.url).content.decode())
    return secret, codes


def test_changing_factors_asks_once_more_who_one_is(client, account):
    sign_in(client)
    for path in ("app/", "codes/new/", "passkeys/add/"):
        assert client.get(f"/en/account/security/{path}").url.startswith("/en/account/confirm/")


def test_an_app_is_set_up_with_its_first_code_and_codes_are_shown_once(
    signed_in, account, django_capture_on_commit_callbacks
):
    wrong = signed_in.post("/en/account/security/app/", {"code": "000000"})
    assert wrong.status_code == 422
    assert "This code is wrong" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        _secret, codes = set_up(signed_in)
    assert len(set(codes)) == 10
    again = signed_in.get("/en/account/security/codes/").content.decode()
    assert not any(code in again for code in codes)
    assert [mail.account for mail in mails("security-changed")] == [account]


def test_with_an_app_the_password_alone_opens_nothing(signed_in, account):
    secret, _codes = set_up(signed_in)
    fresh = visitor()
    assert sign_in(fresh).url == "/en/sign-in/second-step/"
    assert fresh.get("/en/account/").status_code == 302
    assert fresh.post("/en/sign-in/second-step/", {"code": "000000"}).status_code == 422
    assert AuditEvent.objects.filter(action="second-factor-failed", about=str(account.opaque_id)).count() == 1
    assert fresh.post("/en/sign-in/second-step/", {"code": code_for(secret, 1)}).url == "/en/desk/"
    assert AuditEvent.objects.filter(action="signed-in").latest("pk").details == {"methods": ["password", "totp"]}


def test_what_was_being_sent_comes_back_after_the_second_step(signed_in, account):
    secret, _codes = set_up(signed_in)
    fresh = visitor()
    sent = {"email": WHO, "password": "a-good-long-password", "next": "/en/desk/new/", "kept.f.title": "Not lost"}
    assert fresh.post("/en/sign-in/", sent).url == "/en/sign-in/second-step/"
    assert fresh.get("/en/sign-in/kept/").url == "/en/desk/"
    answer = fresh.post("/en/sign-in/second-step/", {"code": code_for(secret, 1)}, follow=True)
    assert 'name="f.title" value="Not lost"' in answer.content.decode()
    assert 'action="/en/desk/new/"' in answer.content.decode()


def test_a_recovery_code_opens_once(signed_in, account):
    _secret, codes = set_up(signed_in)
    assert sign_in(visitor()).status_code == 302
    first, second = visitor(), visitor()
    sign_in(first)
    assert first.post("/en/sign-in/second-step/", {"code": codes[0]}).url == "/en/desk/"
    sign_in(second)
    assert second.post("/en/sign-in/second-step/", {"code": codes[0]}).status_code == 422


def test_codes_cannot_be_guessed(signed_in, account):
    secret, _codes = set_up(signed_in)
    fresh = visitor()
    sign_in(fresh)
    for _attempt in range(5):
        fresh.post("/en/sign-in/second-step/", {"code": "000000"})
    answer = fresh.post("/en/sign-in/second-step/", {"code": code_for(secret, 1)})
    assert answer.status_code == 422
    assert "Too many attempts" in answer.content.decode()


def test_a_new_password_does_not_get_round_the_second_step(signed_in, account):
    set_up(signed_in)
    fresh = visitor()
    fresh.post("/en/forgotten-password/", {"email": WHO})
    (mail,) = mails("password-reset")
    form = fresh.get("/en/forgotten-password/{}/{}/".format(*mail.about.link_arguments))
    fresh.post(form.url, {"password1": "another-good-password"})
    assert sign_in(fresh, password="another-good-password").url == "/en/sign-in/second-step/"


def test_an_app_is_removed_and_with_it_the_codes(signed_in, account):
    set_up(signed_in)
    assert signed_in.get("/en/account/security/app/remove/").status_code == 200
    assert signed_in.post("/en/account/security/app/remove/").url == "/en/account/security/"
    assert not Authenticator.objects.filter(user=account).exists()
    assert sign_in(visitor()).url == "/en/desk/"


def test_new_codes_replace_the_old_ones(signed_in, account):
    _secret, codes = set_up(signed_in)
    assert signed_in.get("/en/account/security/codes/new/").status_code == 200
    signed_in.post("/en/account/security/codes/new/")
    fresh = visitor()
    sign_in(fresh)
    assert fresh.post("/en/sign-in/second-step/", {"code": codes[0]}).status_code == 422


def test_without_a_factor_there_are_no_codes(signed_in):
    assert signed_in.get("/en/account/security/codes/").status_code == 404
    assert signed_in.post("/en/account/security/codes/new/").status_code == 422


def test_secrets_are_stored_so_that_a_copy_of_the_database_is_no_use(signed_in, account, settings):
    secret, _codes = set_up(signed_in)
    stored = json.dumps([one.data for one in Authenticator.objects.filter(user=account)])
    assert secret not in stored
    adapter = SecondFactorAdapter()
    kept = adapter.encrypt("a secret")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key" * 9
    assert adapter.decrypt(kept) == "a secret"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ImproperlyConfigured):
        adapter.decrypt(kept)


def test_an_administrator_takes_a_lost_factor_away(signed_in, account):
    set_up(signed_in)
    by = factories.account(Role.ADMINISTRATOR)
    remove_second_factors(account, by, factories.NOON)
    assert sign_in(visitor()).url == "/en/desk/"
    assert AuditEvent.objects.get(action="second-factors-removed").account == by


# Whoever publishes


def test_where_the_node_asks_for_it_publishing_waits_for_a_second_factor(signed_in, account, settings):
    settings.SECOND_FACTOR = "publishing-authorities"
    subject = Subject("bj", "bch", state=None)
    with pytest.raises(SecondFactorMissingError):
        require(person_of(account), "publish", subject)
    fresh = visitor()
    assert sign_in(fresh).url == "/en/account/security/"
    assert "Whoever publishes on this node" in fresh.get("/en/account/security/").content.decode()
    assert "Whoever publishes on this node" in fresh.get("/en/desk/").content.decode()
    set_up(signed_in)
    assert not person_of(account).lacks_second_factor


def test_nobody_else_is_asked_for_one(client, settings, django_assert_num_queries):
    settings.SECOND_FACTOR = "publishing-authorities"
    drafter = person("drafter@example.org", roles=[Held(Role.AUTHORIZED_USER.value, "bj")])
    with django_assert_num_queries(1):
        assert not person_of(drafter).lacks_second_factor
    assert sign_in(client, drafter.email).url == "/en/desk/"


# Passkeys, as far as a browser without a key goes; with one: tests/browser/test_passkeys.py


def test_the_page_of_a_passkey_hands_the_browser_what_it_needs(signed_in):
    page = signed_in.get("/en/account/security/passkeys/add/").content.decode()
    options = json.loads(found(r'<script type="application/json">(.*?)</script>', page))
    assert options["publicKey"]["rp"]["id"] == "testserver"
    assert options["publicKey"]["challenge"]


@pytest.mark.parametrize("credential", ["", "nonsense", "{}", "[]", '{"id": 1}', "null"])
def test_nonsense_is_no_passkey(signed_in, account, credential):
    signed_in.get("/en/account/security/passkeys/add/")
    answer = signed_in.post("/en/account/security/passkeys/add/", {"name": "Key", "credential": credential})
    assert answer.status_code == 422
    assert not Authenticator.objects.filter(user=account).exists()
    fresh = visitor()
    fresh.get("/en/sign-in/passkey/", HTTP_ACCEPT="application/json")
    assert fresh.post("/en/sign-in/passkey/", {"credential": credential}).url == "/en/sign-in/"


def test_the_passkey_of_another_is_not_touched(signed_in):
    other = person("other@example.org")
    key = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "Theirs"})
    for step in ("name", "remove"):
        assert signed_in.get(f"/en/account/security/passkeys/{key.pk}/{step}/").status_code == 404
        assert signed_in.post(f"/en/account/security/passkeys/{key.pk}/{step}/", {"name": "Mine"}).status_code == 404
