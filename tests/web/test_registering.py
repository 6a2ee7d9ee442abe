"""Registering, confirming an address, and a forgotten password."""

from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse

from clearinghouse.accounts.limits import MAILS, REGISTRATIONS, RESETS
from clearinghouse.accounts.models import Account, AuditEvent
from clearinghouse.accounts.recovering import reset_arguments, reset_link, verification_link
from tests import factories
from tests.web.people import PASSWORD, WHO, mails, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.store]
NEW = {"name": "Ada", "email": "Ada@Example.org", "password": "words-that-are-hers", "language": "fr"}


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


def register(client, origin="127.0.0.1", **changes):
    return client.post("/en/sign-up/", {**NEW, **changes}, REMOTE_ADDR=origin)


def confirmation():
    mail = mails("address-confirmation")[-1]
    return reverse(mail.about.link, args=mail.about.link_arguments)


def test_who_registers_confirms_the_address_and_signs_in(client):
    assert register(client).url == "/en/sign-up/confirm/"
    account = Account.objects.get()
    assert (account.email, account.name, account.language) == ("ada@example.org", "Ada", "fr")
    assert mails("address-confirmation")[0].language == "fr"
    assert sign_in(client, account.email, NEW["password"]).url == "/en/sign-up/confirm/"
    page = client.get(confirmation())
    assert "Yes, confirm it" in page.content.decode()
    assert not EmailAddress.objects.get().verified, "opening the link confirms nothing: programs open links too"
    assert client.post(confirmation()).url == "/en/sign-in/"
    assert sign_in(client, account.email, NEW["password"]).url == "/en/desk/"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": "nonsense"}, "Enter a valid email address"),
        ({"name": " "}, "This field is required"),
        ({"password": "short"}, "This password is too short"),
        ({"password": "password1234"}, "too common"),
        ({"password": "ada@example.org"}, "too similar"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"name": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_what_does_not_do_is_said_beside_its_field(client, change, said):
    answer = register(client, **change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Account.objects.exists()


def test_an_address_that_has_an_account_gets_the_same_answer_and_its_owner_is_told(client):
    owner = person("ada@example.org")
    again, fresh = register(client), register(client, email="new@example.org")
    assert (again.status_code, again.url) == (fresh.status_code, fresh.url)
    assert [mail.account for mail in mails("account-exists")] == [owner]
    assert owner.check_password(PASSWORD)


def test_as_much_is_hashed_for_a_known_address_as_for_a_new_one(client):
    person("ada@example.org")
    hashed = []
    for email in ("ada@example.org", "new@example.org"):
        with patch("django.contrib.auth.hashers.Argon2PasswordHasher.encode", return_value="argon2$x") as encode:
            register(client, email=email)
        hashed.append(encode.call_count)
    assert hashed == [1, 1]


def test_registrations_from_one_network_address_are_limited(client):
    for number in range(REGISTRATIONS.most):
        assert register(client, email=f"a{number}@example.org").status_code == 302
    assert register(client, email="last@example.org").status_code == 429
    assert register(client, "192.0.2.1", email="last@example.org").status_code == 302


def test_an_address_gets_so_many_mails_and_no_more(client):
    person()
    for _attempt in range(MAILS.most + 2):
        assert client.post("/en/forgotten-password/", {"email": WHO}).url == "/en/forgotten-password/sent/"
    assert len(mails("password-reset")) == MAILS.most


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail_once(client):
    account = person()
    client.post("/en/forgotten-password/", {"email": WHO.upper()})
    (mail,) = mails("password-reset")
    link = reverse(mail.about.link, args=mail.about.link_arguments)
    form = client.get(link)
    assert form.status_code == 302
    assert mail.about.link_arguments[1] not in form.url, "the secret must not reach anyone through a referrer"
    assert client.post(form.url, {"password1": "short"}).status_code == 422
    assert client.post(form.url, {"password1": "another-good-password"}).url == "/en/forgotten-password/done/"
    account.refresh_from_db()
    assert account.check_password("another-good-password")
    assert "not valid" in client.get(link).content.decode()
    assert len(mails("security-changed")) == 1
    assert sign_in(client, password="another-good-password").url == "/en/desk/"


def test_asking_for_a_new_password_says_the_same_of_an_unknown_address_and_never_shows_the_link(client):
    person()
    known = client.post("/en/forgotten-password/", {"email": WHO}, follow=True)
    unknown = client.post("/en/forgotten-password/", {"email": "nobody@example.org"}, follow=True)
    bodies = [page.content.decode().replace(WHO, "").replace("nobody@example.org", "") for page in (known, unknown)]
    assert bodies[0] == bodies[1]
    assert "forgotten-password/" not in bodies[0].split("<main")[1].split("</main")[0]
    assert AuditEvent.objects.filter(action="reset-asked").count() == 2


def test_new_passwords_asked_for_from_one_network_address_are_limited(client):
    for number in range(RESETS.most):
        client.post("/en/forgotten-password/", {"email": f"a{number}@example.org"})
    assert client.post("/en/forgotten-password/", {"email": WHO}).status_code == 429


def test_without_a_mail_server_the_page_says_whom_to_ask(client, settings):
    settings.MAIL_TRANSPORT = ""
    person()
    answer = client.post("/en/forgotten-password/", {"email": WHO}, follow=True).content.decode()
    assert "Ask the focal point" in answer
    assert not mails("password-reset")
    assert "Ask the focal point" in register(client).client.get("/en/sign-up/confirm/").content.decode()


def test_links_that_somebody_else_makes_lead_to_the_page_and_are_noted(client):
    officer, account = factories.authority(), person()
    link = reset_link(account, officer, factories.NOON)
    assert client.get(link).url.endswith("/set-password/")
    assert AuditEvent.objects.get(action="reset-link-made").account == officer
    assert verification_link(account, officer, factories.NOON) == ""
    register(client)
    link = verification_link(Account.objects.get(email="ada@example.org"), officer, factories.NOON)
    assert link.startswith("/fr/")
    assert client.post(link).status_code == 302
    assert EmailAddress.objects.get(email="ada@example.org").verified


def test_a_link_for_a_password_ends_when_the_password_changes(client):
    account = person()
    arguments = reset_arguments(account)
    account.set_password("another-good-password")
    account.save()
    page = client.get(reverse("account_reset_password_from_key", args=arguments))
    assert "not valid" in page.content.decode()


def test_nonsense_instead_of_a_key_is_not_valid(client):
    assert "not valid" in client.get("/en/sign-up/confirm/nonsense/").content.decode()
    assert client.post("/en/sign-up/confirm/nonsense/").status_code == 404
    assert "not valid" in client.get("/en/forgotten-password/zz/nonsense/").content.decode()
