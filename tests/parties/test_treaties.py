"""Who is Party to what since when, against dates that anyone can look up."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.parties.facts import SORTS, TreatyAction
from clearinghouse.parties.instruments import INSTRUMENTS
from clearinghouse.parties.queries import incomplete_lists, standings, stated_totals
from clearinghouse.parties.snapshot import Parties
from clearinghouse.parties.tables import DATA, read_table

TODAY = date(2026, 11, 21)


@cache
def shipped() -> Parties:
    """Everything that comes with the software, without a database."""
    return Parties(fact for sort in SORTS for fact in read_table(sort))


# The totals of 9 August 2026, the last list that was seen; the Nagoya Protocol is not complete: SOURCES.md says why.
@pytest.mark.parametrize(("instrument", "parties"), [("CBD", 196), ("CPB", 173), ("NKLSP", 55), ("NP", 131)])
def test_the_parties_are_counted_as_of_the_day_of_the_lists(instrument, parties) -> None:
    assert len(shipped().parties_to(instrument, date(2026, 8, 9))) == parties
    assert len(shipped().parties_to(instrument, TODAY)) == parties


def test_the_totals_are_those_that_others_state_but_for_the_one_known_gap() -> None:
    unmet = {(one.instrument, one.on.year, one.total - one.held) for one in stated_totals(shipped()) if not one.is_met}
    assert unmet == {("NP", 2026, 11)}
    assert {one.instrument for one in stated_totals(shipped()) if one.is_met} == set(INSTRUMENTS)


def test_whoever_is_missing_from_a_list_that_is_not_complete_is_not_called_a_non_party() -> None:
    assert incomplete_lists(shipped()) == {"NP"}
    certain = {line.instrument.code: line.is_certain for line in standings(shipped(), "ca", TODAY)}
    assert certain == {"CBD": True, "CPB": True, "NP": False, "NKLSP": True}
    assert all(line.is_certain for line in standings(shipped(), "bj", TODAY))


def test_nobody_was_party_on_the_day_before_an_instrument_entered_into_force() -> None:
    for code, instrument in INSTRUMENTS.items():
        before = date.fromordinal(instrument.in_force.toordinal() - 1)
        early = set(shipped().parties_to(code, before))
        assert not early, code
        assert len(shipped().parties_to(code, instrument.in_force)) >= 30


@pytest.mark.parametrize(
    ("government", "instrument", "signed", "deposited", "kind", "in_force"),
    [
        ("ad", "CBD", None, "2015-02-04", "accession", "2015-05-05"),
        ("af", "CBD", "1992-06-12", "2002-09-19", "ratification", "2002-12-18"),
        ("am", "CBD", "1992-06-13", "1993-05-14", "acceptance", "1993-12-29"),
        ("az", "CBD", "1992-06-12", "2000-08-03", "approval", "2000-11-01"),
        ("bn", "CBD", None, "2008-04-28", "accession", "2008-07-27"),
        ("de", "CBD", "1992-06-12", "1993-12-21", "ratification", "1994-03-21"),
        ("me", "CBD", None, "2006-10-23", "succession", "2006-06-03"),
        ("ps", "CBD", None, "2015-01-02", "accession", "2015-04-02"),
        ("ag", "CPB", "2000-05-24", "2003-09-10", "ratification", "2003-12-09"),
        ("ao", "CPB", None, "2009-02-27", "accession", "2009-05-28"),
        ("cn", "CPB", "2000-08-08", "2005-06-08", "approval", "2005-09-06"),
        ("eu", "CPB", "2000-05-24", "2002-08-27", "approval", "2003-09-11"),
        ("kw", "CPB", None, "2017-06-01", "accession", "2017-08-30"),
        ("uz", "CPB", None, "2019-10-25", "accession", "2020-01-23"),
        ("cn", "NP", None, "2016-06-08", "accession", "2016-09-06"),
        ("ga", "NP", "2011-05-13", "2011-11-11", "acceptance", "2014-10-12"),
        ("gb", "NP", "2011-06-23", "2016-02-22", "ratification", "2016-05-22"),
        ("jp", "NP", "2011-05-11", "2017-05-22", "acceptance", "2017-08-20"),
        ("br", "NP", "2011-02-02", "2021-03-04", "ratification", "2021-06-02"),
        ("lv", "NKLSP", "2011-05-11", "2011-11-30", "ratification", "2018-03-05"),
        ("jp", "NKLSP", "2012-03-02", "2017-12-05", "acceptance", "2018-03-05"),
        ("md", "NKLSP", "2012-01-25", "2018-07-30", "ratification", "2018-10-28"),
    ],
)
def test_the_dates_of_a_government_are_those_of_the_depositary(
    government, instrument, signed, deposited, kind, in_force
) -> None:
    status = shipped().status(government, instrument, TODAY)
    told = (status.signed and status.signed.isoformat(), str(status.deposited), status.kind, str(status.in_force_since))
    assert told == (signed, deposited, kind, in_force)
    assert status.is_party


def test_one_that_deposited_waits_for_ninety_days() -> None:
    waiting = shipped().status("kw", "NP", date(2017, 8, 29))
    assert (waiting.is_party, waiting.is_waiting) == (False, True)
    assert waiting.in_force_since == date(2017, 8, 30)
    assert shipped().status("kw", "NP", date(2017, 8, 30)).is_party
    before = shipped().status("kw", "NP", date(2017, 5, 31))
    assert (before.deposited, before.kind, before.in_force_since, before.is_waiting) == (None, "", None, False)


def test_one_that_signed_and_never_deposited_is_no_party() -> None:
    america = shipped().status("us", "CBD", TODAY)
    assert (america.is_signatory, america.is_party, america.signed) == (True, False, date(1993, 6, 4))
    assert not shipped().status("us", "CBD", date(1993, 6, 3)).is_signatory


def test_the_holy_see_stands_with_no_instrument() -> None:
    assert not any(shipped().status("va", code, TODAY).confidence for code in INSTRUMENTS)


def test_a_party_since_an_unknown_day_counts_from_when_it_was_seen_and_says_so() -> None:
    france = shipped().status("fr", "NKLSP", TODAY)
    assert (france.is_party, france.is_date_unknown, france.in_force_since) == (True, True, None)
    assert not shipped().status("fr", "NKLSP", date(2018, 3, 5)).is_party


def test_without_a_day_on_which_it_was_seen_it_counts_since_the_instrument_entered_into_force() -> None:
    action = TreatyAction(instrument="NP", government="xa", is_date_unknown=True)
    assert Parties([action]).parties_to("NP", date(2014, 10, 12)) == ("xa",)
    assert Parties([action]).parties_to("NP", date(2014, 10, 11)) == ()


def test_the_european_union_stands_for_itself_by_its_own_dates() -> None:
    assert shipped().status("eu", "NP", TODAY).in_force_since == date(2014, 10, 12)
    assert not shipped().status("eu", "NP", date(2014, 10, 11)).is_party
    # Italy is a member of the Union, and not Party to the Nagoya Protocol.
    assert not shipped().status("it", "NP", TODAY).is_party


def test_every_row_names_a_source_that_is_listed() -> None:
    listed = {row.split(",")[0] for row in (DATA / "sources.csv").read_text("utf-8").splitlines()}
    for sort in ("former-names", "memberships", "treaties"):
        assert {fact.source for fact in read_table(sort)} <= listed


def test_everything_recalled_is_marked() -> None:
    recalled = [fact for fact in read_table("treaties") if fact.confidence == "recalled"]
    assert {fact.instrument for fact in recalled if isinstance(fact, TreatyAction)} == {"NP"}
    assert len(recalled) == 18


_DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@given(one=_DAYS, other=_DAYS, instrument=st.sampled_from(list(INSTRUMENTS)))
def test_parties_signatories_and_deposits_only_grow(one, other, instrument) -> None:
    earlier, later = sorted((one, other))
    for asked in (shipped().parties_to, shipped().signatories_to, shipped().depositors_of):
        assert set(asked(instrument, earlier)) <= set(asked(instrument, later))
    assert set(shipped().parties_to(instrument, later)) <= set(shipped().depositors_of(instrument, later))
