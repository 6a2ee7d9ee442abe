"""A document alone answers the queries that an engine with that one document answers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.search.asking import asked_of
from clearinghouse.search.documents import Upsert
from clearinghouse.search.groups import Groups
from clearinghouse.search.indexing import document_of
from clearinghouse.search.matching import Matched, Percolator
from clearinghouse.search.params import query_from_params
from clearinghouse.search.query import Query
from clearinghouse.search.spaces import whole_space
from tests.search.oracle import OracleEngine
from tests.search.sources import source

TEXTS = ("maize", "maïs", "玉米", "الذرة", '"genetically modified"', "mon810", "-rice", "maiz*", "кукуруза", "of")


def asked(**params):
    return query_from_params(
        {k: [v] if isinstance(v, str) else v for k, v in params.items()}, whole_space()
    ).visible_to(("public",))


def document(**changes):
    return document_of(source(**changes))


@given(st.lists(st.sampled_from(TEXTS), max_size=3), st.sampled_from(["", "bj", "fr"]))
@settings(max_examples=60)
def test_one_document_answers_as_an_engine_does(texts, government) -> None:
    query = asked(q=" ".join(texts), **({"government": government} if government else {}))
    one = document(titles={"en": "Genetically modified maize", "fr": "Maïs"}, texts={"zh": ("转基因玉米",)})
    engine = OracleEngine()
    engine.apply([Upsert(one)], 1)
    assert Matched(one).answers(query) == bool(engine.search(query).total)


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=40))
@settings(max_examples=40)
def test_the_percolator_finds_what_looking_at_every_query_finds(texts) -> None:
    queries = [(number, asked(q=text)) for number, text in enumerate(texts)]
    for one in (document(titles={"en": "Maize of Benin MON810"}), document(titles={"ru": "Кукуруза"})):
        matched = Matched(one)
        expected = {number for number, query in queries if matched.answers(query)}
        assert set(Percolator(queries).matching(one)) == expected


def test_a_search_without_any_need_is_always_looked_at() -> None:
    percolator = Percolator([("all", asked()), ("not", asked(q="-maize")), ("dates", asked(**{"from": "2020"}))])
    found = percolator.matching(document(titles={"en": "Maize"}, dates={"published": 20_000}))
    assert set(found) == {"all", "dates"}


def test_a_region_is_found_by_the_governments_that_belong_to_it() -> None:
    groups = {"region": Groups("government", {"ldc": frozenset({"bj", "ne"}), "eu": frozenset({"fr"})})}
    percolator = Percolator([(name, asked(region=name)) for name in ("ldc", "eu")], groups)
    assert percolator.matching(document(facets={"government": ("bj",)})) == ["ldc"]


def test_what_is_hidden_from_the_reader_answers_nothing() -> None:
    one = document(visibility=("past:public",))
    assert not Matched(one).answers(asked())
    assert not Matched(document()).answers(Query(must=asked_of("maize").must))
