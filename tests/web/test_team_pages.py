"""The pages of teams: every language, every refusal, and nobody else's identifiers."""

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from clearinghouse.accounts.granting import grant
from clearinghouse.accounts.invitations import invite
from clearinghouse.accounts.models import Account, Invitation, Role, RoleHeld
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.records.handing_over import hand_over
from clearinghouse.records.models import Draft, HandOver
from clearinghouse.records.team_news import tell_invited, tell_of_role
from tests import factories
from tests.web.people import PASSWORD

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "zh", "ar")
OFFICER = Held("authorized-user", "bj", "bch")
ADDRESS = "new@ministry.example"


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def browser(account: Account) -> Client:
    made = Client()
    made.force_login(account)
    return made


def give(to: Account, *roles: Held) -> Account:
    for held in roles:
        grant(to, held, by=None, at=timezone.now(), tell=tell_of_role)
    return to


def officer() -> Account:
    return give(factories.account(), OFFICER)


def invited(by: Account, held: Held = OFFICER) -> tuple[Invitation, str]:
    return invite(held, ADDRESS, name="A. New", language="fr", by=by, at=timezone.now(), tell=tell_invited)


def asked(**answers: str) -> dict[str, str]:
    """A form that invites an authorized user of Benin."""
    form = {"owner": "bj", "email": ADDRESS, "name": "A. New", "language": "fr", "role": "authorized-user"}
    return {**form, "realm": "bch", "format": "", **answers}


