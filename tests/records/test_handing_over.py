"""Handing over: everything moves in one step, or nothing; a focal point stays until the next is confirmed."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from clearinghouse.accounts.granting import grant
from clearinghouse.accounts.invitations import invite
from clearinghouse.accounts.models import Account, AuditEvent, Invitation, RoleHeld
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.accounts.team_errors import (
    HandOverGoneError,
    HandOverWaitsError,
    InvitationGoneError,
    PersonGoneError,
    SuccessorUnfitError,
)
from clearinghouse.core.errors import DomainError, NotAllowedError
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import About, NoticeKind
from clearinghouse.records.cases import request_publication
from clearinghouse.records.errors import ReasonMissingError
from clearinghouse.records.handing_over import (
    accept_invitation,
    cancel,
    confirm_focal_point,
    decline_focal_point,
    get_hand_over,
    hand_over,
    hand_over_by_invitation,
    holdings_of,
    revoke_invitation,
)
from clearinghouse.records.leaving import remove
from clearinghouse.records.models import Case, Draft, HandOver
from clearinghouse.records.team_news import tell_invited, tell_of_role
from tests import factories

pytestmark = pytest.mark.django_db

BCH_OFFICER = Held("authorized-user", "bj", "bch")
BCH_AUTHORITY = Held("publishing-authority", "bj", "bch")
ADDRESS = "successor@ministry.example"


@pytest.fixture(autouse=True)
def _words(request) -> None:
    if "transactional_db" not in request.fixturenames:
        factories.reference_data()


def give(to: Account, *roles: Held) -> Account:
    for held in roles:
        grant(to, held, by=None, at=timezone.now(), tell=tell_of_role)
    return to


def with_work(account: Account) -> Account:
    """Give a person of Benin a draft, a request to decide on, and two notices of which one is about their work."""
    factories.draft("contact", by=account, owner="bj")
    other = factories.draft("contact", by=factories.officer(), owner="bj")
    case = request_publication(other, by=other.author, at=timezone.now())
    Case.objects.filter(pk=case.pk).update(assigned_to=account)
    account.notices.all().delete()
    for kind in (NoticeKind.RECORD_STALE, NoticeKind.ROLE_GRANTED):
        notify([account], kind, about=About(owner="bj"), at=timezone.now())
    return account


def stands(account: Account) -> tuple[int, int, int, int]:
    """Count roles, drafts, requests and notices of a person."""
    return (
        len(person_of(account).roles),
        Draft.objects.filter(author=account).count(),
        Case.objects.filter(assigned_to=account).count(),
        account.notices.filter(read_at=None, kind=NoticeKind.RECORD_STALE.value).count(),
    )


def handed(leaver: Account, to: Account, by: Account | None = None) -> HandOver:
    return hand_over(leaver, "bj", to=to, by=by or leaver, at=timezone.now())


@pytest.mark.store
def test_roles_drafts_requests_and_notices_move_in_one_step_and_the_trail_lists_each() -> None:
    leaver = with_work(give(factories.account(), BCH_AUTHORITY))
    successor = give(factories.account(), BCH_OFFICER)
    focal_point = factories.focal_point()
    found = holdings_of(leaver, "bj", by=focal_point, at=timezone.now())
    assert [len(found.passed), len(found.work.drafts), len(found.work.cases), len(found.work.notices)] == [1, 1, 1, 1]
    done = handed(leaver, successor, by=focal_point)
    assert done.state == HandOver.DONE
    assert stands(leaver) == (0, 0, 0, 0)
    assert stands(successor) == (2, 1, 1, 1)
    event = AuditEvent.objects.get(action="handed-over")
    assert event.account == focal_point
    assert event.details["to"] == str(successor.opaque_id)
    assert [len(event.details[piece]) for piece in ("passed", "drafts", "cases", "notices")] == [1, 1, 1, 1]
    assert successor.notices.filter(kind=NoticeKind.HANDED_OVER.value).exists()


@pytest.mark.store
def test_the_predecessor_stays_focal_point_until_the_next_is_confirmed() -> None:
    leaver = with_work(give(factories.focal_point(), BCH_AUTHORITY))
    successor = give(factories.account(), BCH_OFFICER)
    waiting = handed(leaver, successor)
    assert waiting.state == HandOver.WAITING
    assert stands(leaver) == (2, 1, 1, 1)
    assert stands(successor) == (1, 0, 0, 0)
    with pytest.raises(HandOverWaitsError):
        handed(leaver, successor)
    named = successor.roles_held.get(role="focal-point")
    confirm_focal_point(named, by=factories.secretariat(), at=timezone.now())
    assert HandOver.objects.get().state == HandOver.DONE
    assert stands(leaver) == (0, 0, 0, 0)
    assert stands(successor) == (3, 1, 1, 1)


def test_with_two_instruments_the_step_is_complete_when_both_are_confirmed() -> None:
    leaver = give(factories.focal_point(), Held("focal-point", "bj", instrument="CPB"))
    successor = give(factories.account(), BCH_OFFICER)
    handed(leaver, successor)
    officer = factories.secretariat()
    first, second = successor.roles_held.filter(role="focal-point")
    confirm_focal_point(first, by=officer, at=timezone.now())
    assert HandOver.objects.get().state == HandOver.WAITING
    assert len(person_of(leaver).roles) == 2
    confirm_focal_point(second, by=officer, at=timezone.now())
    assert not person_of(leaver).roles


def test_a_declined_successor_leaves_all_as_it_was() -> None:
    leaver = with_work(give(factories.focal_point(), Held("focal-point", "bj", instrument="CPB")))
    successor = give(factories.account(), BCH_OFFICER)
    handed(leaver, successor)
    named = successor.roles_held.filter(role="focal-point")[0]
    officer = factories.secretariat()
    with pytest.raises(ReasonMissingError):
        decline_focal_point(named, by=officer, at=timezone.now(), reason="  \0 ")
    decline_focal_point(named, by=officer, at=timezone.now(), reason="No letter.")
    assert HandOver.objects.get().state == HandOver.CANCELLED
    assert stands(leaver) == (2, 1, 1, 1)
    assert not successor.roles_held.filter(role="focal-point", ends_at=None).exists()


def test_the_secretariat_hands_over_for_a_country_whose_focal_point_is_gone() -> None:
    leaver = with_work(give(factories.focal_point(), BCH_AUTHORITY, Held("authorized-user", "bj", "abs")))
    successor = give(factories.account(), BCH_OFFICER)
    officer = factories.secretariat()
    with pytest.raises(NotAllowedError):
        # The role for another clearing-house is none of those that go with this focal point.
        handed(leaver, successor, by=officer)
    leaver.roles_held.filter(realm="abs").delete()
    assert handed(leaver, successor, by=officer).state == HandOver.DONE
    assert stands(leaver) == (0, 0, 0, 0)
    assert {held.role for held in person_of(successor).roles} == {
        "focal-point",
        "publishing-authority",
        "authorized-user",
    }


def test_an_officer_who_leaves_passes_on_work_but_no_role_that_is_not_theirs_to_give() -> None:
    leaver = with_work(give(factories.account(), BCH_AUTHORITY))
    successor = give(factories.account(), BCH_OFFICER)
    found = holdings_of(leaver, "bj", by=leaver, at=timezone.now())
    assert (len(found.passed), len(found.ended)) == (0, 1)
    handed(leaver, successor)
    assert person_of(successor).roles == {BCH_OFFICER}
    assert stands(successor) == (1, 1, 1, 1)
    with pytest.raises(NotAllowedError):
        hand_over_by_invitation(successor, "bj", email=ADDRESS, name="", language="en", by=successor, at=timezone.now())


def test_others_hand_nothing_over() -> None:
    leaver, successor = give(factories.focal_point(), BCH_AUTHORITY), give(factories.account(), BCH_OFFICER)
    for unfit in (successor, factories.focal_point(instrument="CPB"), factories.focal_point("eg"), factories.account()):
        with pytest.raises(NotAllowedError):
            handed(leaver, successor, by=unfit)
    with pytest.raises(PersonGoneError):
        hand_over(leaver, "eg", to=successor, by=leaver, at=timezone.now())
    for wrong in (leaver, factories.account(), factories.officer("eg")):
        with pytest.raises(SuccessorUnfitError):
            handed(leaver, wrong)
    assert not HandOver.objects.exists()


def invited(leaver: Account) -> tuple[Invitation, str]:
    return hand_over_by_invitation(
        leaver, "bj", email=ADDRESS, name="Successor", language="fr", by=leaver, at=timezone.now()
    )


def test_an_invited_successor_takes_over_once_they_accept_and_are_confirmed() -> None:
    leaver = with_work(give(factories.focal_point(), BCH_AUTHORITY))
    _invitation, secret = invited(leaver)
    assert stands(leaver) == (2, 1, 1, 1)
    successor = Account.objects.create(email=ADDRESS, name="Successor", password="!")
    row = accept_invitation(secret, by=successor, at=timezone.now())
    assert HandOver.objects.get().successor == successor
    assert stands(leaver) == (2, 1, 1, 1)
    confirm_focal_point(row, by=factories.secretariat(), at=timezone.now())
    assert stands(leaver) == (0, 0, 0, 0)
    assert stands(successor) == (2, 1, 1, 1)


def test_taking_the_invitation_back_ends_the_hand_over() -> None:
    leaver = give(factories.focal_point(), BCH_AUTHORITY)
    invitation, secret = invited(leaver)
    revoke_invitation(invitation, by=leaver, at=timezone.now())
    assert HandOver.objects.get().state == HandOver.CANCELLED
    successor = Account.objects.create(email=ADDRESS, name="Successor", password="!")
    with pytest.raises(InvitationGoneError):
        accept_invitation(secret, by=successor, at=timezone.now())
    invited(leaver)
    assert HandOver.objects.filter(state=HandOver.WAITING).count() == 1


def test_a_lapsed_invitation_stands_in_the_way_of_nothing() -> None:
    leaver = give(factories.focal_point(), BCH_AUTHORITY)
    invited(leaver)
    Invitation.objects.update(expires_at=timezone.now())
    invited(leaver)
    assert list(HandOver.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "waiting"]


def test_nobody_is_their_own_successor_by_invitation() -> None:
    leaver = give(factories.focal_point(), BCH_AUTHORITY)
    with pytest.raises(SuccessorUnfitError):
        hand_over_by_invitation(leaver, "bj", email=leaver.email, name="", language="en", by=leaver, at=timezone.now())


def test_a_hand_over_is_taken_back_by_who_began_it() -> None:
    leaver, successor = give(factories.focal_point(), BCH_AUTHORITY), give(factories.account(), BCH_OFFICER)
    waiting = handed(leaver, successor)
    for unfit in (successor, factories.focal_point("eg"), factories.account()):
        with pytest.raises(HandOverGoneError):
            get_hand_over(waiting.pk, by=unfit, at=timezone.now())
        with pytest.raises(NotAllowedError):
            cancel(waiting, by=unfit, at=timezone.now())
    cancel(get_hand_over(waiting.pk, by=leaver, at=timezone.now()), by=leaver, at=timezone.now())
    assert not successor.roles_held.filter(role="focal-point", ends_at=None).exists()
    with pytest.raises(HandOverGoneError):
        get_hand_over(waiting.pk, by=leaver, at=timezone.now())


def test_accepting_an_ordinary_invitation_hands_nothing_over() -> None:
    focal_point = factories.focal_point()
    _one, secret = invite(
        BCH_OFFICER, ADDRESS, name="", language="en", by=focal_point, at=timezone.now(), tell=tell_invited
    )
    accept_invitation(secret, by=Account.objects.create(email=ADDRESS, name="New"), at=timezone.now())
    assert person_of(focal_point).roles


@pytest.mark.parametrize("is_left", [True, False])
def test_work_of_a_role_that_is_removed_is_reassigned_or_left_to_the_office(is_left) -> None:
    leaver = with_work(give(factories.account(), BCH_AUTHORITY))
    colleague = give(factories.account(), BCH_AUTHORITY)
    remove(leaver.roles_held.get(), to=None if is_left else colleague, by=factories.focal_point(), at=timezone.now())
    assert not person_of(leaver).roles
    assert stands(colleague) == ((1, 0, 0, 0) if is_left else (1, 1, 1, 1))
    assert not Case.objects.filter(assigned_to=leaver).exists()
    event = AuditEvent.objects.get(action="work-left" if is_left else "work-reassigned")
    assert len(event.details["drafts"]) == 1


def test_work_that_another_role_still_reaches_stays() -> None:
    leaver = with_work(give(factories.account(), BCH_AUTHORITY, Held("publishing-authority", "bj", "bch", "contact")))
    remove(leaver.roles_held.get(format_slug="contact"), to=None, by=leaver, at=timezone.now())
    assert stands(leaver) == (1, 1, 1, 1)
    assert not AuditEvent.objects.filter(action="work-left").exists()


def test_work_goes_to_nobody_outside_the_team() -> None:
    leaver = with_work(give(factories.account(), BCH_AUTHORITY))
    for wrong in (leaver, factories.account(), factories.officer("eg")):
        with pytest.raises(SuccessorUnfitError):
            remove(leaver.roles_held.get(), to=wrong, by=factories.focal_point(), at=timezone.now())
    for unfit in (factories.officer(), factories.focal_point("eg")):
        with pytest.raises(NotAllowedError):
            remove(leaver.roles_held.get(), to=None, by=unfit, at=timezone.now())
    assert stands(leaver) == (1, 1, 1, 1)


@pytest.mark.store
@pytest.mark.django_db(transaction=True)
def test_of_two_hand_overs_at_once_one_happens() -> None:
    factories.reference_data()
    leaver = give(factories.account(), BCH_AUTHORITY)
    factories.draft("contact", by=leaver, owner="bj")
    successors = [give(factories.account(), BCH_OFFICER) for _ in range(4)]
    focal_point = factories.focal_point()
    outcomes: list[str] = []
    start = threading.Barrier(len(successors))

    def go(successor: Account) -> None:
        start.wait()
        try:
            outcomes.append(handed(leaver, successor, by=focal_point).state)
        except DomainError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[one]) for one in successors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(HandOver.DONE) == 1, outcomes
    assert HandOver.objects.filter(state=HandOver.DONE).count() == 1
    assert RoleHeld.objects.in_force(timezone.now()).filter(role="publishing-authority", owner="bj").count() == 1
    assert Draft.objects.get().author in successors
    assert AuditEvent.objects.filter(action="handed-over").count() == 1
