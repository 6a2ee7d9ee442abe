from datetime import UTC, datetime

import pytest

from clearinghouse.derived.index import concept_code
from clearinghouse.parties.loading import load_all
from clearinghouse.records.words import current_vocabulary

pytestmark = pytest.mark.django_db
LEAST_DEVELOPED = "8920655D-3986-465B-837A-CE055B428A74"
GLOBAL = "5D13EC43-F3E0-415E-AF67-62CCC85899AF"


def test_a_government_rolls_up_to_its_groups_and_all_above_them() -> None:
    list(load_all())
    above = current_vocabulary().with_broader("regions", "bj")
    assert above[0] == "bj"
    assert {LEAST_DEVELOPED, GLOBAL, "D50FE62D-8A5E-4407-83F8-AFCAAF708EA4"} <= set(above)
    term = current_vocabulary().term("regions", LEAST_DEVELOPED)
    assert term is not None
    assert term.label("fr")
    assert "bj" in {below.identifier for below in current_vocabulary().narrower("regions", LEAST_DEVELOPED)}


def test_the_countries_stay_a_flat_list() -> None:
    list(load_all())
    assert len(current_vocabulary().roots("countries")) == 198


def test_a_country_that_leaves_a_group_leaves_the_words_on_its_day(monkeypatch) -> None:
    list(load_all())
    for day, belongs in ((23, True), (24, False)):
        moment = datetime(2026, 11, day, 12, tzinfo=UTC)
        monkeypatch.setattr("clearinghouse.records.words.timezone.now", lambda moment=moment: moment)
        assert (LEAST_DEVELOPED in current_vocabulary().with_broader("regions", "bd")) is belongs


def test_a_government_has_one_code_in_the_index_under_both_schemes() -> None:
    assert concept_code("regions", "ar") == concept_code("countries", "ar") == "country:ar"
    assert concept_code("regions", LEAST_DEVELOPED) == LEAST_DEVELOPED
