"""A place after "in" and its likes asks for what is of it: a country's own records come first, a region's as well."""

import pytest

from clearinghouse.search.asking import asked_of
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.documents import Upsert
from clearinghouse.search.groups import Groups
from clearinghouse.search.indexing import document_of
from clearinghouse.search.matching import Matched, Percolator
from clearinghouse.search.nodes import Of, leaves
from clearinghouse.search.params import query_from_params
from clearinghouse.search.query import Query, Sort
from clearinghouse.search.spaces import whole_space
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests.search.sources import source

LEXICON = ConceptLexicon(
    [
        ("country:ke", "en", "Kenya"), ("country:ke", "ru", "Кения"), ("country:ke", "zh", "肯尼亚"),
        ("country:ke", "ar", "كينيا"), ("country:bj", "fr", "Bénin"), ("country:pe", "es", "Perú"),
        ("country:ne", "en", "Niger"), ("west-africa", "en", "West Africa"), ("west-africa", "zh", "西非"),
        ("west-africa", "fr", "Afrique de l’Ouest"), ("MAIZE", "en", "maize"),
    ],
    regions=["west-africa"],
)  # fmt: skip
GROUPS = {"region": Groups("government", {"west-africa": frozenset({"bj", "ne"})})}


def asked(text: str) -> Query:
    return query_from_params({"q": [text]}, whole_space(), lexicon=LEXICON).visible_to(["public"])


def places(text: str) -> set[tuple[str, str]]:
    nodes = [leaf for node in asked(text).must for leaf in leaves(node)]
    return {(leaf.facet, leaf.code) for leaf in nodes if isinstance(leaf, Of)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("focal points in Kenya", ("government", "ke")), ("laws from Kenya", ("government", "ke")),
        ("laws of the Niger", ("government", "ne")), ("au Bénin", ("government", "bj")),
        ("lois du Bénin", ("government", "bj")), ("en Perú", ("government", "pe")),
        ("решения в Кении", ("government", "ke")), ("在肯尼亚的决定", ("government", "ke")),
        ("来自肯尼亚", ("government", "ke")), ("مقررات في كينيا", ("government", "ke")),
        ("laws in West Africa", ("region", "west-africa")), ("lois en Afrique de l'Ouest", ("region", "west-africa")),
        ("在西非", ("region", "west-africa")),
    ],
)  # fmt: skip
def test_a_place_after_such_a_word_is_where_a_record_is_of(text: str, place: tuple[str, str]) -> None:
    assert places(text) == {place}


@pytest.mark.parametrize("text", ["Kenya", "Kenya in maize", "in maize", 'in "Kenya"', "Kenya West Africa", "in"])
def test_a_place_without_one_is_a_name(text: str) -> None:
    assert places(text) == set()


def test_the_word_before_a_place_is_not_looked_for() -> None:
    assert [part for part, _ in asked_of("maize within Kenya", LEXICON).parts] == ["maize", "Kenya"]
    assert [part for part, _ in asked_of("maize within", LEXICON).parts] == ["maize", "within"]


def record(number: int, title: str, government: str = "") -> Upsert:
    facets = {"government": (government,)} if government else {}
    return Upsert(document_of(source(number, titles={"en": title}, facets=facets), LEXICON))


RECORDS = [
    record(1, "Kenya, Kenya and Kenya: laws"), record(2, "Laws", "ke"), record(3, "Laws", "bj"),
    record(4, "Laws of West Africa"), record(5, "Laws", "fr"),
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory):
    opened = TantivyEngine(tmp_path_factory.mktemp("places") / "index", groups=lambda: GROUPS)
    opened.apply(RECORDS, 5)
    yield opened
    opened.close()


def numbers(engine: TantivyEngine, text: str) -> list[int]:
    query = asked(text)
    assert query.sort is Sort.RELEVANCE
    return [int(hit.guid.removeprefix("GUID-")) for hit in engine.search(query).hits]


def test_what_a_country_published_stands_first_and_what_names_it_is_found(engine: TantivyEngine) -> None:
    assert numbers(engine, "laws in Kenya") == [2, 1]
    assert set(numbers(engine, "laws Kenya")) == {1, 2}


def test_a_region_finds_what_names_it_and_what_its_governments_published(engine: TantivyEngine) -> None:
    assert set(numbers(engine, "laws in West Africa")) == {3, 4}
    assert numbers(engine, "laws West Africa") == [4]


@pytest.mark.parametrize("text", ["laws in Kenya", "laws in West Africa", "laws of Bénin"])
def test_one_document_answers_as_the_engine_does(engine: TantivyEngine, text: str) -> None:
    query = asked(text)
    alone = [one.document.guid for one in RECORDS if Matched(one.document, GROUPS).answers(query)]
    assert sorted(alone) == sorted(hit.guid for hit in engine.search(query).hits)
    percolator = Percolator([("asked", query)], GROUPS)
    assert [one.document.guid for one in RECORDS if percolator.matching(one.document)] == alone
