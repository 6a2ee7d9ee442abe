"""What the secretariat changes, and how every moment can be rebuilt from the ledger."""

import csv
import time
from datetime import UTC, date, datetime
from typing import Any

import pytest

from clearinghouse.core.canonical import parsed
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.verifying import findings
from clearinghouse.parties.actions import (
    ContradictoryDatesError,
    Deed,
    DerivedGroupError,
    IncompleteNameError,
    UnknownPartyError,
    change_membership,
    record_treaty_action,
    remove_membership,
    rename_government,
)
from clearinghouse.parties.facts import SORTS
from clearinghouse.parties.loading import load, load_all
from clearinghouse.parties.queries import current_parties, parties_at, version
from clearinghouse.parties.storing import facts_at, facts_now
from clearinghouse.parties.tables import FILES, MalformedTableError

pytestmark = [pytest.mark.store, pytest.mark.django_db]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOON.date()
AFRICA = "D50FE62D-8A5E-4407-83F8-AFCAAF708EA4"
PACIFIC = "9DB40F52-ADCC-490C-9945-235CBD45CFAC"
PARTIES = "084D8F39-16B0-4DFC-89F9-FE1A6EE47E9F"
LANDLOCKED = "x-lldc"
WHO: dict[str, Any] = {"by": "opaque-1", "at": NOON}
NEW_NAMES = {"ar": "ا", "en": "New Benin", "es": "Nuevo Benin", "fr": "Nouveau Bénin", "ru": "Бенин", "zh": "新贝宁"}


@pytest.fixture(autouse=True)
def _loaded():
    """Everything that comes with the software."""
    list(load_all())


def everything(facts):
    """Facts by sort and key, to be compared."""
    return {(fact.sort, fact.key): fact for fact in facts}


def now():
    """What stands in the tables."""
    return everything(fact for sort in SORTS for fact in facts_now(sort).values())


def test_loading_everything_again_changes_nothing_and_takes_little_time() -> None:
    entries = Entry.objects.count()
    assert entries == len(SORTS)
    began = time.perf_counter()
    assert all(difference.is_empty for _, difference in load_all())
    assert time.perf_counter() - began < 2
    assert Entry.objects.count() == entries


def test_what_stands_can_be_rebuilt_from_the_entries_alone() -> None:
    change_membership(LANDLOCKED, "bj", since=date(2026, 1, 1), **WHO)
    record_treaty_action("us", "CBD", Deed(date(1993, 6, 4), date(2026, 11, 20), "ratification"), **WHO)
    rename_government("bj", names=NEW_NAMES, since=date(2026, 11, 1), **WHO)
    assert everything(facts_at(version())) == now()
    assert list(findings()) == []


def test_each_moment_is_known_as_it_was_known_then() -> None:
    before = version()
    entry = change_membership(LANDLOCKED, "bj", since=date(2020, 1, 1), **WHO)
    assert entry == version() > before
    day = date(2025, 1, 1)
    assert "bj" in current_parties().members(LANDLOCKED, day)
    assert "bj" not in parties_at(before).members(LANDLOCKED, day)
    assert "bj" in parties_at(entry).members(LANDLOCKED, day)
    assert parties_at(0).codes == ()


def test_a_change_of_membership_changes_a_regional_count_from_its_day_and_not_before() -> None:
    asia = "6BE5B5E1-1ECF-4022-924E-160092951FB8"
    earlier, later = date(2026, 12, 31), date(2027, 1, 1)
    africa, pacific = (len(current_parties().members(group, earlier)) for group in (AFRICA, asia))
    change_membership(AFRICA, "eg", since=None, until=later, **WHO)
    change_membership(asia, "eg", since=later, **WHO)
    known = current_parties()
    assert [len(known.members(group, earlier)) for group in (AFRICA, asia)] == [africa, pacific]
    assert [len(known.members(group, later)) for group in (AFRICA, asia)] == [africa - 1, pacific + 1]


