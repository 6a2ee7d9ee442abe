"""One's own account: name, language, address, password, sessions, data, and its end."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse

from clearinghouse.accounts.models import Account, AuditEvent, Role, RoleHeld
from clearinghouse.accounts.person import Held
from clearinghouse.notices.models import Notice, Outgoing
from clearinghouse.records.models import Draft
from tests import factories
from tests.web.people import PASSWORD, WHO, confirm, mails, person, sign_in, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.store]
PAGES = (
    "account",
    "account_email",
    "account-data",
    "account-end",
    "usersessions_list",
    "access-tokens",
    "mfa_index",
    "account_change_password",
    "account_reauthenticate",
    "mfa_list_webauthn",
)


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def account():
    return person()


@pytest.fixture
def signed_in(client, account):
    assert sign_in(client).status_code == 302
    return client


def main(answer):
    return answer.content.decode().split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_account_is_for_its_owner_and_no_store_keeps_it(signed_in, name, language):
    path = reverse(name).replace("/en/", f"/{language}/")
    answer = signed_in.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    asked = visitor().get(path)
    assert asked.status_code == 302
    assert asked.url.startswith(f"/{language}/sign-in/?next=")


def test_name_and_language_are_changed(signed_in, account):
    assert signed_in.post("/en/account/", {"name": "Ama", "language": "fr"}).status_code == 302
    account.refresh_from_db()
    assert (account.name, account.language) == ("Ama", "fr")
    wrong = signed_in.post("/en/account/", {"name": "", "language": "xx"})
    assert wrong.status_code == 422
    account.refresh_from_db()
    assert account.name == "Ama"


def test_roles_are_shown_in_words(client):
    person("authority@example.org", roles=[Held(Role.PUBLISHING_AUTHORITY.value, "bj", realm="bch")])
    sign_in(client, "authority@example.org")
    assert "Publishing authority" in main(client.get("/en/account/"))


# Address


def test_a_new_address_counts_once_it_is_confirmed_and_the_old_one_is_told(signed_in, account):
    asked = signed_in.post("/en/account/address/", {"action_add": "", "email": "New@Example.org"})
    assert asked.url.startswith("/en/account/confirm/")
    assert confirm(signed_in, "/en/account/address/").url == "/en/account/address/"
    account.refresh_from_db()
    assert account.email == WHO
    assert "new@example.org" in main(signed_in.get("/en/account/address/"))
    (mail,) = mails("address-confirmation")
    assert mail.recipient == "new@example.org"
    assert signed_in.post(reverse(mail.about.link, args=mail.about.link_arguments)).url == "/en/account/"
    account.refresh_from_db()
    assert account.email == "new@example.org"
    assert [address.email for address in EmailAddress.objects.filter(user=account)] == ["new@example.org"]
    assert WHO in {mail.recipient for mail in mails("security-changed")}


def test_an_address_of_somebody_else_is_never_taken_and_nobody_learns_that_it_is_in_use(signed_in, account):
    other = person("other@example.org")
    confirm(signed_in, "/en/account/")
    answer = signed_in.post("/en/account/address/", {"action_add": "", "email": other.email}, follow=True)
    assert "not confirmed yet" in main(answer)
    assert not mails("address-confirmation")
    assert [mail.account for mail in mails("account-exists")] == [other]


def test_the_new_address_can_be_given_up(signed_in, account):
    confirm(signed_in, "/en/account/")
    signed_in.post("/en/account/address/", {"action_add": "", "email": "new@example.org"})
    signed_in.post("/en/account/address/", {"action_remove": "", "email": "new@example.org"})
    assert [address.email for address in EmailAddress.objects.filter(user=account)] == [WHO]


@pytest.mark.parametrize(("email", "said"), [("nonsense", "valid email"), (WHO, "your e-mail address already")])
def test_an_address_that_does_not_do_is_refused(signed_in, email, said):
    confirm(signed_in, "/en/account/")
    answer = signed_in.post("/en/account/address/", {"action_add": "", "email": email})
    assert answer.status_code == 422
    assert said in answer.content.decode()


# Password


def test_another_password_ends_the_other_sessions_and_keeps_this_one(signed_in, account):
    other = visitor()
    sign_in(other)
    sent = {"oldpassword": PASSWORD, "password1": "another-good-password"}
    assert signed_in.post("/en/account/security/password/", sent).url == "/en/account/security/"
    assert signed_in.get("/en/account/").status_code == 200
    assert other.get("/en/account/").status_code == 302
    account.refresh_from_db()
    assert account.check_password("another-good-password")
    assert AuditEvent.objects.filter(action="security-changed").exists()
    assert [mail.account for mail in mails("security-changed")] == [account]


def test_a_wrong_or_a_weak_password_changes_nothing(signed_in, account):
    for sent in (
        {"oldpassword": "nonsense-nonsense", "password1": "another-good-password"},
        {"oldpassword": PASSWORD, "password1": "short"},
    ):
        assert signed_in.post("/en/account/security/password/", sent).status_code == 422
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_an_account_without_a_password_is_led_to_setting_one(client, account):
    account.set_unusable_password()
    account.save()
    client.force_login(account)
    assert client.get("/en/account/security/password/").url == "/en/account/security/first-password/"
    answer = client.post("/en/account/security/first-password/", {"password1": "another-good-password"})
    assert answer.url == "/en/account/security/"
    account.refresh_from_db()
    assert account.check_password("another-good-password")


def test_a_wrong_password_when_asked_once_more_is_refused_noted_and_limited(signed_in, account):
    for _attempt in range(5):
        assert confirm(signed_in, "/en/account/", "nonsense-nonsense").status_code == 422
    assert AuditEvent.objects.filter(action="confirmation-failed", account=account).count() == 5
    assert confirm(signed_in, "/en/account/").status_code == 422


# Sessions


def test_sessions_are_listed_and_ended_one_or_all(signed_in, account):
    for name in ("Tablet", "Phone", "Laptop"):
        sign_in(visitor(HTTP_USER_AGENT=name))
    page = main(signed_in.get("/en/account/sessions/"))
    assert all(name in page for name in ("Tablet", "Phone", "Laptop", "This browser"))
    phone = account.usersession_set.get(user_agent="Phone")
    assert signed_in.post(f"/en/account/sessions/{phone.pk}/end/").status_code == 302
    assert "Phone" not in main(signed_in.get("/en/account/sessions/"))
    signed_in.post("/en/account/sessions/")
    page = main(signed_in.get("/en/account/sessions/"))
    assert "Tablet" not in page
    assert "This browser" in page


def test_an_ended_session_is_over(signed_in, account):
    other = visitor(HTTP_USER_AGENT="Phone")
    sign_in(other)
    assert other.get("/en/account/").status_code == 200
    phone = account.usersession_set.get(user_agent="Phone")
    signed_in.post(f"/en/account/sessions/{phone.pk}/end/")
    assert other.get("/en/account/").status_code == 302


def test_nobody_ends_the_session_of_another(signed_in):
    other = person("other@example.org")
    sign_in(visitor(), other.email)
    session = other.usersession_set.get()
    assert signed_in.post(f"/en/account/sessions/{session.pk}/end/").status_code == 404
    assert other.usersession_set.exists()


# Data and the end


def test_all_that_is_known_is_exported_after_proving_who_one_is(signed_in, account):
    draft = factories.draft(by=account, owner="")
    assert signed_in.post("/en/account/data/export/").url.startswith("/en/account/confirm/")
    answer = confirm(signed_in, "/en/account/data/export/")
    assert answer["Content-Disposition"] == 'attachment; filename="account.json"'
    known = json.loads(answer.content)
    assert known["account"]["email"] == WHO
    assert [one["uid"] for one in known["drafts"]] == [str(draft.pk)]
    assert "signed-in" in {event["action"] for event in known["events"]}
    assert {"roles", "tokens", "requests", "notices"} <= set(known)
    assert PASSWORD not in answer.content.decode()
    assert account.password not in answer.content.decode()


def test_an_account_is_closed_only_by_whoever_says_so_and_proves_who_they_are(signed_in, account):
    assert signed_in.post("/en/account/end/").status_code == 422
    assert signed_in.post("/en/account/end/", {"sure": "yes"}).url.startswith("/en/account/confirm/")
    account.refresh_from_db()
    assert account.is_active


def test_a_closed_account_forgets_the_person_and_keeps_the_drafts(signed_in, account):
    RoleHeld.objects.create(account=account, role=Role.PUBLISHING_AUTHORITY, owner="bj")
    draft = factories.draft("nationalRiskAssessment", by=account, owner="bj")
    assert "held by nobody else" in main(signed_in.get("/en/account/end/"))
    signed_in.post("/en/account/end/", {"sure": "yes"})
    assert confirm(signed_in, "/en/account/end/").url == "/en/"
    account.refresh_from_db()
    assert (account.name, account.is_active, account.has_usable_password()) == ("—", False, False)
    assert account.closed_at is not None
    assert account.email.endswith("@closed.invalid")
    assert not RoleHeld.objects.in_force(account.closed_at).filter(account=account).exists()
    assert not EmailAddress.objects.filter(user=account).exists()
    assert not Notice.objects.filter(account=account).exists()
    assert not Outgoing.objects.filter(account=account).exists()
    assert Draft.objects.get(pk=draft.pk).owner == "bj"
    assert signed_in.get("/en/account/").status_code == 302
    assert sign_in(visitor()).status_code == 422
    assert not Account.objects.filter(email=WHO).exists()


def test_the_address_of_a_closed_account_is_free_again(signed_in, account):
    signed_in.post("/en/account/end/", {"sure": "yes"})
    confirm(signed_in, "/en/account/end/")
    assert person().pk != account.pk
