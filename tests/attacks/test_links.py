"""Links that hold a secret: used twice, too late, with one character changed, or by somebody else."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clearinghouse.accounts.models import Account, RoleHeld
from clearinghouse.accounts.recovering import confirmation_arguments, reset_arguments
from clearinghouse.notices.kinds import Group
from clearinghouse.notices.models import ActionLink, MailPreference
from clearinghouse.notices.posting import post_due
from clearinghouse.notices.preferences import stop_token
from clearinghouse.records.models import Case, Draft
from tests import factories
from tests.attacks.world import World, everything, signed_in
from tests.notices.letters import arrived, text_of
from tests.web.people import PASSWORD

pytestmark = pytest.mark.django_db

NEW = {"name": "A. New", "password": PASSWORD}


def forged(secret: str) -> list[str]:
    """Return a secret with one character changed, at its beginning, in its middle and near its end; cut; and longer.

    The very last character of base64 may stand for bits that nobody reads: it is not what is tried here.
    """
    places = (0, len(secret) // 2, len(secret) - 2)
    changed = [secret[:at] + ("A" if secret[at] != "A" else "B") + secret[at + 1 :] for at in places]
    return [*changed, secret[:-2], secret + "A", secret.swapcase()]


# Invitations


def test_an_invitation_lets_in_one_person_once(world: World) -> None:
    address = reverse("invitation", args=[world.invited_by])
    assert Client().post(address, NEW).status_code == 302
    before = everything()
    again = Client().post(address, {**NEW, "name": "Another"})
    assert again.status_code in {403, 404, 410, 422}
    assert everything() == before


def test_an_invitation_cannot_be_forged_or_used_late(world: World) -> None:
    before = everything()
    for secret in [*forged(world.invited_by), world.invitation.digest]:
        assert Client().post(reverse("invitation", args=[secret]), NEW).status_code in {403, 404, 410, 422}
    assert everything() == before
    type(world.invitation).objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    before = everything()
    assert Client().post(reverse("invitation", args=[world.invited_by]), NEW).status_code in {403, 404, 410, 422}
    assert everything() == before


def test_an_invitation_of_somebody_else_gives_no_role(world: World) -> None:
    thief, before = factories.account(), RoleHeld.objects.count()
    answer = signed_in(thief).post(reverse("invitation", args=[world.invited_by]), {**NEW, "email": thief.email})
    assert answer.status_code in {403, 422}
    assert RoleHeld.objects.count() == before


def test_an_invitation_gives_no_more_than_it_says(world: World) -> None:
    more = {"role": "publishing-authority", "owner": "ke", "realm": "", "email": "mine@evil.example"}
    Client().post(reverse("invitation", args=[world.invited_by]), {**NEW, **more})
    joined = Account.objects.get(email="new@ministry.example")
    (held,) = joined.roles_held.all()
    assert (held.role, held.owner, held.realm) == ("authorized-user", "bj", "bch")


# Decisions from a mail


@pytest.fixture
def links(world: World, mailoutbox) -> dict[str, str]:
    """Return what each link of the authority's mail does → its secret."""
    while post_due(at=timezone.now()):
        pass
    texts = [text_of(arrived(sent)) for sent in mailoutbox if sent.to == [world.authority.email]]
    secrets = [secret for text in texts for secret in re.findall(r"/mail/decide/([^/\s]+)/", text)]
    found = {}
    for secret in secrets:
        page = Client().get(reverse("mail-decide", args=[secret]))
        if page.status_code == 200:
            found["return" if b"<textarea" in page.content else "approve"] = secret
    assert found.keys() == {"approve", "return"}
    return found


def test_a_link_that_decides_is_of_no_use_when_forged(world: World, links: dict[str, str]) -> None:
    digests = ActionLink.objects.values_list("digest", flat=True)
    before = everything()
    for secret in [*forged(links["approve"]), *forged(links["return"]), *digests]:
        answer = Client().post(reverse("mail-decide", args=[secret]), {"reason": "No."})
        assert answer.status_code in {403, 404, 410, 422}, secret
    assert everything() == before


def test_looking_at_a_link_that_decides_does_nothing_however_often(world: World, links: dict[str, str]) -> None:
    before = everything()
    for secret in links.values():
        for method in ("get", "head", "options"):
            getattr(Client(), method)(reverse("mail-decide", args=[secret]))
    assert everything() == before


def test_a_link_that_decides_does_so_once_and_its_fellow_nothing_more(world: World, links: dict[str, str]) -> None:
    approve, send_back = (reverse("mail-decide", args=[links[one]]) for one in ("approve", "return"))
    assert Client().post(approve).status_code == 200
    assert Case.objects.get(pk=world.case.pk).state == Case.APPROVED
    before = everything()
    for address in (approve, send_back):
        assert Client().post(address, {"reason": "No."}).status_code in {403, 404, 409, 410, 422}
    assert everything() == before


