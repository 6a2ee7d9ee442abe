"""Fields that no form has: a role, an owner, a state. Nothing takes them in."""

import json

import pytest
from django.core.cache import cache
from django.forms.models import model_to_dict

from clearinghouse.accounts.models import Account, Invitation, RoleHeld
from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.accounts.tokens import issue
from clearinghouse.records.models import Draft
from tests import factories
from tests.attacks.world import World, signed_in
from tests.web.people import PASSWORD, WHO, person, sign_in

pytestmark = pytest.mark.django_db

EXTRA = {
    "role": "administrator",
    "roles": "administrator",
    "roles_held": "administrator",
    "owner": "ke",
    "government": "ke",
    "is_active": "on",
    "is_staff": "on",
    "is_superuser": "on",
    "is_demonstration": "on",
    "verified": "on",
    "confirmed_at": "2026-01-01",
    "closed_at": "",
    "pk": "1",
    "id": "1",
    "opaque_id": "00000000-0000-0000-0000-000000000001",
    "account": "1",
    "user": "1",
    "author": "1",
    "state": "published",
    "granted_by": "1",
    "last_login": "2026-01-01",
    "date_joined": "2026-01-01",
}
KEPT = ("pk", "opaque_id", "is_active", "is_demonstration", "closed_at")


def test_whoever_registers_gets_no_role_and_no_confirmed_address(client) -> None:
    cache.clear()
    form = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD, "language": "fr"}
    client.post("/en/sign-up/", {**EXTRA, **form})
    made = Account.objects.get(email="ada@example.org")
    assert not made.roles_held.exists()
    assert not made.emailaddress_set.filter(verified=True).exists()
    assert (made.is_demonstration, made.closed_at) == (False, None)
    assert str(made.opaque_id) != EXTRA["opaque_id"]
    assert sign_in(client, made.email, PASSWORD).url == "/en/sign-up/confirm/"


def test_a_profile_changes_name_and_language_alone(world: World) -> None:
    before = {name: getattr(world.officer, name) for name in KEPT} | model_to_dict(world.officer)
    form = {"name": "Renamed", "language": "fr", "email": "mine@evil.example", "password": "words-that-are-mine"}
    assert signed_in(world.officer).post("/en/account/", {**EXTRA, **form}).status_code == 302
    now = Account.objects.get(pk=world.officer.pk)
    after = {name: getattr(now, name) for name in KEPT} | model_to_dict(now)
    changed = {name for name, value in after.items() if before[name] != value} - {"last_login"}
    assert changed == {"name", "language"}
    assert [held.owner for held in now.roles_held.all()] == ["bj"]


def test_a_draft_keeps_its_owner_author_and_state_whatever_is_sent(world: World) -> None:
    drafted = Draft.objects.get(pk=world.draft.pk)
    kept = ("owner", "author_id", "state", "guid", "format_slug", "realm")
    before = {name: getattr(drafted, name) for name in kept}
    form = {
        **EXTRA,
        "guid": world.record.guid,
        "format": "contact",
        "realm": "abs",
        "version": str(drafted.version),
        "fields": ["title", "government", "header", "owner"],
        "f.title.en": "Mended",
        "f.government": "ke",
        "f.header.identifier": world.record.guid,
        "f.owner": "ke",
        "do": "save",
    }
    signed_in(world.officer).post(f"/en/desk/drafts/{drafted.pk}/", form)
    after = Draft.objects.get(pk=drafted.pk)
    assert after.body["title"] == {"en": "Mended"}
    assert {name: getattr(after, name) for name in kept} == before
    assert after.body["government"] == {"identifier": "bj"}
    assert after.body["header"]["identifier"] == drafted.guid


