import pytest
from django.utils import timezone

from clearinghouse.accounts.models import Account, AuditEvent, Role, RoleHeld
from clearinghouse.accounts.permissions import WrongStateError
from clearinghouse.accounts.person import State
from clearinghouse.core.canonical import parsed
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.ledger.models import Entry
from clearinghouse.notices.kinds import NoticeKind, about_in
from clearinghouse.notices.models import Notice
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import (
    approve,
    expire,
    get_case,
    open_case,
    reassign,
    request_publication,
    request_retirement,
    return_draft,
    send_back,
    withdraw,
    withdraw_request,
)
from clearinghouse.records.drafting import begin_amendment, delete_draft, save_draft
from clearinghouse.records.errors import (
    CaseClosedError,
    CaseGoneError,
    CitedRecordError,
    DraftGoneError,
    InvalidDraftError,
    NotADeciderError,
    ReasonMissingError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Case, Draft, Record, Revision
from tests import factories
from tests.factories import body, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def nobody(_guid: str) -> list[str]:
    return []


def holder(role: Role, owner: str = "", **limits: str) -> Account:
    """Make a person with one role that is limited, or a confirmed focal point."""
    made = factories.account()
    RoleHeld.objects.create(account=made, role=role, owner=owner, confirmed_at=timezone.now(), **limits)
    return made


def told(account: Account) -> list[str]:
    return list(Notice.objects.filter(account=account).order_by("pk").values_list("kind", flat=True))


def acts() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def requested(**options) -> Case:
    by = options.pop("by", None) or factories.officer("bj")
    return request_publication(factories.draft("authority", by=by), by=by, at=later(1), **options)


# Asking


def test_a_request_reaches_whoever_may_decide_and_nobody_else() -> None:
    authority, officer = factories.authority("bj"), factories.officer("bj")
    point = holder(Role.FOCAL_POINT, "bj", instrument="BCH")
    others = [
        factories.authority("eg"),
        factories.secretariat(),
        factories.account(Role.ADMINISTRATOR),
        holder(Role.PUBLISHING_AUTHORITY, "bj", realm="abs"),
        holder(Role.PUBLISHING_AUTHORITY, "bj", format_slug="biosafetyDecision"),
        holder(Role.FOCAL_POINT, "bj", instrument="CPB"),
    ]
    case = requested(by=officer, asks="  Please, before Friday.\0 ")
    assert case.asks == "Please, before Friday."
    assert told(authority) == told(point) == [NoticeKind.REQUEST_WAITS]
    assert not any(told(one) for one in (*others, officer))
    about = about_in(Notice.objects.filter(account=authority).get().about_text)
    assert (about.case, about.link, about.link_arguments) == (case.pk, "case", (str(case.pk),))
    assert about.data["by"] == officer.name
    assert (about.data["asks"], about.data["version"]) == ("Please, before Friday.", "1")
    assert acts() == ["draft-begun", "publication-requested"]
    event = AuditEvent.objects.get(action="publication-requested")
    assert (event.account, event.owner, event.realm, event.about) == (officer, "bj", "bch", case.guid)


def test_a_country_without_anybody_who_decides_is_a_gap_of_which_the_secretariat_hears() -> None:
    secretariat = factories.secretariat()
    case = requested()
    assert told(secretariat) == [NoticeKind.REQUEST_WAITS]
    assert about_in(Notice.objects.get().about_text).data["gap"] == "yes"
    with pytest.raises(NotAllowedError):
        approve(case, by=secretariat, at=later(2), cited_by=nobody)


def test_people_who_cannot_act_any_more_are_not_told() -> None:
    gone, ended = factories.authority("bj"), factories.authority("bj")
    Account.objects.filter(pk=gone.pk).update(is_active=False)
    ended.roles_held.update(ends_at=timezone.now())
    requested()
    assert not Notice.objects.filter(account__in=(gone, ended)).exists()


def test_a_request_for_what_was_saved_meanwhile_is_refused() -> None:
    draft = factories.draft("authority", by=factories.officer("bj"))
    mine = Draft.objects.get(pk=draft.pk)
    save_draft(draft, body("authority", notes="new"), by=draft.author, at=later(1), version=1)
    with pytest.raises(StaleDraftError):
        request_publication(mine, by=mine.author, at=later(2))
    delete_draft(draft, by=draft.author)
    with pytest.raises(DraftGoneError):
        request_publication(mine, by=mine.author, at=later(2))
    assert not Case.objects.exists()


def test_a_second_request_from_another_window_is_the_first() -> None:
    draft = factories.draft("authority", by=factories.officer("bj"))
    mine = Draft.objects.get(pk=draft.pk)
    first = request_publication(draft, by=draft.author, at=later(1))
    assert request_publication(mine, by=mine.author, at=later(2)) == first
    assert acts().count("publication-requested") == 1


def test_what_is_requested_is_locked_for_its_editors_and_corrected_by_whoever_decides() -> None:
    case = requested()
    draft, authority = Draft.objects.get(), factories.authority("bj")
    with pytest.raises(WrongStateError):
        save_draft(draft, body("authority", notes="x"), by=case.requested_by, at=later(2), version=1)
    corrected = save_draft(draft, body("authority", notes="x"), by=authority, at=later(2), version=1)
    assert corrected.state == State.REQUESTED
    approve(case, by=authority, at=later(3), cited_by=nobody)
    assert Record.objects.get().owner == "bj"


def test_a_save_that_began_before_the_request_changes_nothing_in_it() -> None:
    draft = factories.draft("authority", by=factories.officer("bj"))
    mine = Draft.objects.get(pk=draft.pk)
    request_publication(draft, by=draft.author, at=later(1))
    with pytest.raises(StaleDraftError):
        save_draft(mine, body("authority", notes="late"), by=mine.author, at=later(2), version=1)
    assert "notes" not in Draft.objects.get().body


# Deciding


def test_approval_publishes_closes_the_case_and_tells_whoever_asked() -> None:
    authority = factories.authority("bj")
    case = requested()
    revision = approve(case, by=authority, at=later(2), cited_by=nobody)
    assert isinstance(revision, Revision)
    assert (case.state, case.decided_by, case.decided_at, case.draft) == (Case.APPROVED, authority, later(2), None)
    assert told(case.requested_by) == [NoticeKind.REQUEST_APPROVED]
    about = about_in(Notice.objects.get(account=case.requested_by).about_text)
    assert (about.link, about.data["number"]) == ("record", str(revision.record.printed_number))
    assert acts()[-1] == "record-published"
    assert not Draft.objects.exists()


def test_the_same_approval_sent_twice_is_one() -> None:
    authority, case = factories.authority("bj"), requested()
    again = Case.objects.get()
    first = approve(case, by=authority, at=later(2), cited_by=nobody)
    assert approve(again, by=authority, at=later(2), cited_by=nobody) == first
    with pytest.raises(CaseClosedError):
        approve(again, by=factories.authority("bj"), at=later(3), cited_by=nobody)


def test_what_breaks_its_format_is_not_approved_and_stays_requested() -> None:
    authority, case = factories.authority("bj"), requested()
    save_draft(Draft.objects.get(), body("authority", name=None), by=authority, at=later(2), version=1)
    with pytest.raises(InvalidDraftError):
        approve(case, by=authority, at=later(3), cited_by=nobody)
    assert open_case(Draft.objects.get()) == case
    assert Draft.objects.get().problem_count == 1


@pytest.mark.parametrize("role", ["officer", "stranger", "secretariat", "requester"])
def test_only_whoever_may_decides(role) -> None:
    case = requested()
    by = {
        "officer": factories.officer("bj"),
        "stranger": factories.authority("eg"),
        "secretariat": factories.secretariat(),
        "requester": case.requested_by,
    }[role]
    with pytest.raises(NotAllowedError):
        approve(case, by=by, at=later(2), cited_by=nobody)
    with pytest.raises(NotAllowedError):
        send_back(case, by=by, at=later(2), reason="No.")
    with pytest.raises(NotAllowedError):
        reassign(case, to=None, by=by, at=later(2))
    assert Case.objects.get().state == Case.REQUESTED


def test_a_returned_draft_goes_back_with_a_reason() -> None:
    case, authority = requested(), factories.authority("bj")
    with pytest.raises(ReasonMissingError):
        send_back(case, by=authority, at=later(2), reason=" \0")
    send_back(case, by=authority, at=later(2), reason="Name the street.")
    assert Draft.objects.get().state == State.RETURNED
    assert told(case.requested_by) == [NoticeKind.REQUEST_RETURNED]
    assert about_in(Notice.objects.get().about_text).data["reason"] == "Name the street."
    assert acts()[-1] == "request-returned"


def test_a_withdrawn_request_is_taken_off_the_desks() -> None:
    authority, case = factories.authority("bj"), requested()
    with pytest.raises(NotAllowedError):
        withdraw(case, by=factories.officer("eg"), at=later(2))
    withdraw(case, by=factories.officer("bj"), at=later(2))
    assert Draft.objects.get().state == State.EDITING
    assert told(authority) == [NoticeKind.REQUEST_WAITS, NoticeKind.REQUEST_WITHDRAWN]
    assert acts()[-1] == "request-withdrawn"


@pytest.mark.parametrize("end", ["approved", "returned", "withdrawn", "expired"])
def test_whatever_comes_after_the_end_is_told_so(end) -> None:
    authority, case = factories.authority("bj"), requested()
    late, draft = Case.objects.get(), Draft.objects.get()
    match end:
        case "approved":
            approve(case, by=factories.authority("bj"), at=later(2), cited_by=nobody)
        case "returned":
            send_back(case, by=authority, at=later(2), reason="No.")
        case "withdrawn":
            withdraw(case, by=case.requested_by, at=later(2))
        case _:
            expire(case, at=later(2))
    entries = Entry.objects.count()
    with pytest.raises(CaseClosedError):
        approve(late, by=authority, at=later(3), cited_by=nobody)
    with pytest.raises(CaseClosedError):
        send_back(late, by=authority, at=later(3), reason="No.")
    with pytest.raises(CaseClosedError):
        withdraw(late, by=late.requested_by, at=later(3))
    with pytest.raises(CaseClosedError):
        reassign(late, to=authority, by=authority, at=later(3))
    with pytest.raises(CaseClosedError):
        expire(late, at=later(3))
    if end != "approved":
        # As the page held it while the request was still open.
        with pytest.raises(CaseClosedError):
            publish(draft, by=authority, at=later(3))
    assert Entry.objects.count() == entries
    assert Case.objects.get().decided_at == later(2)


def test_an_expired_request_gives_the_draft_back() -> None:
    case = requested()
    expire(case, at=later(2))
    assert (case.state, case.decided_by) == (Case.EXPIRED, None)
    assert Draft.objects.get().state == State.EDITING
    assert told(case.requested_by) == [NoticeKind.REQUEST_EXPIRED]
    event = AuditEvent.objects.get(action="request-expired")
    assert (event.account, event.about) == (None, case.guid)


# Handing on


def test_a_request_is_given_to_somebody_who_may_decide_it() -> None:
    authority, other = factories.authority("bj"), factories.authority("bj")
    case = requested()
    Notice.objects.all().delete()
    for nobody_who_may in (case.requested_by, factories.authority("eg"), factories.secretariat()):
        with pytest.raises(NotADeciderError):
            reassign(case, to=nobody_who_may, by=authority, at=later(2))
    reassign(case, to=other, by=authority, at=later(2))
    assert Case.objects.get().assigned_to == other
    assert (told(other), told(authority)) == ([NoticeKind.REQUEST_REASSIGNED], [])
    withdraw(case, by=case.requested_by, at=later(3))
    assert (told(other)[-1], told(authority)) == (NoticeKind.REQUEST_WITHDRAWN, [])


def test_a_request_is_given_back_to_all_and_by_a_focal_point_who_cannot_decide() -> None:
    authority, point = factories.authority("bj"), holder(Role.FOCAL_POINT, "bj", instrument="CPB")
    case = requested()
    reassign(case, to=authority, by=point, at=later(2))
    reassign(case, to=None, by=factories.account(Role.ADMINISTRATOR), at=later(3))
    assert Case.objects.get().assigned_to is None
    assert acts().count("request-reassigned") == 2


# Retiring


def test_retirement_is_requested_by_those_who_may_only_ask_and_approved_with_their_reason() -> None:
    record, officer, authority = (
        factories.revision("authority").record,
        factories.officer("bj"),
        factories.authority("bj"),
    )
    Notice.objects.all().delete()
    with pytest.raises(ReasonMissingError):
        request_retirement(record, by=officer, at=later(1), asks="  ")
    case = request_retirement(record, by=officer, at=later(1), asks="Merged with another.")
    assert request_retirement(record, by=officer, at=later(2), asks="Once more.") == case
    assert told(authority) == [NoticeKind.REQUEST_WAITS]
    entry = approve(case, by=authority, at=later(3), cited_by=nobody)
    assert isinstance(entry, Entry)
    assert parsed(entry.parts.get().text) == {"reason": "Merged with another."}
    assert (Case.objects.get().state, Record.objects.get().is_retired) == (Case.APPROVED, True)
    assert told(officer) == [NoticeKind.REQUEST_APPROVED]
    assert acts()[-2:] == ["retirement-requested", "record-retired"]
    with pytest.raises(RecordRetiredError):
        request_retirement(Record.objects.get(), by=officer, at=later(4), asks="Again.")


def test_strangers_neither_ask_for_a_retirement_nor_grant_it() -> None:
    record = factories.revision("authority").record
    for stranger in (factories.officer("eg"), factories.secretariat(), factories.account()):
        with pytest.raises(NotAllowedError):
            request_retirement(record, by=stranger, at=later(1), asks="Why not.")
    case = request_retirement(record, by=factories.officer("bj"), at=later(1), asks="Merged.")
    for stranger in (case.requested_by, factories.authority("eg"), factories.secretariat()):
        with pytest.raises(NotAllowedError):
            approve(case, by=stranger, at=later(2), cited_by=nobody)
        with pytest.raises(NotAllowedError):
            send_back(case, by=stranger, at=later(2), reason="No.")
    assert not Record.objects.get().is_retired


def test_a_retirement_warns_of_citations_and_may_be_refused_or_taken_back() -> None:
    record, officer, authority = (
        factories.revision("authority").record,
        factories.officer("bj"),
        factories.authority("bj"),
    )
    case = request_retirement(record, by=officer, at=later(1), asks="Merged.")
    with pytest.raises(CitedRecordError):
        approve(case, by=authority, at=later(2), cited_by=lambda _: ["X"])
    send_back(case, by=authority, at=later(2), reason="It is still cited.")
    assert told(officer) == [NoticeKind.REQUEST_RETURNED]
    again = request_retirement(record, by=officer, at=later(3), asks="Merged, really.")
    withdraw(again, by=officer, at=later(4))
    with pytest.raises(CaseClosedError):
        approve(again, by=authority, at=later(5), cited_by=nobody)
    assert not Record.objects.get().is_retired


def test_a_record_retired_without_asking_closes_what_was_asked() -> None:
    record = factories.revision("authority").record
    case = request_retirement(record, by=factories.officer("bj"), at=later(1), asks="Merged.")
    factories.retired(record, at=later(2))
    case.refresh_from_db()
    assert case.state == Case.APPROVED
    with pytest.raises(CaseClosedError):
        approve(case, by=factories.authority("bj"), at=later(3), cited_by=nobody)


# Without a case


def test_publishing_directly_needs_no_case_and_tells_the_author() -> None:
    officer = factories.officer("bj")
    draft = factories.draft("authority", by=officer)
    publish(draft, by=factories.authority("bj"), at=later(1))
    assert told(officer) == [NoticeKind.RECORD_PUBLISHED]
    factories.revision("contact", by=factories.account())
    assert not Case.objects.exists()
    assert Notice.objects.count() == 1


def test_a_contact_that_others_share_is_changed_by_request() -> None:
    owner = factories.account()
    record = factories.revision("contact", by=owner, owner="").record
    draft = begin_amendment(record, by=owner, at=later(1))
    draft = save_draft(draft, body("contact", emails=["new@seed.example"]), by=owner, at=later(1), version=1)
    with pytest.raises(NotAllowedError):
        publish(draft, by=owner, at=later(2))
    case = request_publication(draft, by=owner, at=later(2))
    assert isinstance(approve(case, by=factories.secretariat(), at=later(3), cited_by=nobody), Revision)


# Reading


def test_a_request_is_read_by_those_concerned() -> None:
    case = requested()
    for concerned in (case.requested_by, factories.officer("bj"), factories.authority("bj")):
        assert get_case(case.pk, by=concerned) == case
    for stranger in (factories.officer("eg"), factories.account(), factories.secretariat()):
        with pytest.raises(NotAllowedError):
            get_case(case.pk, by=stranger)
    with pytest.raises(CaseGoneError):
        get_case(case.pk + 1, by=case.requested_by)


def test_each_act_is_undone_with_its_trail_when_the_store_fails(monkeypatch) -> None:
    case, authority = requested(), factories.authority("bj")
    before = (list(Draft.objects.values()), list(Case.objects.values()), acts(), Entry.objects.count())

    def fail(*_arguments, **_options):
        raise RuntimeError("no")

    monkeypatch.setattr("clearinghouse.records.telling.notify", fail)
    for act in (
        lambda: approve(case, by=authority, at=later(2), cited_by=nobody),
        lambda: send_back(case, by=authority, at=later(2), reason="No."),
        lambda: withdraw(case, by=factories.officer("bj"), at=later(2)),
        lambda: reassign(case, to=authority, by=factories.authority("bj"), at=later(2)),
        lambda: expire(case, at=later(2)),
    ):
        with pytest.raises(RuntimeError):
            act()
    assert (list(Draft.objects.values()), list(Case.objects.values()), acts(), Entry.objects.count()) == before


def test_drafts_know_their_request_by_the_old_names() -> None:
    case = requested()
    draft = Draft.objects.get()
    withdraw_request(draft, by=case.requested_by, at=later(2))
    assert draft.state == State.EDITING
    with pytest.raises(CaseClosedError):
        return_draft(draft, by=factories.authority("bj"), at=later(3), reason="No.")
