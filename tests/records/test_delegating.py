"""Sections in the hands of colleagues: who gives, who fills in, and what stays out of reach."""

import pytest
from allauth.account.models import EmailAddress

from clearinghouse.accounts.models import AuditEvent
from clearinghouse.accounts.permissions import WrongStateError, is_allowed
from clearinghouse.accounts.person import person_of
from clearinghouse.accounts.team_errors import EmailUnusableError
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.derived.origins import Said
from clearinghouse.notices.addresses import page_of
from clearinghouse.notices.models import Notice
from clearinghouse.records.actions import publish
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.cases import request_publication, withdraw_request
from clearinghouse.records.comments import add_comment, addressees
from clearinghouse.records.delegating import (
    colleagues_of,
    finish,
    give_section,
    open_sections,
    remind_delegates,
    take_back,
)
from clearinghouse.records.drafting import delete_draft, get_draft, save_draft
from clearinghouse.records.errors import (
    DelegateUnfitError,
    DueDayError,
    SectionClosedError,
    SectionGivenError,
    SectionUnknownError,
    StaleDraftError,
)
from clearinghouse.records.models import Draft, SectionDelegation
from clearinghouse.records.saving import restore_save
from clearinghouse.records.sections import bounds_of
from tests import factories, files
from tests.factories import NOON, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]

DUE = NOON.date()


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def notices(account) -> list[str]:
    return list(Notice.objects.filter(account=account).order_by("pk").values_list("kind", flat=True))


def given(draft, to, section):
    return give_section(draft, section, email=to.email, by=draft.author, due_on=DUE, at=NOON)