def test_a_body_sent_by_a_program_names_neither_another_country_nor_another_record(client, world: World) -> None:
    _, secret = issue(world.officer, "mine", SCOPES, None)
    drafted = Draft.objects.get(pk=world.draft.pk)
    taken = {"schema": "contact", "identifier": world.record.guid, "languages": ["en"]}
    body = {**drafted.body, "header": taken, "government": {"identifier": "ke"}}
    headers = {"Authorization": f"Bearer {secret}", "If-Match": "*"}
    answer = client.put(
        f"/api/v1/drafts/{drafted.pk}", json.dumps(body), content_type="application/json", headers=headers
    )
    after = Draft.objects.get(pk=drafted.pk)
    assert answer.status_code in {200, 422}
    assert (after.guid, after.owner) == (drafted.guid, "bj")
    assert after.body["government"] == {"identifier": "bj"}
    assert after.body["header"]["identifier"] == drafted.guid
    for extra in ({"author": 1}, {"state": "requested"}, {"based_on": 3}, {"guid": world.record.guid}):
        content = json.dumps({"format": "nationalReport", "realm": "chm", "owner": "bj", **extra})
        assert client.post("/api/v1/drafts", content, "application/json", headers=headers).status_code == 422


def test_nobody_begins_a_record_for_another_country(client, world: World) -> None:
    _, secret = issue(world.officer, "mine", SCOPES, None)
    drafts, browser = Draft.objects.count(), signed_in(world.officer)
    for owner in ("ke", "BJ ", "bj,ke", "", f"user:{world.authority.opaque_id}", "organization:1"):
        answer = browser.post("/en/desk/new/", {"format": "database", "owner": owner})
        assert answer.status_code == 403, owner
        content = json.dumps({"format": "database", "realm": "bch", "owner": owner})
        headers = {"Authorization": f"Bearer {secret}"}
        sent = client.post("/api/v1/drafts", content, "application/json", headers=headers)
        assert sent.status_code in {403, 404, 422}, owner
    assert Draft.objects.count() == drafts


@pytest.mark.parametrize("role", ["administrator", "secretariat-officer", "vocabulary-editor", "focal-point"])
def test_a_focal_point_invites_into_no_role_beyond_the_team(world: World, role: str) -> None:
    form = {**EXTRA, "email": "more@ministry.example", "name": "More", "language": "en", "role": role, "owner": "bj"}
    before = Invitation.objects.count()
    browser = signed_in(world.focal_point)
    assert browser.post("/en/desk/team/invite/", {**form, "realm": "", "format": ""}).status_code in {403, 422}
    assert browser.post("/en/desk/team/invite/", {**form, "realm": "bch", "owner": "ke"}).status_code == 403
    assert browser.post("/en/desk/team/invite/", {**form, "realm": "bch", "owner": ""}).status_code == 403
    assert Invitation.objects.count() == before


def test_limiting_a_role_changes_nothing_else_of_it(world: World) -> None:
    kept = ("role", "owner", "account_id", "instrument", "confirmed_at", "granted_by_id")
    before = {name: getattr(world.role, name) for name in kept}
    form = {**EXTRA, "realm": "bch", "format": "", "ends": "", "instrument": "CPB"}
    signed_in(world.focal_point).post(f"/en/desk/team/roles/{world.role.pk}/", form)
    after = RoleHeld.objects.get(pk=world.role.pk)
    assert {name: getattr(after, name) for name in kept} == before


def test_a_token_gets_no_scope_that_there_is_not(client) -> None:
    cache.clear()
    account = person()
    sign_in(client, WHO)
    for scopes in (["all"], ["read", "*"], []):
        answer = client.post("/en/account/tokens/", {**EXTRA, "name": "Mine", "scopes": scopes, "days": ""})
        assert answer.status_code in {302, 422}
    assert not account.access_tokens.exists()
    stranger = factories.account()
    client.post(
        "/en/account/tokens/", {**EXTRA, "account": stranger.pk, "name": "Mine", "scopes": ["read"], "days": ""}
    )
    assert not stranger.access_tokens.exists()
