from collections.abc import Sequence

import pytest

from clearinghouse.ledger.models import Entry
from clearinghouse.projections import following
from clearinghouse.projections.following import catch_up, follow_once
from clearinghouse.projections.links import (
    LinksProjection,
    broken_links,
    cited_by,
    citing,
    citing_counts,
    public_bodies,
)
from clearinghouse.projections.models import Cursor, Link
from clearinghouse.records.models import Record
from tests import factories
from tests.factories import body, guid
from tests.records.test_publishing import next_revision

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def follow() -> int:
    return catch_up(LinksProjection())


def links() -> set[tuple[str, str, str]]:
    return set(Link.objects.values_list("source", "field", "target"))


class Remembering:
    """A projection that remembers what it was given and fails when it is told to."""

    name = "remembering"

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.fails_at = 0

    def cursor(self) -> int:
        return self.taken[-1] if self.taken else 0

    def apply(self, entries: Sequence[Entry]) -> None:
        if any(entry.sequence == self.fails_at for entry in entries):
            raise RuntimeError
        self.taken += [entry.sequence for entry in entries]

    def reset(self) -> None:
        self.taken.clear()


def test_links_follow_what_is_published() -> None:
    factories.chain()
    assert follow() == 7
    assert {(field, target) for source, field, target in links() if source == guid("modifiedOrganism")} == {
        ("developers", guid("contact")),
        ("recipientOrganisms", guid("organism")),
        ("genes", guid("dnaSequence")),
    }
    assert cited_by(guid("modifiedOrganism")) == [guid("nationalRiskAssessment")]
    assert citing_counts(guid("authority")) == {"nationalRiskAssessment": 1, "biosafetyDecision": 1}
    assert citing(guid("authority"), format_slug="biosafetyDecision", limit=9) == [guid("biosafetyDecision")]


def test_links_follow_what_is_amended_and_retired() -> None:
    factories.chain("organism")
    other = factories.revision("organism", guid="OTHER-ORGANISM").record
    citing_record = factories.revision(
        "organism", body=body("organism", compatibleSpecies=[factories.reference("organism")])
    ).record
    follow()
    assert links() == {(citing_record.guid, "compatibleSpecies", guid("organism"))}

    next_revision(citing_record, compatibleSpecies=[{"identifier": other.guid}])
    follow()
    assert links() == {(citing_record.guid, "compatibleSpecies", other.guid)}

    citing_record.refresh_from_db()
    factories.retired(citing_record)
    follow()
    assert links() == set()


def test_a_redacted_record_refers_to_nothing() -> None:
    factories.chain("organism")
    made = factories.revision("organism", body=body("organism", compatibleSpecies=[factories.reference("organism")]))
    follow()
    factories.redacted(made)
    follow()
    assert links() == set()


def test_a_field_that_names_a_record_twice_is_one_link() -> None:
    factories.chain("organism")
    factories.revision("organism", body=body("organism", compatibleSpecies=[factories.reference("organism")] * 2))
    follow()
    assert len(links()) == 1


def test_entries_that_are_taken_twice_change_nothing() -> None:
    factories.chain()
    entries = list(Entry.objects.all())
    projection = LinksProjection()
    projection.apply(entries)
    once = links(), Cursor.objects.get().sequence
    projection.apply(entries)
    projection.apply(entries[-1:])
    assert (links(), Cursor.objects.get().sequence) == once


def test_following_goes_on_where_it_stopped() -> None:
    factories.chain("organism")
    assert (follow(), follow()) == (1, 0)
    factories.chain("contact")
    assert LinksProjection().cursor() == 1
    assert follow() == 1
    assert LinksProjection().cursor() == Entry.objects.count() == 2


def test_a_projection_that_was_reset_is_built_anew() -> None:
    factories.chain()
    follow()
    before = links()
    LinksProjection().reset()
    assert (links(), LinksProjection().cursor()) == (set(), 0)
    follow()
    assert links() == before


def test_entries_come_in_order_in_batches_and_progress_is_told(monkeypatch) -> None:
    monkeypatch.setattr(following, "BATCH", 3)
    factories.chain()
    projection, told = Remembering(), list[int]()
    assert catch_up(projection, on_progress=told.append) == 7
    assert projection.taken == [1, 2, 3, 4, 5, 6, 7]
    assert told == [3, 6, 7]


def test_a_batch_that_failed_is_taken_again_and_none_is_skipped(monkeypatch) -> None:
    monkeypatch.setattr(following, "BATCH", 2)
    factories.chain()
    projection = Remembering()
    projection.fails_at = 4
    with pytest.raises(RuntimeError):
        catch_up(projection)
    assert projection.taken == [1, 2]
    projection.fails_at = 0
    assert catch_up(projection) == 5
    assert projection.taken == [1, 2, 3, 4, 5, 6, 7]


def test_all_projections_follow_in_the_order_given() -> None:
    factories.chain("organism")
    first, second = Remembering(), Remembering()
    assert follow_once([first, second]) == 2
    assert first.taken == second.taken == [1]


def test_bodies_are_those_of_the_latest_revisions_public_part_only() -> None:
    made = factories.revision("organism", body=body("organism", notes="secret"))
    next_revision(made.record, genus="Zea")
    [(record, public)] = public_bodies(Record.objects.all())
    assert record == made.record
    assert public["genus"] == "Zea"
    assert "notes" not in public


def test_a_reference_to_what_is_not_here_is_listed() -> None:
    factories.chain("organism")
    Link.objects.create(
        source=guid("organism"), target="NO-SUCH-RECORD", field="compatibleSpecies", source_format="organism"
    )
    assert [link.target for link in broken_links()] == ["NO-SUCH-RECORD"]