def test_a_membership_that_began_on_another_day_is_replaced_when_it_is_named() -> None:
    union = "bd12d7fb-91f7-4b2d-996c-e70f18a51f0e"
    with pytest.raises(ContradictoryDatesError):
        change_membership(union, "hr", since=date(2013, 7, 2), **WHO)
    change_membership(union, "hr", since=date(2013, 7, 2), instead_of=date(2013, 7, 1), **WHO)
    assert "hr" not in current_parties().members(union, date(2013, 7, 1))
    assert "hr" in current_parties().members(union, date(2013, 7, 2))
    assert load("memberships").is_empty
    assert "hr" not in current_parties().members(union, date(2013, 7, 1))


def test_a_membership_that_never_was_is_taken_back_and_may_be_said_again() -> None:
    remove_membership(LANDLOCKED, "np", since=None, **WHO)
    assert "np" not in current_parties().members(LANDLOCKED, TODAY)
    assert load("memberships").is_empty
    with pytest.raises(UnknownPartyError):
        remove_membership(LANDLOCKED, "np", since=None, **WHO)
    assert everything(facts_at(version())) == now()
    change_membership(LANDLOCKED, "np", since=None, **WHO)
    assert "np" in current_parties().members(LANDLOCKED, TODAY)


def test_what_stands_already_is_no_entry() -> None:
    assert change_membership(LANDLOCKED, "bj", since=None, **WHO)
    assert change_membership(LANDLOCKED, "bj", since=None, **WHO) == 0


@pytest.mark.parametrize(
    ("group", "government", "days", "refusal"),
    [
        ("nothing", "bj", {"since": None}, UnknownPartyError),
        (AFRICA, "xx", {"since": None}, UnknownPartyError),
        (PARTIES, "us", {"since": None}, DerivedGroupError),
        (AFRICA, "fr", {"since": date(2027, 1, 1), "until": date(2026, 1, 1)}, ContradictoryDatesError),
        (AFRICA, "bj", {"since": date(2020, 1, 1)}, ContradictoryDatesError),
        (AFRICA, "fr", {"since": date(2020, 1, 1), "instead_of": date(2019, 1, 1)}, ContradictoryDatesError),
    ],
)
def test_a_membership_that_cannot_be_changes_nothing(group, government, days, refusal) -> None:
    entries = Entry.objects.count()
    with pytest.raises(refusal):
        change_membership(group, government, **days, **WHO)
    assert Entry.objects.count() == entries


def test_a_deposit_makes_a_party_after_ninety_days_and_says_who_entered_it() -> None:
    sequence = record_treaty_action("us", "CBD", Deed(date(1993, 6, 4), date(2026, 11, 20), "ratification"), **WHO)
    known = current_parties()
    assert known.status("us", "CBD", TODAY).is_waiting
    assert len(known.parties_to("CBD", date(2027, 2, 17))) == 196
    assert len(known.parties_to("CBD", date(2027, 2, 18))) == 197
    assert "us" in known.members(PARTIES, date(2027, 2, 18))
    entry = Entry.objects.get(pk=sequence)
    assert (entry.kind, entry.subject, entry.effective_at) == ("treaty-status.changed", "parties", NOON)
    assert parsed(entry.envelope) == {"kind": "treaty-status.changed", "by": "opaque-1"}
    public = parsed(Part.objects.get(entry=entry).text)
    assert public["facts"]["treaties"][0]["deposit"] == "2026-11-20"


