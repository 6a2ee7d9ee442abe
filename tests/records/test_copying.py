"""A record begins with a copy of an earlier one of the same owner: its words, not its identity."""

import pytest

from clearinghouse.core.errors import NotAllowedError
from clearinghouse.derived.copying import copied
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.copying import begin_from, earlier_records
from clearinghouse.records.errors import CopyUnfitError
from tests import factories
from tests.factories import NOON

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def copy(record, by, **changes):
    wanted = {"by": by, "realm": record.realm, "owner": record.owner, "language": "fr", "at": NOON, **changes}
    return begin_from(record, record.format, **wanted)


def test_a_decision_begins_with_the_words_of_an_earlier_one():
    record = factories.chain()["biosafetyDecision"]
    officer = factories.officer()
    begun = copy(record, officer)
    whole = begun.draft.body
    assert begun.draft.guid != record.guid
    assert begun.draft.based_on == 0
    assert (whole["header"]["identifier"], whole["header"]["languages"]) == (begun.draft.guid, ["en"])
    assert whole["title"]
    assert "date" not in whole
    assert "date" in begun.left_out
    assert record in earlier_records(officer, owner="bj", slug="biosafetyDecision")


def test_answers_of_ones_own_take_the_place_of_copied_ones():
    record = factories.chain()["biosafetyDecision"]
    begun = copy(record, factories.officer(), body={"title": {"en": "Another"}})
    assert begun.draft.body["title"] == {"en": "Another"}


def test_only_whoever_may_draft_for_the_owner_begins_from_its_records():
    record = factories.chain()["biosafetyDecision"]
    with pytest.raises(NotAllowedError):
        copy(record, factories.officer("tg"))
    with pytest.raises(CopyUnfitError):
        copy(record, factories.officer("tg"), owner="tg")


def test_what_is_shared_by_all_or_of_another_format_is_not_copied():
    records = factories.chain()
    with pytest.raises(CopyUnfitError):
        copy(records["organism"], factories.secretariat(), owner="")
    with pytest.raises(CopyUnfitError):
        begin_from(
            records["biosafetyDecision"],
            FORMATS["contact"],
            by=factories.officer(),
            realm="bch",
            owner="bj",
            language="en",
            at=NOON,
        )


def test_identifiers_dates_and_files_belong_to_their_record():
    body = {
        "header": {"identifier": "X", "schema": "biosafetyDecision", "languages": ["en", "fr"]},
        "title": {"en": "T"},
        "date": "2026-01-01",
        "documents": [{"url": "attachment:abc", "name": "a"}, {"url": "https://example.org/"}],
    }
    start, left_out = copied(body, FORMATS["biosafetyDecision"])
    assert start == {
        "header": {"languages": ["en", "fr"]},
        "title": {"en": "T"},
        "documents": [{"url": "https://example.org/"}],
    }
    assert sorted(left_out) == ["date", "documents"]
