"""What a change of a vocabulary concerns, and that records follow it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clearinghouse.core.canonical import Json
from clearinghouse.projections.following import Projection, follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.records import words
from clearinghouse.search.opening import lexicon
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.projection import PUBLIC, SearchProjection
from clearinghouse.search.query import In
from clearinghouse.search.renaming import changed_codes, new_labels
from clearinghouse.search.tantivy_engine import TantivyEngine
from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.editing import merged, with_term
from clearinghouse.vocabularies.loading import store_scheme
from clearinghouse.vocabularies.queries import standing_scheme
from tests import factories

ELEMENTS = "82DAAF04-6698-4CA6-81D5-F200AE64C63A"
SPACE = SearchSpace()
SCHEME = Scheme(
    "S",
    {"en": "S"},
    (
        Term("animal", "S", {"en": "Animal"}),
        Term("cat", "S", {"en": "Cat"}, broader=("animal",)),
        Term("tiger", "S", {"en": "Tiger"}, broader=("cat",)),
        Term("lion", "S", {"en": "Lion"}),
    ),
)


def test_a_merged_term_concerns_what_carries_either_code_and_all_below() -> None:
    after = merged(SCHEME, "cat", "lion")
    assert changed_codes(SCHEME, after) == {"cat", "tiger"}
    assert new_labels(SCHEME, after) == ["Cat"]


def test_a_term_that_moved_concerns_what_is_below_it() -> None:
    moved = with_term(SCHEME, Term("cat", "S", {"en": "Cat"}, broader=("lion",)), instead_of="cat")
    assert changed_codes(SCHEME, moved) == {"cat", "tiger"}
    assert new_labels(SCHEME, moved) == []


def test_a_label_concerns_what_was_recognised_by_it_and_what_will_be() -> None:
    renamed = with_term(SCHEME, Term("lion", "S", {"en": "King"}), instead_of="lion")
    assert changed_codes(SCHEME, renamed) == {"lion"}
    assert new_labels(SCHEME, renamed) == ["King"]


def test_what_did_not_change_concerns_nothing() -> None:
    assert changed_codes(SCHEME, SCHEME) == set()
    assert new_labels(SCHEME, SCHEME) == []


def stored(scheme: Scheme) -> None:
    """Store a version; the reference data of tests has no entries by which a process would notice."""
    store_scheme(scheme)
    words._Kept.version = (-1, -1, date.min)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    opened = TantivyEngine(tmp_path / "index")
    yield opened
    opened.close()
    words._Kept.version = (-1, -1, date.min)


def test_after_a_merge_records_and_questions_say_the_other_code(db: None, engine: TantivyEngine) -> None:
    factories.reference_data()
    revision = factories.revision("dnaSequence")
    projections: list[Projection] = [LinksProjection(), SearchProjection(engine)]
    follow_once(projections)
    scheme = standing_scheme(ELEMENTS)
    assert scheme
    other = next(term for term in scheme.terms if term.identifier != factories.PROMOTER and not term.broader)

    def found(code: str) -> list[int]:
        query = query_from_params({"concept": [code]}, SPACE, lexicon=lexicon()).visible_to((PUBLIC,))
        engine.refresh()
        return [hit.sequence for hit in engine.search(query).hits]

    assert found(factories.PROMOTER) == [revision.entry_id]
    stored(merged(scheme, factories.PROMOTER, other.identifier))
    assert follow_once(projections) >= 1
    assert found(other.identifier) == [revision.entry_id]
    assert found(factories.PROMOTER) == [revision.entry_id]
    plain = query_from_params({"concept": [factories.PROMOTER]}, SPACE)
    assert engine.search(plain.visible_to((PUBLIC,))).total == 0
    told = query_from_params({"concept": [factories.PROMOTER, other.identifier]}, SPACE, lexicon=lexicon())
    assert told.filters == (In("concept", (other.identifier,)),)


def test_a_new_label_finds_the_records_that_have_its_words(db: None, engine: TantivyEngine) -> None:
    factories.reference_data()
    body: Json = factories.body("organism", scientificName="Quillaja brasiliensis")
    revision = factories.revision("organism", body=body)
    projections: list[Projection] = [LinksProjection(), SearchProjection(engine)]
    follow_once(projections)
    stored(Scheme("Trees", {"en": "Trees"}, (Term("t-1", "Trees", {"en": "Tree", "la": "Quillaja brasiliensis"}),)))
    follow_once(projections)
    engine.refresh()
    query = query_from_params({"concept": ["t-1"]}, SPACE).visible_to((PUBLIC,))
    assert [hit.sequence for hit in engine.search(query).hits] == [revision.entry_id]