@pytest.mark.parametrize(
    ("government", "instrument", "deed", "refusal"),
    [
        ("xx", "CBD", Deed(signature=date(1992, 6, 5)), UnknownPartyError),
        ("us", "CITES", Deed(signature=date(1992, 6, 5)), UnknownPartyError),
        ("us", "CBD", Deed(), ContradictoryDatesError),
        ("us", "CBD", Deed(deposit=date(2026, 1, 1)), ContradictoryDatesError),
        ("us", "CBD", Deed(deposit=date(2026, 1, 1), kind="promise"), ContradictoryDatesError),
        ("us", "CBD", Deed(date(2000, 1, 1), date(1999, 1, 1), "ratification"), ContradictoryDatesError),
        ("us", "CBD", Deed(signature=date(1991, 1, 1)), ContradictoryDatesError),
        ("us", "CBD", Deed(deposit=date(2026, 11, 22), kind="accession"), ContradictoryDatesError),
    ],
)
def test_a_deed_that_cannot_be_changes_nothing(government, instrument, deed, refusal) -> None:
    entries = Entry.objects.count()
    with pytest.raises(refusal):
        record_treaty_action(government, instrument, deed, **WHO)
    assert Entry.objects.count() == entries


def test_a_government_that_is_renamed_is_still_called_as_it_was_before() -> None:
    rename_government("bj", names=NEW_NAMES, since=date(2026, 11, 1), **WHO)
    known = current_parties()
    assert known.name("bj", "en") == known.name("bj", "en", date(2026, 11, 1)) == "New Benin"
    assert known.name("bj", "en", date(2026, 10, 31)) == "Benin"
    assert known.find("Bénin") == "bj"
    assert load("governments").is_empty, "a table does not undo what the secretariat said"


@pytest.mark.parametrize(
    ("code", "names", "since", "refusal"),
    [
        ("xx", NEW_NAMES, date(2026, 1, 1), UnknownPartyError),
        ("bj", NEW_NAMES | {"zh": " "}, date(2026, 1, 1), IncompleteNameError),
        ("sz", NEW_NAMES, date(2018, 1, 1), ContradictoryDatesError),
        ("bj", NEW_NAMES, date(2027, 1, 1), ContradictoryDatesError),
    ],
)
def test_a_name_that_cannot_be_changes_nothing(code, names, since, refusal) -> None:
    entries = Entry.objects.count()
    with pytest.raises(refusal):
        rename_government(code, names=names, since=since, **WHO)
    assert Entry.objects.count() == entries


def changed_table(path, sort, change):
    """Write a table that comes with the software with its rows changed."""
    with FILES[sort].open(encoding="utf-8", newline="") as file:
        rows = change(list(csv.DictReader(file)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_table_says_what_it_adds_changes_and_removes_and_spares_what_was_edited(tmp_path) -> None:
    record_treaty_action("us", "CBD", Deed(signature=date(1993, 6, 3)), **WHO)

    def change(rows):
        rows[0]["deposit"] = "2015-02-05"
        del rows[1]
        return [*rows, rows[0] | {"government": "va", "instrument": "CBD"}]

    difference = load("treaties", changed_table(tmp_path / "treaties.csv", "treaties", change))
    assert (difference.added, difference.changed) == (("CBD va",), ("CBD ad",))
    assert (difference.removed, difference.kept) == (("CBD ae",), ("CBD us",))
    known = current_parties()
    assert known.status("va", "CBD", TODAY).is_party
    assert not known.status("ae", "CBD", TODAY).is_party
    assert known.status("us", "CBD", TODAY).signed == date(1993, 6, 3)
    assert everything(facts_at(version())) == now()


@pytest.mark.parametrize("sort", ["former-names", "memberships", "treaties"])
def test_a_table_that_names_an_unknown_government_changes_nothing(tmp_path, sort) -> None:
    entries = Entry.objects.count()
    column = "code" if sort == "former-names" else "government"
    path = changed_table(tmp_path / "table.csv", sort, lambda rows: [rows[0], rows[1] | {column: "xx"}])
    with pytest.raises(MalformedTableError) as caught:
        load(sort, path)
    assert (caught.value.data["line"], caught.value.data["column"]) == (3, column)
    assert Entry.objects.count() == entries
