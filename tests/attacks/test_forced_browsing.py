"""Pages of the desk and of one's account, asked for by somebody who is signed out or holds no role."""

import pytest
from django.urls import reverse

from clearinghouse.web.account_urls import account_patterns
from tests import factories
from tests.attacks.world import World, addresses, signed_in

pytestmark = pytest.mark.django_db

# Under /account/ or /desk/ and yet no page: it takes a form alone.
FORMS_ONLY = {"notices-read", "notice-address", "follow-mail", "account-export"}
# Pages of those who look after the node or after vocabularies, and of those who have a team.
FOR_STAFF = {
    "vocabulary-drafts",
    "focal-points",
    "focal-points-table",
    "accounts",
    "desk-parties",
    "team",
    "team-invite",
}
ENTRY = {
    "account_login",
    "sign-in",
    "sign-in-kept",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_inactive",
    "account_logout",
    "sign-out",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_reset_password_from_key",
}
"""What is there for those who are signed out."""


def closed() -> list[str]:
    """Return every address without an identifier that is for those who are signed in."""
    return [one.name for one in addresses() if not one.steps and one.route.startswith(("en/desk/", "en/account/"))]


def test_whoever_is_signed_out_is_led_to_sign_in_and_back() -> None:
    browser = signed_in(None)
    for name in closed():
        address = reverse(name)
        answer = browser.get(address)
        if name in FORMS_ONLY:
            assert answer.status_code == 405, name
        else:
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/en/sign-in/?next="), (name, answer["Location"])


def test_a_form_of_whoever_is_signed_out_does_nothing_before_they_sign_in() -> None:
    browser = signed_in(None)
    for name in closed():
        answer = browser.post(reverse(name), {"sure": "yes", "do": "save"})
        is_led = answer.status_code == 302 and answer["Location"].startswith("/en/sign-in/?next=")
        assert is_led or answer.status_code in {401, 405}, (name, answer.status_code)


def test_every_address_of_accounts_is_for_those_signed_in_or_known_to_be_open() -> None:
    names = {str(pattern.name) for pattern in account_patterns}
    with_identifier = {one.name for one in addresses() if one.steps}
    assert names - ENTRY - set(closed()) <= with_identifier


def test_whoever_holds_no_role_finds_no_page_of_those_who_look_after_the_node(world: World) -> None:
    for who in (factories.account(), world.officer):
        browser = signed_in(who)
        refused = {name for name in closed() if browser.get(reverse(name)).status_code in {403, 404}}
        expected = FOR_STAFF - ({"team"} if who is world.officer else set())
        assert expected <= refused


def test_files_of_the_server_are_not_reached_by_their_path(world: World) -> None:
    browser = signed_in(world.officer)
    for path in (
        "/static/../settings.py",
        "/static/..%2f..%2fregister.sqlite3",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        f"/en/records/{world.record.guid}/files/..%2f..%2fsecret/key",
        f"/en/records/{world.record.guid}/files/{world.digest}/..%2f..%2f..%2fetc%2fpasswd",
        f"/en/desk/drafts/{world.draft.pk}/files/..%5c..%5csecret/key",
        "/register.sqlite3",
        "/.env",
        "/.git/config",
        "/admin/",
        "/api/v1/../../register.sqlite3",
    ):
        assert browser.get(path).status_code in {301, 302, 400, 404}, path