def link_in(answer) -> str:
    found = re.search(r"http://testserver(/en/invitations/[^<]+)", answer.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_team_is_made_in_every_language(language) -> None:
    focal_point, member = factories.focal_point(), officer()
    factories.draft("contact", by=member, owner="bj")
    invited(focal_point)
    row = member.roles_held.get()
    mine = browser(focal_point)
    for path in (
        "desk/team/",
        "desk/team/?owner=bj",
        "desk/team/invite/?owner=bj",
        f"desk/team/roles/{row.pk}/",
        f"desk/team/roles/{row.pk}/remove/",
        f"desk/team/people/{member.opaque_id}/hand-over/?owner=bj",
        f"desk/team/people/{focal_point.opaque_id}/hand-over/?owner=bj",
    ):
        answer = mine.get(f"/{language}/{path}")
        assert answer.status_code == 200, path
        assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_secretariat_is_made_in_every_language(language) -> None:
    give(factories.account(), OFFICER)
    factories.focal_point(is_confirmed=False)
    for account, paths in (
        (factories.secretariat(), ("desk/focal-points/", "desk/focal-points/?without=any&q=ben", "desk/team/?owner=")),
        (factories.administrator(), ("desk/accounts/", "desk/accounts/?q=nobody-at-all", "desk/team/?owner=bj")),
    ):
        for path in paths:
            assert browser(account).get(f"/{language}/{path}").status_code == 200, path


def test_the_team_says_who_holds_what_since_when_and_what_waits() -> None:
    focal_point, member = factories.focal_point(), officer()
    invited(focal_point)
    page = browser(focal_point).get("/en/desk/team/?owner=bj").content.decode()
    for text in (member.name, member.email, "Biosafety Clearing-House focal point", "Never signed in", ADDRESS):
        assert text in page
    assert "No second factor" in page
    plain = browser(member).get("/en/desk/team/?owner=bj").content.decode()
    assert member.name in plain
    assert ADDRESS not in plain
    assert "reset-link" not in plain


def test_the_team_takes_as_many_queries_for_fifty_people_as_for_five(django_assert_max_num_queries) -> None:
    focal_point = factories.focal_point()
    mine = browser(focal_point)

    def fill(count: int) -> None:
        for _ in range(count):
            officer()

    fill(5)
    mine.get("/en/desk/team/?owner=bj")
    with django_assert_max_num_queries(25) as first:
        mine.get("/en/desk/team/?owner=bj")
    fill(45)
    with django_assert_max_num_queries(len(first.captured_queries)):
        assert mine.get("/en/desk/team/?owner=bj").status_code == 200


def test_a_stranger_sees_no_team_and_nobody_sees_one_that_there_is_not() -> None:
    for account in (factories.account(), factories.officer("eg")):
        assert browser(account).get("/en/desk/team/?owner=bj").status_code == 403
    assert browser(factories.account()).get("/en/desk/team/").status_code == 403
    mine = browser(factories.administrator())
    for owner in ("zz", "organization:NOT-HERE-AT-ALL", "foo:bar", "user:x", "%00", "BJ"):
        assert mine.get(f"/en/desk/team/?owner={owner}").status_code == 403, owner
    assert Client().get("/en/desk/team/").status_code == 302


def test_without_a_mail_server_the_link_is_shown_and_a_new_account_joins_with_it() -> None:
    answer = browser(factories.focal_point()).post("/en/desk/team/invite/", asked())
    link = link_in(answer)
    visitor = Client()
    page = visitor.get(link).content.decode()
    assert ADDRESS in page
    assert "Benin" in page
    for wrong in ({"name": "", "password": PASSWORD}, {"name": "A. New", "password": "short"}):
        assert visitor.post(link, wrong).status_code == 422
        assert not Account.objects.filter(email=ADDRESS).exists()
    assert visitor.post(link, {"name": "A. New", "password": PASSWORD, "email": "other@x.example"}).status_code == 302
    account = Account.objects.get(email=ADDRESS)
    assert person_of(account).roles == {OFFICER}
    assert visitor.get("/en/desk/").status_code == 200
    assert Client().get(link).status_code == 404


def test_an_account_accepts_and_another_is_told_that_it_is_the_wrong_one() -> None:
    _invitation, secret = invited(factories.focal_point())
    link = f"/en/invitations/{secret}/"
    wrong = browser(factories.account())
    assert ADDRESS in wrong.get(link).content.decode()
    assert wrong.post(link).status_code == 403
    right = Account.objects.create(email=ADDRESS, name="A. New")
    assert "sign-in" in Client().get(link).content.decode()
    # Whoever has an account cannot be given a second one by this door.
    assert Client().post(link, {"name": "X", "password": PASSWORD}).status_code in (409, 422)
    assert browser(right).post(link).status_code == 302
    assert person_of(right).roles == {OFFICER}
    assert browser(right).get(link).status_code == 404


@pytest.mark.parametrize(
    "answers",
    [
        {"email": "nobody"},
        {"email": ""},
        {"role": "administrator"},
        {"role": "focal-point.NP"},
        {"role": ""},
        {"realm": "abs"},
        {"realm": ""},
        {"format": "no-such-format"},
        {"language": "xx"},
    ],
)
def test_a_wrong_invitation_is_explained_and_what_was_typed_stays(answers) -> None:
    answer = browser(factories.focal_point()).post("/en/desk/team/invite/", asked(**answers))
    assert answer.status_code == 422
    assert "A. New" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_only_who_manages_a_team_invites_into_it() -> None:
    for account in (officer(), factories.authority(), factories.focal_point("eg"), factories.account()):
        assert browser(account).post("/en/desk/team/invite/", asked()).status_code == 403
        assert browser(account).get("/en/desk/team/invite/?owner=bj").status_code == 403
    assert not Invitation.objects.exists()


def test_limiting_and_removing_a_role() -> None:
    focal_point, member = factories.focal_point(), officer()
    row = member.roles_held.get()
    mine = browser(focal_point)
    path = f"/en/desk/team/roles/{row.pk}/"
    assert mine.post(path, {"realm": "bch", "format": "authority", "until": "2001-01-01"}).status_code == 422
    assert mine.post(path, {"realm": "", "format": ""}).status_code == 422
    assert mine.post(path, {"realm": "bch", "format": "authority", "until": "2999-12-31"}).status_code == 302
    row.refresh_from_db()
    assert (row.realm, row.format_slug) == ("bch", "authority")
    assert str(row.ends_at).startswith("2999-12-31")
    factories.draft("authority", by=member, owner="bj")
    assert mine.post(f"{path}remove/").status_code == 422
    assert mine.post(f"{path}remove/", {"to": str(uuid.uuid4())}).status_code == 422
    assert mine.post(f"{path}remove/", {"to": str(focal_point.opaque_id)}).status_code == 302
    assert not person_of(member).roles
    assert Draft.objects.get().author == focal_point
    assert mine.get(path).status_code == 404


def test_giving_up_ones_last_role_leads_to_the_desk() -> None:
    member = officer()
    answer = browser(member).post(f"/en/desk/team/roles/{member.roles_held.get().pk}/remove/", {"to": "office"})
    assert answer.headers["Location"] == "/en/desk/"


def test_handing_over_on_pages() -> None:
    leaver, successor = give(factories.focal_point(), Held("publishing-authority", "bj", "bch")), officer()
    mine = browser(leaver)
    path = f"/en/desk/team/people/{leaver.opaque_id}/hand-over/?owner=bj"
    for wrong in ("", str(uuid.uuid4()), str(leaver.opaque_id)):
        assert mine.post(path, {"to": wrong}).status_code == 422
    assert mine.post(path, {"to": "invite", "email": "nobody"}).status_code == 422
    assert mine.post(path, {"to": str(successor.opaque_id)}).status_code == 302
    assert "Hand-overs that wait" in mine.get("/en/desk/team/?owner=bj").content.decode()
    waiting = HandOver.objects.get()
    assert browser(successor).post(f"/en/desk/team/hand-overs/{waiting.pk}/cancel/").status_code == 404
    assert mine.post(f"/en/desk/team/hand-overs/{waiting.pk}/cancel/").status_code == 302
    answer = mine.post(path, {"to": "invite", "email": ADDRESS, "name": "New", "language": "fr"})
    assert "/invitations/" in answer.content.decode()


def test_the_secretariat_confirms_and_declines() -> None:
    names = factories.secretariat()
    mine = browser(names)
    one, other = (factories.focal_point(instrument=code, is_confirmed=False) for code in ("BCH", "CPB"))
    first, second = one.roles_held.get(), other.roles_held.get()
    assert one.name in mine.get("/en/desk/focal-points/").content.decode()
    assert mine.post(f"/en/desk/focal-points/{first.pk}/confirm/").status_code == 302
    assert mine.post(f"/en/desk/focal-points/{first.pk}/confirm/").status_code == 404
    assert mine.post(f"/en/desk/focal-points/{second.pk}/decline/", {"reason": " "}).status_code == 422
    assert mine.post(f"/en/desk/focal-points/{second.pk}/decline/", {"reason": "No letter."}).status_code == 302
    assert person_of(one).roles
    assert not person_of(other).roles


def test_the_table_of_focal_points_shows_gaps_and_goes_into_a_spreadsheet_safely() -> None:
    focal_point = factories.focal_point()
    focal_point.name = "=cmd()"
    focal_point.save()
    mine = browser(factories.secretariat())
    assert "Benin" in mine.get("/en/desk/focal-points/?q=beni").content.decode()
    assert ">Benin<" not in mine.get("/en/desk/focal-points/?without=any").content.decode()
    assert ">Benin<" not in mine.get("/en/desk/focal-points/?without=BCH").content.decode()
    assert ">Benin<" in mine.get("/en/desk/focal-points/?without=NP").content.decode()
    answer = mine.get("/en/desk/focal-points/table.csv?q=Benin")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 8
    assert any("'=cmd()" in line and line.startswith("bj,Benin,BCH,") for line in lines)


def test_accounts_are_found_shut_and_opened_by_administrators() -> None:
    member = officer()
    mine = browser(factories.administrator())
    assert member.email in mine.get(f"/en/desk/accounts/?q={member.name.upper()}").content.decode()
    theirs = browser(member)
    assert theirs.get("/en/desk/").status_code == 200
    assert mine.post(f"/en/desk/accounts/{member.opaque_id}/shut/").status_code == 302
    assert theirs.get("/en/desk/").status_code == 302
    assert "Closed" in mine.get("/en/desk/accounts/").content.decode()
    assert mine.post(f"/en/desk/accounts/{member.opaque_id}/reopen/").status_code == 302
    assert "/forgotten-password/" in mine.post(f"/en/desk/accounts/{member.opaque_id}/reset-link/").content.decode()
    assert mine.post(f"/en/desk/accounts/{uuid.uuid4()}/shut/").status_code == 404


def strangers() -> list[Account]:
    return [
        factories.account(),
        factories.officer("eg"),
        factories.focal_point("eg"),
        factories.focal_point(instrument="NP"),
    ]


def test_no_identifier_of_one_team_works_for_another() -> None:
    focal_point, member = factories.focal_point(), officer()
    invitation, _secret = invited(focal_point)
    named = give(factories.account(), OFFICER)
    waiting = hand_over(focal_point, "bj", to=named, by=focal_point, at=timezone.now())
    row = member.roles_held.get()
    nomination = named.roles_held.get(role=Role.FOCAL_POINT)
    acts: dict[str, dict[str, str]] = {
        f"roles/{row.pk}/": {"realm": "bch", "format": "contact"},
        f"roles/{row.pk}/remove/": {"to": "office"},
        f"people/{member.opaque_id}/reset-link/": {"owner": "bj"},
        f"people/{member.opaque_id}/hand-over/?owner=bj": {"to": str(named.opaque_id)},
        f"people/{focal_point.opaque_id}/hand-over/?owner=eg": {"to": str(named.opaque_id)},
        f"hand-overs/{waiting.pk}/cancel/": {},
        f"invitations/{invitation.pk}/resend/": {},
        f"invitations/{invitation.pk}/revoke/": {},
    }
    before = list(RoleHeld.objects.order_by("pk").values())
    for stranger in [*strangers(), member]:
        theirs = browser(stranger)
        made = list(RoleHeld.objects.filter(account=stranger).values())
        for path, answers in acts.items():
            if stranger == member and (path.endswith("remove/") or str(member.opaque_id) in path):
                # Giving up and handing over what is one's own.
                continue
            assert theirs.post(f"/en/desk/team/{path}", answers).status_code in (403, 404, 422), (stranger, path)
        for key, act in ((nomination.pk, "confirm"), (nomination.pk, "decline")):
            answer = theirs.post(f"/en/desk/focal-points/{key}/{act}/", {"reason": "x"})
            assert answer.status_code in (403, 404), (stranger, act)
        for act in ("shut", "reopen", "reset-link"):
            assert theirs.post(f"/en/desk/accounts/{member.opaque_id}/{act}/").status_code == 403
        for page in ("focal-points/", "focal-points/table.csv", "accounts/"):
            assert theirs.get(f"/en/desk/{page}").status_code == 403
        assert list(RoleHeld.objects.filter(account=stranger).values()) == made
    after = {row["id"]: row for row in RoleHeld.objects.values()}
    assert [after[row["id"]] for row in before] == before
    assert HandOver.objects.get().state == HandOver.WAITING
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


@pytest.mark.parametrize("key", [0, 999_999, 2**63, 10**30])
def test_keys_of_nothing_are_not_found(key) -> None:
    mine = browser(factories.administrator())
    for path in (f"team/roles/{key}/", f"team/roles/{key}/remove/"):
        assert mine.get(f"/en/desk/{path}").status_code == 404
    for path in (
        f"team/invitations/{key}/resend/",
        f"team/invitations/{key}/revoke/",
        f"team/hand-overs/{key}/cancel/",
        f"focal-points/{key}/confirm/",
        f"focal-points/{key}/decline/",
    ):
        assert mine.post(f"/en/desk/{path}").status_code == 404


def test_acts_are_no_links() -> None:
    mine = browser(factories.administrator())
    for path in ("team/invitations/1/revoke/", "team/hand-overs/1/cancel/", "focal-points/1/confirm/"):
        assert mine.get(f"/en/desk/{path}").status_code == 405