def test_a_link_that_decides_is_of_no_use_too_late_or_once_the_role_is_gone(world, links) -> None:
    addresses = [reverse("mail-decide", args=[secret]) for secret in links.values()]
    held = RoleHeld.objects.get(account=world.authority)
    RoleHeld.objects.filter(pk=held.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert {Client().post(one, {"reason": "No."}).status_code for one in addresses} == {403}
    RoleHeld.objects.filter(pk=held.pk).update(ends_at=None)
    Account.objects.filter(pk=world.authority.pk).update(is_active=False)
    assert {Client().post(one, {"reason": "No."}).status_code for one in addresses} <= {403, 404, 410}
    Account.objects.filter(pk=world.authority.pk).update(is_active=True)
    ActionLink.objects.update(expires_at=timezone.now())
    assert {Client().post(one, {"reason": "No."}).status_code for one in addresses} <= {403, 404, 410, 422}
    assert Case.objects.get(pk=world.case.pk).state == Case.REQUESTED


def test_a_link_decides_only_what_its_mail_described(world: World, links: dict[str, str]) -> None:
    Draft.objects.filter(pk=world.requested.pk).update(version=world.requested.version + 1)
    answer = Client().post(reverse("mail-decide", args=[links["approve"]]))
    assert answer.status_code in {409, 410, 422}
    assert Case.objects.get(pk=world.case.pk).state == Case.REQUESTED


# Stopping mail


def test_only_the_very_link_stops_mail_and_only_that_mail(world: World) -> None:
    before = everything()
    for token in [*forged(world.stop), world.confirmation, ":".join(world.reset)]:
        assert Client().post(reverse("mail-stop", args=[token])).status_code in {403, 404, 410}, token
        assert Client().post(reverse("mail-confirm", args=[token])).status_code in {403, 404, 410}, token
    assert Client().post(reverse("mail-confirm", args=[world.stop])).status_code in {403, 404, 410}
    assert everything() == before
    address = reverse("mail-stop", args=[world.stop])
    assert [Client().post(address, {"kind": "tasks"}).status_code for _ in range(2)] == [200, 200]
    (kept,) = MailPreference.objects.all()
    assert (kept.account, kept.requests, kept.tasks) == (world.officer, "never", "at-once")


def test_a_link_that_stops_mail_opens_no_account(world: World) -> None:
    browser = Client()
    browser.post(reverse("mail-stop", args=[world.stop]))
    assert browser.get("/en/desk/").status_code == 302
    Account.objects.filter(pk=world.officer.pk).update(is_active=False)
    assert Client().post(reverse("mail-stop", args=[world.stop])).status_code in {403, 404, 410}
    assert stop_token(world.officer, Group.TASKS) != stop_token(world.authority, Group.TASKS)


# Resetting a password and confirming an address


def _reset(account: str, key: str) -> bool:
    """Set a password as a browser does: the link leads to a page that holds the key in the session."""
    browser = Client()
    answer = browser.get(reverse("account_reset_password_from_key", args=[account, key]))
    if answer.status_code != 302:
        assert answer.status_code in {200, 403, 404, 410}
        return False
    done = browser.post(answer["Location"], {"password1": PASSWORD})
    return done.status_code == 302


def test_a_link_to_a_new_password_cannot_be_forged_or_turned_to_another_account(world: World) -> None:
    account, key = world.reset
    other, _ = reset_arguments(world.administrator)
    before = everything()
    assert not _reset(other, key)
    for changed in forged(key):
        assert not _reset(account, changed), changed
    assert everything() == before


def test_a_link_to_a_new_password_works_once_and_not_too_late(world: World, settings) -> None:
    late = reset_arguments(world.authority)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not _reset(*late)
    settings.PASSWORD_RESET_TIMEOUT = 60
    assert _reset(*world.reset)
    assert not _reset(*world.reset)


def test_a_new_password_ends_every_session(world: World) -> None:
    thief = signed_in(world.officer)
    assert thief.get("/en/desk/").status_code == 200
    assert _reset(*reset_arguments(Account.objects.get(pk=world.officer.pk)))
    assert thief.get("/en/desk/").status_code == 302


def test_the_session_that_holds_a_key_sets_no_password_of_others(world: World) -> None:
    browser = Client()
    page = browser.get(reverse("account_reset_password_from_key", args=world.reset))["Location"]
    own, _ = world.reset
    other, _ = reset_arguments(world.administrator)
    before = Account.objects.get(pk=world.administrator.pk).password
    browser.post(page.replace(f"/{own}/", f"/{other}/"), {"password1": PASSWORD})
    assert Account.objects.get(pk=world.administrator.pk).password == before


def test_an_address_is_confirmed_by_its_own_link_alone(world: World) -> None:
    before = everything()
    for key in forged(world.confirmation):
        assert Client().post(reverse("account_confirm_email", args=[key])).status_code in {200, 302, 404}
    assert everything() == before


def test_a_link_that_confirms_an_address_gives_it_to_nobody_else(world: World) -> None:
    thief = factories.account()
    signed_in(thief).post(reverse("account_confirm_email", args=[world.confirmation]))
    assert Account.objects.get(pk=thief.pk).email == thief.email
    assert not EmailAddress.objects.filter(user=thief, email="other@example.org").exists()
    taken = EmailAddress.objects.create(user=thief, email="free@example.org", verified=False)
    (key,) = confirmation_arguments(taken)
    taken.delete()
    assert Client().post(reverse("account_confirm_email", args=[key])).status_code in {200, 302, 404}
    assert not EmailAddress.objects.filter(email="free@example.org").exists()
