"""Invitations: made, sent again, taken back, accepted once by whom they were sent to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clearinghouse.accounts import granting
from clearinghouse.accounts.invitations import (
    LIFETIME,
    accept,
    get_invitation,
    invite,
    opened,
    require_addressed,
    resend,
    revoke,
)
from clearinghouse.accounts.models import Account, AuditEvent, Invitation
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.accounts.team_errors import (
    EmailUnusableError,
    InvitationGoneError,
    RoleAlreadyHeldError,
    WrongAddressError,
)
from clearinghouse.core.errors import NotAllowedError
from tests import factories

pytestmark = pytest.mark.django_db

OFFICER = Held("authorized-user", "bj", "bch")
ADDRESS = "new@ministry.example"


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def told(*_args, **_options) -> None:
    """Tell nobody."""


def sent(by: Account | None = None, held: Held = OFFICER, email: str = ADDRESS) -> tuple[Invitation, str]:
    by = by or factories.focal_point()
    return invite(held, email, name="A. New", language="fr", by=by, at=timezone.now(), tell=told)


def newcomer(email: str = ADDRESS) -> Account:
    return Account.objects.create(email=email, name="A. New", password="!")


@pytest.mark.store
def test_an_invitation_is_accepted_once() -> None:
    invitation, secret = sent()
    account = newcomer()
    accept(secret, by=account, at=timezone.now(), tell=told)
    assert person_of(account).roles == {OFFICER}
    invitation.refresh_from_db()
    assert invitation.accepted_by == account
    with pytest.raises(InvitationGoneError):
        accept(secret, by=account, at=timezone.now(), tell=told)
    assert list(AuditEvent.objects.filter(owner="bj").values_list("action", flat=True).order_by("pk")) == [
        "invited",
        "invitation-accepted",
    ]


def test_the_secret_is_not_kept_and_the_address_stands_in_no_trail() -> None:
    invitation, secret = sent()
    assert secret not in str(Invitation.objects.values())
    assert invitation.email == ADDRESS
    assert ADDRESS not in str(list(AuditEvent.objects.values()))


def test_another_account_is_told_whom_the_invitation_was_sent_to() -> None:
    invitation, secret = sent()
    stranger = factories.account()
    with pytest.raises(WrongAddressError):
        require_addressed(invitation, stranger)
    with pytest.raises(WrongAddressError) as caught:
        accept(secret, by=stranger, at=timezone.now(), tell=told)
    assert caught.value.data == {"invited": ADDRESS, "present": stranger.email}
    assert opened(secret, timezone.now()).accepted_at is None


def test_time_ends_an_invitation() -> None:
    _invitation, secret = sent()
    opened(secret, timezone.now() + LIFETIME - timedelta(minutes=1))
    with pytest.raises(InvitationGoneError):
        opened(secret, timezone.now() + LIFETIME)
    for unknown in ("", "x", "\0", "\ud800"):
        with pytest.raises(InvitationGoneError):
            opened(unknown, timezone.now())


def test_sending_again_makes_a_new_link_and_taking_back_ends_it() -> None:
    focal_point = factories.focal_point()
    invitation, first = sent(focal_point)
    second = resend(invitation, by=focal_point, at=timezone.now(), tell=told)
    with pytest.raises(InvitationGoneError):
        opened(first, timezone.now())
    assert opened(second, timezone.now()) == invitation
    revoke(invitation, by=focal_point, at=timezone.now())
    for attempt in (
        lambda: opened(second, timezone.now()),
        lambda: revoke(invitation, by=focal_point, at=timezone.now()),
        lambda: resend(invitation, by=focal_point, at=timezone.now(), tell=told),
    ):
        with pytest.raises(InvitationGoneError):
            attempt()


def test_only_who_may_give_the_role_touches_its_invitation() -> None:
    invitation, _secret = sent()
    for unfit in (factories.officer(), factories.focal_point("eg"), factories.focal_point(instrument="NP")):
        for attempt in (
            lambda unfit=unfit: revoke(invitation, by=unfit, at=timezone.now()),
            lambda unfit=unfit: resend(invitation, by=unfit, at=timezone.now(), tell=told),
            lambda unfit=unfit: sent(unfit),
        ):
            with pytest.raises(NotAllowedError):
                attempt()
    with pytest.raises(InvitationGoneError):
        get_invitation(invitation.pk, by=factories.focal_point("eg"), at=timezone.now())
    assert get_invitation(invitation.pk, by=factories.officer(), at=timezone.now()) == invitation


def test_an_invitation_falls_with_the_right_of_who_sent_it() -> None:
    focal_point = factories.focal_point()
    _invitation, secret = sent(focal_point)
    granting.end(focal_point.roles_held.get(), by=None, at=timezone.now(), tell=told)
    with pytest.raises(InvitationGoneError):
        accept(secret, by=newcomer(), at=timezone.now(), tell=told)


def test_a_second_invitation_to_the_same_role_ends_the_first() -> None:
    focal_point = factories.focal_point()
    _one, first = sent(focal_point)
    _two, second = sent(focal_point, email=f" {ADDRESS.upper()} ")
    with pytest.raises(InvitationGoneError):
        opened(first, timezone.now())
    assert opened(second, timezone.now()).email == ADDRESS


def test_whoever_holds_the_role_is_not_invited_to_it() -> None:
    focal_point, account = factories.focal_point(), newcomer()
    granting.grant(account, OFFICER, by=focal_point, at=timezone.now(), tell=told)
    with pytest.raises(RoleAlreadyHeldError):
        sent(focal_point)


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@c.example", "x" * 300 + "@c.example"])
def test_what_is_no_address_is_refused(email) -> None:
    with pytest.raises(EmailUnusableError):
        sent(email=email)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("who", "is_confirmed"), [("focal_point", False), ("secretariat", True)])
def test_an_invited_focal_point_waits_for_the_secretariat_unless_it_sent_the_invitation(who, is_confirmed) -> None:
    _invitation, secret = sent(getattr(factories, who)(), Held("focal-point", "bj", instrument="CPB"))
    account = newcomer()
    accept(secret, by=account, at=timezone.now(), tell=told)
    assert bool(person_of(account).roles) is is_confirmed
