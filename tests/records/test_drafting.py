import pytest

from clearinghouse.accounts.permissions import WrongStateError
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.formats.collection import FORMATS
from clearinghouse.ledger.models import Entry
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import request_publication, return_draft, withdraw_request
from clearinghouse.records.draft_texts import MAX_BODY_BYTES
from clearinghouse.records.drafting import (
    begin_amendment,
    begin_draft,
    delete_draft,
    get_draft,
    problems_of,
    save_draft,
)
from clearinghouse.records.errors import (
    BodyTooLargeError,
    CaseClosedError,
    DraftGoneError,
    InvalidDraftError,
    ReasonMissingError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Case, Draft
from tests import factories
from tests.factories import NOON, body, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def test_a_draft_knows_whose_it_is_and_of_what_format() -> None:
    officer = factories.officer("bj")
    draft = begin_draft(
        FORMATS["authority"],
        by=officer,
        realm="bch",
        owner="bj",
        language="fr",
        at=NOON,
        body={"city": {"fr": "Cotonou"}},
    )
    assert draft.body == {
        "header": {"identifier": draft.guid, "schema": "authority", "languages": ["fr"]},
        "government": {"identifier": "bj"},
        "city": {"fr": "Cotonou"},
    }
    assert (draft.author, draft.version, draft.based_on) == (officer, 1, 0)


def test_a_body_that_is_continued_keeps_its_languages_and_gets_the_identity_of_the_draft() -> None:
    header = {"identifier": "ANOTHER-RECORD", "schema": "contact", "languages": ["es", "fr"]}
    draft = factories.draft("organism", body={**body("organism"), "header": header})
    assert draft.body["header"] == {"identifier": draft.guid, "schema": "organism", "languages": ["es", "fr"]}


@pytest.mark.parametrize("header", [None, [], "x", 5])
def test_a_header_of_another_shape_is_replaced(header) -> None:
    draft = factories.draft("organism", body={**body("organism"), "header": header})
    assert draft.body["header"]["schema"] == "organism"
    saved = save_draft(draft, {**body("organism"), "header": header}, by=draft.author, at=later(1), version=1)
    assert saved.body["header"] == {"identifier": draft.guid, "schema": "organism"}


def test_a_save_stores_the_settled_body_and_the_next_version() -> None:
    draft = factories.draft("contact")
    typed = body("contact", firstName="Ada", relevantInformation={"en": " words "})
    saved = save_draft(draft, typed, by=draft.author, at=later(1), version=1)
    assert saved.version == 2
    assert saved.updated_at == later(1)
    assert "firstName" not in saved.body
    assert saved.body["relevantInformation"] == {"en": "words"}


def test_a_save_cannot_change_whose_the_record_is() -> None:
    draft = factories.draft("authority")
    typed = body(
        "authority", government={"identifier": "eg"}, header={"identifier": "OTHER-RECORD", "schema": "organism"}
    )
    saved = save_draft(draft, typed, by=draft.author, at=later(1), version=1)
    assert saved.body["government"] == {"identifier": "bj"}
    assert saved.body["header"] == {"identifier": draft.guid, "schema": "authority"}


def test_a_save_that_changes_nothing_is_no_new_version() -> None:
    draft = factories.draft("organism")
    assert save_draft(draft, draft.body, by=draft.author, at=later(1), version=1).version == 1


def test_a_stale_save_is_refused_and_overwrites_nothing() -> None:
    draft = factories.draft("organism")
    mine, theirs = Draft.objects.get(pk=draft.pk), Draft.objects.get(pk=draft.pk)
    save_draft(mine, body("organism", genus="Zea"), by=draft.author, at=later(1), version=1)
    with pytest.raises(StaleDraftError):
        save_draft(theirs, body("organism", genus="Oryza"), by=draft.author, at=later(2), version=1)
    kept = Draft.objects.get(pk=draft.pk)
    assert (kept.body["genus"], kept.version, kept.updated_at) == ("Zea", 2, later(1))


def test_a_save_of_what_was_deleted_says_so() -> None:
    draft = factories.draft("organism")
    mine = Draft.objects.get(pk=draft.pk)
    delete_draft(draft, by=draft.author)
    with pytest.raises(DraftGoneError):
        save_draft(mine, body("organism", genus="Zea"), by=mine.author, at=later(1), version=1)


@pytest.mark.parametrize("size", [MAX_BODY_BYTES, 5_000_000])
def test_a_body_over_two_megabytes_is_refused_and_the_draft_stays(size) -> None:
    draft = factories.draft("organism")
    with pytest.raises(BodyTooLargeError) as caught:
        save_draft(draft, body("organism", habitat={"en": "字" * (size // 3)}), by=draft.author, at=later(1), version=1)
    assert caught.value.data["limit"] == 2048
    assert Draft.objects.get(pk=draft.pk).body_text == draft.body_text
    with pytest.raises(BodyTooLargeError):
        factories.draft("organism", by=draft.author, body=body("organism", habitat={"en": "字" * (size // 3)}))


def test_only_those_who_may_see_a_draft_open_it() -> None:
    draft = factories.draft("authority", by=factories.officer("bj"))
    assert get_draft(draft.pk, by=factories.authority("bj")) == draft
    for stranger in (factories.officer("eg"), factories.authority("eg"), factories.secretariat(), factories.account()):
        with pytest.raises(NotAllowedError):
            get_draft(draft.pk, by=stranger)


def test_a_draft_that_is_not_there_is_gone() -> None:
    draft = factories.draft("organism")
    uid, author = draft.pk, draft.author
    delete_draft(draft, by=author)
    with pytest.raises(DraftGoneError):
        get_draft(uid, by=author)


def test_a_stranger_can_neither_begin_save_request_nor_delete() -> None:
    draft, stranger = factories.draft("authority"), factories.officer("eg")
    with pytest.raises(NotAllowedError):
        factories.draft("authority", by=stranger, owner="bj")
    with pytest.raises(NotAllowedError):
        save_draft(draft, body("authority", faxes=["+1"]), by=stranger, at=later(1), version=1)
    with pytest.raises(NotAllowedError):
        request_publication(draft, by=stranger, at=later(1))
    with pytest.raises(NotAllowedError):
        delete_draft(draft, by=stranger)
    assert Draft.objects.get(pk=draft.pk).version == 1


def test_a_draft_goes_from_request_to_return_to_request_to_publication() -> None:
    officer, authority = factories.officer("bj"), factories.authority("bj")
    draft = factories.draft("authority", by=officer)
    first = request_publication(draft, by=officer, at=later(1))
    assert list(Draft.objects.awaiting_approval()) == [draft]

    return_draft(draft, by=authority, at=later(2), reason="  Name the street. ")
    first.refresh_from_db()
    assert (first.state, first.reason, first.decided_by) == (Case.RETURNED, "Name the street.", authority)
    assert not Draft.objects.awaiting_approval().exists()

    draft = save_draft(draft, body("authority", address={"en": "Main Street"}), by=officer, at=later(3), version=1)
    second = request_publication(draft, by=officer, at=later(4))
    publish(draft, by=authority, at=later(5))
    second.refresh_from_db()
    assert (second.state, second.decided_by, second.draft) == (Case.APPROVED, authority, None)
    assert not Draft.objects.exists()


def test_nothing_of_a_case_is_in_the_ledger() -> None:
    officer, authority = factories.officer("bj"), factories.authority("bj")
    before = Entry.objects.count()
    draft = factories.draft("authority", by=officer)
    request_publication(draft, by=officer, at=later(1))
    return_draft(draft, by=authority, at=later(2), reason="No.")
    assert Entry.objects.count() == before


def test_a_second_request_is_the_first() -> None:
    draft = factories.draft("authority")
    cases = [request_publication(draft, by=draft.author, at=later(n)) for n in (1, 2)]
    assert cases[0] == cases[1]
    assert Case.objects.count() == 1


def test_an_invalid_draft_is_not_asked_to_be_published() -> None:
    draft = factories.draft("authority", body={"name": {"en": "Agency"}})
    with pytest.raises(InvalidDraftError) as caught:
        request_publication(draft, by=draft.author, at=later(1))
    assert [problem.code for problem in caught.value.problems] == ["required"] * 6
    assert caught.value.problems == problems_of(draft)
    assert not Case.objects.exists()


def test_a_return_needs_a_reason_and_an_authority() -> None:
    officer = factories.officer("bj")
    draft = factories.draft("authority", by=officer)
    request_publication(draft, by=officer, at=later(1))
    with pytest.raises(ReasonMissingError):
        return_draft(draft, by=factories.authority("bj"), at=later(2), reason=" \n")
    with pytest.raises(NotAllowedError):
        return_draft(draft, by=officer, at=later(2), reason="No.")
    assert Case.objects.get().state == Case.REQUESTED


def test_a_request_is_decided_once() -> None:
    officer, authority = factories.officer("bj"), factories.authority("bj")
    draft = factories.draft("authority", by=officer)
    request_publication(draft, by=officer, at=later(1))
    withdraw_request(draft, by=officer, at=later(2))
    with pytest.raises(CaseClosedError):
        return_draft(draft, by=authority, at=later(3), reason="No.")
    with pytest.raises(CaseClosedError):
        withdraw_request(draft, by=officer, at=later(3))
    assert Case.objects.get().state == Case.WITHDRAWN


def test_a_requested_draft_is_withdrawn_before_it_is_deleted_and_its_case_stays() -> None:
    draft = factories.draft("authority")
    request_publication(draft, by=draft.author, at=later(1))
    guid = draft.guid
    with pytest.raises(WrongStateError):
        delete_draft(draft, by=draft.author)
    withdraw_request(draft, by=draft.author, at=later(2))
    delete_draft(draft, by=draft.author)
    case = Case.objects.get()
    assert (case.state, case.draft, case.guid) == (Case.WITHDRAWN, None, guid)


def test_an_amendment_continues_the_published_revision_with_its_sealed_part() -> None:
    record = factories.revision("authority", body=body("authority", notes="call on Mondays")).record
    draft = begin_amendment(record, by=factories.officer("bj"), at=later(1))
    assert (draft.guid, draft.based_on, draft.owner) == (record.guid, 1, "bj")
    assert draft.body["notes"] == "call on Mondays"
    assert draft.body["name"] == {"en": "Biosafety Agency"}


def test_only_one_amendment_is_open() -> None:
    record = factories.revision("authority").record
    first, second = (begin_amendment(record, by=factories.officer("bj"), at=later(n)) for n in (1, 2))
    assert first == second
    assert Draft.objects.count() == 1


def test_what_was_retired_is_not_amended() -> None:
    revision = factories.revision("authority")
    factories.retired(revision.record, at=later(1), reason="Closed.")
    with pytest.raises(RecordRetiredError):
        begin_amendment(revision.record, by=factories.officer("bj"), at=later(2))


def test_a_stranger_amends_nothing() -> None:
    record = factories.revision("authority").record
    with pytest.raises(NotAllowedError):
        begin_amendment(record, by=factories.authority("eg"), at=later(1))


def test_a_reason_keeps_what_every_store_can_hold() -> None:
    draft = factories.draft("organism")
    case = request_publication(draft, by=draft.author, at=later(1))
    with pytest.raises(ReasonMissingError):
        return_draft(draft, by=factories.secretariat(), at=later(2), reason=" \0 ")
    return_draft(draft, by=factories.secretariat(), at=later(2), reason="Name the\0 source.")
    case.refresh_from_db()
    assert case.reason == "Name the source."
