"""Forms that another site makes a browser send: none does anything without a token of the page it stands for."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from clearinghouse.notices.models import MailPreference
from clearinghouse.records.models import Draft
from tests.attacks.test_others_objects import PRIVATE, SECRETS
from tests.attacks.world import World, addresses, everything, signed_in, whole
from tests.web.people import PASSWORD

pytestmark = pytest.mark.django_db

WITHOUT_TOKEN = {"mail-stop"}
"""The one address that a program sends a form to without having seen a page (RFC 8058): it holds a secret itself."""


def test_no_address_takes_a_form_without_its_token(world: World) -> None:
    before = everything()
    known = {name: steps for name, (steps, _) in PRIVATE.items()} | SECRETS
    for account in (world.administrator, None):
        browser = signed_in(account, is_strict=True)
        for one in addresses():
            if one.route.startswith("api/") or one.name in WITHOUT_TOKEN:
                continue
            steps = known[one.name](world) if one.name in known else ("bj",) * len(one.steps)
            answer = browser.post(reverse(one.name, args=steps), {"sure": "yes", "do": "save", "reason": "No."})
            assert answer.status_code == 403, (one.name, answer.status_code)
    assert everything() == before


def test_a_token_of_another_visitor_is_of_no_use(world: World) -> None:
    visitor, officer = Client(enforce_csrf_checks=True), signed_in(world.officer, is_strict=True)
    token = visitor.get("/en/sign-in/").context["csrf_token"]
    officer.get("/en/account/")
    answer = officer.post("/en/account/", {"name": "Taken over", "language": "en", "csrfmiddlewaretoken": str(token)})
    assert answer.status_code == 403
    world.officer.refresh_from_db()
    assert world.officer.name != "Taken over"


def test_a_form_with_its_token_from_another_site_is_refused_and_not_handed_back(world: World) -> None:
    officer = signed_in(world.officer, is_strict=True)
    token = str(officer.get("/en/account/").context["csrf_token"])
    form = {"name": "Taken over", "language": "en", "csrfmiddlewaretoken": token}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}):
        answer = officer.post("/en/account/", form, headers=headers)
        assert answer.status_code == 403
        assert "Taken over" not in answer.content.decode(), "one click would send it with a token of ours"
    assert officer.post("/en/account/", form).status_code == 302


def test_nobody_is_made_to_sign_in_as_somebody_else(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/en/sign-in/", {"email": world.officer.email, "password": PASSWORD})
    assert answer.status_code == 403


def test_one_click_in_a_mail_program_stops_mail_without_a_page(world: World) -> None:
    program = Client(enforce_csrf_checks=True)
    answer = program.post(reverse("mail-stop", args=[world.stop]), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert MailPreference.objects.get().requests == "never"


def test_a_program_needs_its_token_alone_and_no_cookie_counts(world: World) -> None:
    program = Client(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {world.secret}"}
    assert program.get("/api/v1/me", headers=headers).status_code == 200
    browser = signed_in(world.officer, is_strict=True)
    drafts = Draft.objects.count()
    content = {"format": "database", "realm": "bch", "owner": "bj"}
    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        answer = browser.generic("POST", "/api/v1/drafts", json.dumps(content), content_type=kind)
        assert answer.status_code == 401
        assert "Access-Control-Allow-Credentials" not in answer
    assert Draft.objects.count() == drafts


def test_no_address_that_is_only_looked_at_changes_anything(world: World) -> None:
    before = everything()
    known = {name: steps for name, (steps, _) in PRIVATE.items()} | SECRETS
    for account in (world.officer, world.administrator, world.secretariat):
        browser = signed_in(account)
        for one in addresses():
            if one.name == "notice" or one.route.startswith("api/"):
                continue  # Opening a notice says that it was read.
            steps = known[one.name](world) if one.name in known else ("bj",) * len(one.steps)
            whole(browser.get(reverse(one.name, args=steps)))
    assert everything() == before
