"""The European Union cites its members; a reference record is shown wherever its format is used."""

from dataclasses import replace

import pytest

from clearinghouse.derived.index import Publication, index_source
from clearinghouse.derived.problems import RecordCard, problems_in
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.models import Record
from clearinghouse.records.queries import members_of
from tests import factories
from tests.factories import NOON, body


def cited_by(owner: str, cited: str, members: frozenset[str] | None) -> list[str]:
    """Return the codes of the problems of a risk assessment that names an authority of another government."""
    around = factories.surroundings(owner)
    authority = factories.guid("authority")
    records = {**around.records, authority: RecordCard(authority, "authority", cited)}
    draft = body("nationalRiskAssessment", government={"identifier": owner})
    found = problems_in(draft, FORMATS["nationalRiskAssessment"], replace(around, records=records, members=members))
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    ("owner", "cited", "members", "problems"),
    [
        ("eu", "fr", frozenset({"fr", "de"}), []),
        ("eu", "eu", frozenset({"fr", "de"}), []),
        ("eu", "bj", frozenset({"fr", "de"}), ["reference-government"]),
        ("eu", "bj", None, []),
        ("fr", "eu", None, ["reference-government"]),
        ("fr", "de", frozenset({"fr", "de"}), ["reference-government"]),
        ("bj", "bj", None, []),
    ],
)
def test_only_a_union_cites_authorities_of_its_members(owner, cited, members, problems) -> None:
    assert cited_by(owner, cited, members) == problems


@pytest.mark.django_db
@pytest.mark.store
def test_who_is_a_member_is_asked_of_the_groups_of_governments(monkeypatch, django_assert_num_queries) -> None:
    class Parties:
        def __init__(self, members: tuple[str, ...]) -> None:
            self._members = members

        def members(self, _group: str, _on: object) -> tuple[str, ...]:
            return self._members

    monkeypatch.setattr("clearinghouse.records.queries.current_parties", lambda: Parties(("fr", "de")))
    assert members_of("eu") == frozenset({"fr", "de"})
    with django_assert_num_queries(0):
        assert members_of("fr") is None
    monkeypatch.setattr("clearinghouse.records.queries.current_parties", lambda: Parties(()))
    assert members_of("eu") is None


def test_a_reference_record_is_shown_wherever_its_format_is_used() -> None:
    shared = Record(format_slug="contact", realm="bch", owner="")
    assert shared.visible_realms == ("bch", *(realm for realm in FORMATS["contact"].realms if realm != "bch"))
    assert Record(format_slug="authority", realm="bch", owner="bj").visible_realms == ("bch",)


def test_the_index_knows_every_clearing_house_that_shows_a_record() -> None:
    publication = Publication("A-1", 1, "bch", "BCH-CON-SCBD-1", NOON.date(), "", (), realms=("bch", "abs"))
    fmt = FORMATS["contact"]
    source = index_source(body("contact"), fmt, publication=publication, vocabulary=factories.vocabulary(), cited={})
    assert source.facets["realm"] == ("bch", "abs")