def fresh(draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


def report():
    """Return a draft of an authority of Benin."""
    return factories.draft("authority", by=factories.officer())


def changed(draft, **texts):
    return {**draft.body, **texts}


def test_somebody_of_the_team_is_chosen_by_name_and_told() -> None:
    draft, colleague = report(), factories.officer()
    one, *_ = draft.format.sections
    assert colleague in colleagues_of(draft, draft.author)
    assert draft.author not in colleagues_of(draft, draft.author)
    give_section(draft, one.name, to=colleague, by=draft.author, due_on=DUE, at=NOON, note="Ask the ministry.")
    (notice,) = Notice.objects.filter(account=colleague)
    assert notice.kind == "section-given"
    assert notice.about.data["section"] == one.name
    assert notice.about.data["asks"] == "Ask the ministry."
    assert AuditEvent.objects.filter(action="section-given", owner="bj").count() == 1


def test_a_delegate_of_another_ministry_sees_the_draft_and_writes_in_the_section_alone() -> None:
    draft, delegate = report(), factories.account()
    mine, other = draft.format.sections[0], draft.format.sections[1]
    with pytest.raises(NotAllowedError):
        get_draft(draft.pk, by=delegate)
    given(draft, delegate, mine.name)
    assert get_draft(draft.pk, by=delegate) == draft
    before = draft.body
    sent = {
        **{name: value for name, value in before.items() if name not in {one.name for one in other.fields}},
        "header": {"languages": ["fr"]},
        "name": {"en": "Taken over everywhere"},
        "government": {"identifier": "ke"},
        "unknown": "x",
    }
    saved = save_draft(fresh(draft), sent, by=delegate, at=later(1), version=1)
    theirs = {one.name for one in mine.fields}
    assert {name: value for name, value in saved.body.items() if name not in theirs} == {
        name: value for name, value in before.items() if name not in theirs
    }
    assert saved.body["header"]["languages"] == ["en"]
    assert saved.body["government"] == {"identifier": "bj"}


def test_what_a_delegate_writes_in_the_section_is_kept() -> None:
    draft, delegate = report(), factories.account()
    home = next(one for one in draft.format.sections if "city" in {field.name for field in one.fields})
    given(draft, delegate, home.name)
    saved = save_draft(fresh(draft), changed(draft, city={"en": "Parakou"}), by=delegate, at=later(1), version=1)
    assert saved.body["city"] == {"en": "Parakou"}
    assert saved.updated_by == delegate
    gone = save_draft(fresh(draft), {"header": {}}, by=delegate, at=later(2), version=2)
    assert "city" not in gone.body
    assert {one.name for one in home.fields}.isdisjoint(gone.body)
    assert gone.body["header"] == draft.body["header"]


def test_a_delegate_does_nothing_else_with_the_draft() -> None:
    draft, delegate = report(), factories.account()
    given(draft, delegate, draft.format.sections[0].name)
    stands = fresh(draft)
    allowed = {
        action
        for action in ("edit-draft", "delete-draft", "request-publication", "publish", "delegate-section", "see-draft")
        if is_allowed(person_of(delegate), action, stands.subject)
    }
    assert allowed == {"see-draft"}
    with pytest.raises(NotAllowedError):
        delete_draft(stands, by=delegate, at=NOON)
    with pytest.raises(NotAllowedError):
        request_publication(stands, by=delegate, at=NOON)
    with pytest.raises(NotAllowedError):
        give_section(stands, "x", to=draft.author, by=delegate, due_on=DUE, at=NOON)
    with pytest.raises(NotAllowedError):
        take_back(stands, draft.format.sections[0].name, by=delegate, at=NOON)


def test_a_delegate_may_bring_files(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    draft, delegate = report(), factories.account()
    given(draft, delegate, draft.format.sections[0].name)
    assert store_attachment(fresh(draft), "a.txt", chunks=[files.TEXT], by=delegate, at=NOON).size
    with pytest.raises(NotAllowedError):
        store_attachment(fresh(draft), "a.txt", chunks=[files.TEXT], by=factories.account(), at=NOON)


def test_nothing_tells_whether_an_address_has_an_account() -> None:
    draft, delegate = report(), factories.account()
    one, two, *_ = draft.format.sections
    for section, email in ((one.name, delegate.email), (two.name, "nobody@ministry.example")):
        made = give_section(draft, section, email=email, by=draft.author, due_on=DUE, at=NOON)
        assert (made.email, made.state) == (email, SectionDelegation.OPEN)
    assert delegate not in addressees(fresh(draft), draft.author)
    events = AuditEvent.objects.filter(action="section-given").values_list("details_text", flat=True)
    assert not any(str(delegate.opaque_id) in text for text in events)


def test_an_address_that_is_not_confirmed_gets_nothing() -> None:
    draft, attacker = report(), factories.account()
    EmailAddress.objects.create(user=attacker, email="minister@ministry.example", verified=False)
    made = give_section(
        draft,
        draft.format.sections[0].name,
        email="minister@ministry.example",
        by=draft.author,
        due_on=DUE,
        at=NOON,
    )
    assert made.to is None
    with pytest.raises(NotAllowedError):
        get_draft(draft.pk, by=attacker)


def test_a_delegate_is_known_by_name_once_they_write() -> None:
    draft, delegate = report(), factories.account()
    given(draft, delegate, draft.format.sections[0].name)
    add_comment(fresh(draft), field="name", text="Which law?", by=delegate, at=later(1))
    assert delegate in addressees(fresh(draft), draft.author)
    assert open_sections(draft).get().begun_at == later(1)


@pytest.mark.parametrize("day", [None, NOON.date().replace(day=30)])
def test_a_day_that_is_over_is_refused(day) -> None:
    draft = report()
    with pytest.raises(DueDayError):
        give_section(draft, draft.format.sections[0].name, email="a@b.example", by=draft.author, due_on=day, at=NOON)


def test_what_cannot_be_given_is_refused() -> None:
    draft, colleague = report(), factories.officer()
    name, by = draft.format.sections[0].name, draft.author
    with pytest.raises(SectionUnknownError):
        give_section(draft, "nonsense", to=colleague, by=by, due_on=DUE, at=NOON)
    with pytest.raises(DelegateUnfitError):
        give_section(draft, name, by=by, due_on=DUE, at=NOON)
    with pytest.raises(DelegateUnfitError):
        give_section(draft, name, to=factories.officer("ke"), by=by, due_on=DUE, at=NOON)
    with pytest.raises(DelegateUnfitError):
        give_section(draft, name, email=by.email, by=by, due_on=DUE, at=NOON)
    with pytest.raises(EmailUnusableError):
        give_section(draft, name, email="no address", by=by, due_on=DUE, at=NOON)
    give_section(draft, name, to=colleague, by=by, due_on=DUE, at=NOON)
    with pytest.raises(SectionGivenError):
        give_section(draft, name, email="a@b.example", by=by, due_on=DUE, at=NOON)


def test_a_section_taken_back_is_out_of_reach_at_once() -> None:
    draft, delegate = report(), factories.account()
    name = draft.format.sections[0].name
    given(draft, delegate, name)
    opened = fresh(draft)
    take_back(draft, name, by=draft.author, at=later(1))
    assert notices(delegate) == ["section-given", "section-taken-back"]
    with pytest.raises(NotAllowedError):
        # Even where the page was opened before.
        save_draft(opened, opened.body, by=delegate, at=later(1), version=1)
    with pytest.raises(NotAllowedError):
        get_draft(draft.pk, by=delegate)
    with pytest.raises(SectionClosedError):
        take_back(draft, name, by=draft.author, at=later(1))
    given(draft, delegate, name)


def test_whoever_is_done_says_so_once_and_those_who_gave_it_are_told() -> None:
    draft, delegate, other = report(), factories.account(), factories.account()
    name, second = draft.format.sections[0].name, draft.format.sections[1].name
    given(draft, delegate, name)
    given(draft, other, second)
    with pytest.raises(SectionClosedError):
        finish(fresh(draft), second, by=delegate, at=later(1))
    finish(fresh(draft), name, by=delegate, at=later(1), result="All but one.")
    (notice,) = Notice.objects.filter(account=draft.author)
    assert (notice.kind, notice.about.data["asks"]) == ("section-done", "All but one.")
    with pytest.raises(NotAllowedError):
        finish(fresh(draft), name, by=delegate, at=later(1))
    done = draft.delegations.get(section=name)
    assert (done.state, done.result, done.closed_at) == ("done", "All but one.", later(1))


def test_an_editor_who_is_given_a_section_still_edits_the_whole_draft() -> None:
    draft, colleague = report(), factories.officer()
    give_section(draft, draft.format.sections[0].name, to=colleague, by=draft.author, due_on=DUE, at=NOON)
    languages = {"header": {"languages": ["en", "fr"]}}
    saved = save_draft(fresh(draft), {**draft.body, **languages}, by=colleague, at=NOON, version=1)
    assert saved.body["header"]["languages"] == ["en", "fr"]


def test_a_request_ends_what_was_given_and_what_follows_does_not_bring_it_back() -> None:
    draft, delegate = report(), factories.account()
    given(draft, delegate, draft.format.sections[0].name)
    request_publication(draft, by=draft.author, at=later(1))
    assert notices(delegate)[-1] == "section-taken-back"
    stands = fresh(draft)
    assert stands.subject.delegates == frozenset()
    with pytest.raises(NotAllowedError):
        save_draft(stands, stands.body, by=delegate, at=later(1), version=1)
    withdraw_request(stands, by=draft.author, at=later(2))
    with pytest.raises(NotAllowedError):
        get_draft(draft.pk, by=delegate)


def test_nothing_is_given_while_publication_is_requested() -> None:
    draft = report()
    request_publication(draft, by=draft.author, at=NOON)
    with pytest.raises(WrongStateError):
        given(fresh(draft), factories.account(), draft.format.sections[0].name)


def test_publication_and_deletion_take_sections_and_comments_with_them() -> None:
    for end in ("publish", "delete"):
        draft, delegate = factories.draft("authority", by=factories.authority()), factories.account()
        given(draft, delegate, draft.format.sections[0].name)
        add_comment(draft, field="name", text="Really?", by=draft.author, at=NOON)
        if end == "publish":
            publish(fresh(draft), by=draft.author, at=later(1))
        else:
            delete_draft(fresh(draft), by=draft.author, at=later(1))
        assert notices(delegate) == ["section-given", "section-taken-back"]
    assert not SectionDelegation.objects.exists()


def test_what_others_saved_after_a_delegate_opened_the_draft_stays() -> None:
    draft, delegate = report(), factories.account()
    given(draft, delegate, draft.format.sections[0].name)
    opened = fresh(draft)
    save_draft(fresh(draft), changed(draft, city={"en": "Parakou"}), by=draft.author, at=NOON, version=1)
    with pytest.raises(StaleDraftError):
        save_draft(opened, {**draft.body, "name": {"en": "Bureau"}}, by=delegate, at=NOON, version=1)
    save_draft(fresh(draft), {**draft.body, "name": {"en": "Office"}}, by=delegate, at=NOON, version=2)
    assert fresh(draft).body["city"] == {"en": "Parakou"}
    assert fresh(draft).body["name"] == {"en": "Office"}


def test_a_delegate_who_goes_back_to_an_earlier_save_goes_back_in_the_section_alone() -> None:
    draft, delegate = report(), factories.account()
    first, second = {"name": {"en": "First"}}, {"name": {"en": "Second"}, "city": {"en": "Parakou"}}
    save_draft(fresh(draft), {**draft.body, **first}, by=draft.author, at=NOON, version=1)
    save_draft(fresh(draft), {**draft.body, **second}, by=draft.author, at=later(1), version=2)
    given(draft, delegate, draft.format.sections[0].name)
    earlier = next(one for one in draft.saves.all() if one.keyed.body["name"] == first["name"])
    back = restore_save(fresh(draft), earlier, by=delegate, at=later(2))
    assert back.body["name"] == first["name"]
    assert back.body["city"] == second["city"]


def test_what_a_delegate_says_of_translations_is_heard_for_their_section_alone() -> None:
    draft, delegate = report(), factories.account()
    given(draft, delegate, draft.format.sections[0].name)
    bounds = bounds_of(person_of(delegate), fresh(draft))
    said = [Said(path, "fr", "en", "0") for path in ("name", "city", "names")]
    assert [one.path for one in bounds.heard(said)] == ["name"]
    assert bounds_of(person_of(draft.author), fresh(draft)).heard(said) == said


def test_the_clock_reminds_once_when_a_section_is_due() -> None:
    draft, delegate = report(), factories.account()
    give_section(
        draft,
        draft.format.sections[0].name,
        email=delegate.email,
        by=draft.author,
        due_on=later(48).date(),
        at=NOON,
    )
    assert remind_delegates(later(24)) == 0
    assert [remind_delegates(later(48)), remind_delegates(later(49))] == [1, 0]
    assert notices(delegate) == ["section-given", "section-due"]
    assert all(page_of(one.about).endswith(f"/desk/drafts/{draft.pk}/") for one in Notice.objects.all())
