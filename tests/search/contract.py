"""What every search engine must do. A test file gives `engine` and runs these; see test_engines.py."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from clearinghouse.search.documents import Delete, Operation
from clearinghouse.search.engine import RebuildReason, SearchEngine, SearchUnavailableError
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.query import Facet, In, Query, Range, Sort
from tests.search.oracle import OracleEngine, comparable
from tests.search.sources import LEXICON, by_chance, upsert

SPACE = SearchSpace(
    facets=(Facet("country"), Facet("theme", size=5), Facet("format", ignore_own_filter=False)),
    dates=("published", "adoption"),
)
QUERIES: tuple[dict[str, list[str]], ...] = (
    {},
    {"q": ["maize"]},
    {"q": ["кукурузы"]},
    {"q": ["الذرة"]},
    {"q": ["玉米"]},
    {"q": ["改性活生物體"]},
    {"q": ["玉米風險"]},
    {"q": ["风险评估改性活生物体"]},
    {"q": ["risk assessment"]},
    {"q": ['"risk assessment"']},
    {"q": ['"évaluation des risques"']},
    {"q": ['"الكائنات الحية"']},
    {"q": ["maize -cotton"]},
    {"q": ['maize -"risk assessment"']},
    {"q": ["-maize"]},
    {"q": ["bios*"]},
    {"q": ["clearinghouse"]},
    {"q": ["clearing house law"]},
    {"q": ["of the"]},
    {"q": ["milho"]},
    {"q": ["MON 810"]},
    {"q": ["mon-00810-6"]},
    {"q": ["BCH-LMO-SCBD-14757-3"]},
    {"q": ["nothingofthekind"]},
    {"country": ["ke"]},
    {"country": ["ke", "fr"], "q": ["maize"]},
    {"country": ["nowhere"]},
    {"country": ["mx"], "format": ["authority", "measure"], "theme": ["T1", "T2", "T3"]},
    {"concept": ["C1"]},
    {"related": ["GUID-0000003"]},
    {"guid": ["GUID-0000007", "GUID-0000008"]},
    {"from": ["1970-01-02"], "to": ["1970-01-05"]},
    {"to": ["1969-12-31"]},
    {"adoption-from": ["1970-01-03"]},
    {"sort": ["oldest"], "page": ["2"], "size": ["7"]},
    {"sort": ["newest.adoption"], "adoption-from": ["1970-01-01"]},
    {"sort": ["title"], "q": ["maize"]},
    {"sort": ["title"], "size": ["50"]},
    {"sort": ["country"], "size": ["50"]},
    {"sort": ["country"], "size": ["7"], "page": ["3"]},
    {"sort": ["country"], "size": ["7"], "page": ["23"], "q": ["-cotton"]},
    {"page": ["40"]},
)


def public() -> Query:
    return Query(visible=("public",))


def guids(engine: SearchEngine, query: Query) -> list[str]:
    engine.refresh()
    return [hit.guid for hit in engine.search(query).hits]


def test_an_engine_gives_the_same_answers_as_the_oracle(engine: SearchEngine) -> None:
    oracle = OracleEngine()
    made = list(by_chance(160, seed=7))
    changed = list(by_chance(160, seed=8))[20:60]
    batches: list[tuple[list[Operation], int]] = [
        ([*made[:50]], 50),
        ([*made[50:], *changed, *changed[:5]], 200),
        ([Delete(operation.document.guid) for operation in made[100:110]], 210),
    ]
    for operations, up_to in batches:
        for one in (engine, oracle):
            one.apply(operations, up_to)
    assert engine.refresh(210)
    for params in QUERIES:
        for visible in (["public"], ["party:ke", "public"], ["nobody"], []):
            query = query_from_params(params, SPACE, lexicon=LEXICON).visible_to(visible)
            answer, right = engine.search(query), oracle.search(query)
            if query.sort is Sort.RELEVANCE:  # any order is right: compare all hits
                query = replace(query, page_size=1_000, page=1)
                answer, right = engine.search(query), oracle.search(query)
            assert comparable(answer, query) == comparable(right, query), (params, visible)


def test_upsert_twice_gives_one_hit(engine: SearchEngine) -> None:
    engine.apply([upsert(1), upsert(1, titles={"en": "Second"})], 1)
    engine.apply([upsert(1, titles={"en": "Third"})], 2)
    assert guids(engine, public()) == ["GUID-0000001"]
    assert engine.search(query_from_params({"q": ["third"]}, SPACE).visible_to(["public"])).total == 1
    assert engine.search(query_from_params({"q": ["second"]}, SPACE).visible_to(["public"])).total == 0


def test_a_deleted_record_is_not_found_and_deleting_again_is_no_error(engine: SearchEngine) -> None:
    engine.apply([upsert(1), upsert(2)], 2)
    engine.apply([Delete("GUID-0000001")], 3)
    engine.apply([Delete("GUID-0000001"), Delete("never there")], 4)
    assert guids(engine, public()) == ["GUID-0000002"]


def test_what_must_be_forgotten_is_once_a_rebuild_began_after_it(engine: SearchEngine) -> None:
    engine.apply([upsert(1), upsert(2)], 2)
    assert not engine.must_forget()
    engine.forget(3)
    engine.apply([Delete("GUID-0000001")], 4)
    assert engine.must_forget()
    for begun_at, must_forget in ((2, True), (4, False)):
        with engine.begin_rebuild() as rebuild:
            rebuild.apply([upsert(2)], begun_at)
            rebuild.publish()
        assert engine.must_forget() is must_forget
    engine.forget(2)
    assert not engine.must_forget()


def test_a_writer_reads_its_own_write_after_refreshing(engine: SearchEngine) -> None:
    for number in range(1, 6):
        engine.apply([upsert(number)], number * 10)
        assert engine.refresh(number * 10)
        page = engine.search(public())
        assert (page.total, page.sequence, engine.checkpoint()) == (number, number * 10, number * 10)
    assert not engine.refresh(51)


def test_each_commit_gives_another_generation_and_reading_does_not(engine: SearchEngine) -> None:
    engine.apply([upsert(1)], 1)
    engine.refresh(1)
    before = engine.search(public()).generation
    assert engine.search(public()).generation == before
    engine.apply([upsert(1, titles={"en": "Words of a vocabulary changed"})], 1)
    engine.refresh(1)
    assert engine.search(public()).generation != before


def test_an_empty_batch_moves_the_cursor_and_the_cursor_never_goes_back(engine: SearchEngine) -> None:
    engine.apply([], 5)
    engine.apply([upsert(1)], 3)
    assert engine.checkpoint() == 5


def test_a_failing_batch_leaves_nothing_behind(engine: SearchEngine) -> None:
    def failing() -> Iterator[Operation]:
        yield upsert(2)
        yield Delete("GUID-0000001")
        raise LookupError

    engine.apply([upsert(1)], 1)
    with pytest.raises(LookupError):
        engine.apply(failing(), 2)
    assert engine.checkpoint() == 1
    engine.apply([upsert(3)], 3)
    assert set(guids(engine, public())) == {"GUID-0000001", "GUID-0000003"}


def test_nothing_is_found_without_visibility(engine: SearchEngine) -> None:
    engine.apply([upsert(1, visibility=("party:ke",))], 1)
    assert guids(engine, Query(facets=SPACE.facets)) == []
    assert guids(engine, public()) == []
    assert guids(engine, Query(visible=("party:ke",))) == ["GUID-0000001"]
    assert engine.suggest("rec", language="en", visible=["public"]) == ()


def test_no_phrase_is_found_across_two_texts(engine: SearchEngine) -> None:
    engine.apply([upsert(1, texts={"en": ("some risk", "assessment here"), "zh": ("甲生物", "物安乙")})], 1)
    for text in ('"risk assessment"', '"生物安"'):
        assert guids(engine, query_from_params({"q": [text]}, SPACE).visible_to(["public"])) == []


def test_a_chosen_value_stays_in_the_table_at_zero(engine: SearchEngine) -> None:
    engine.apply([upsert(1, facets={"country": ("ke",)})], 1)
    engine.refresh(1)
    page = engine.search(Query(visible=("public",), facets=SPACE.facets).where(In("country", ("xx",))))
    assert page.total == 0
    assert [(count.code, count.count) for count in page.facets["country"]] == [("ke", 1), ("xx", 0)]


def test_odd_names_and_values_find_nothing_and_break_nothing(engine: SearchEngine) -> None:
    engine.apply([upsert(1)], 1)
    engine.refresh(1)
    for name in ("a.b", "", "x y", "\x1f", "sequence"):
        assert engine.search(public().where(In(name, ("", "\x00", "a" * 500)))).total == 0
    assert engine.search(public().where(Range("no-such-date", 1, 2))).total == 0
    assert engine.search(public().on_page(5_000)).hits == ()


def test_titles_are_completed_in_any_typing(engine: SearchEngine) -> None:
    engine.apply(
        [
            upsert(1, titles={"fr": "Évaluation des risques", "en": "Risk-assessment"}),
            upsert(2, titles={"fr": "Évaluation des dangers"}),
            upsert(3, titles={"fr": "Loi"}),
            upsert(4, titles={"fr": "Évaluation des dangers cachés"}, visibility=("party:ke",)),
            upsert(5, titles={"zh": "生物安全法"}),
        ],
        5,
    )
    engine.refresh(5)
    for typed, language, found in (
        ("EVALUATION  d", "fr", ["GUID-0000002", "GUID-0000001"]),
        ("évaluation des d", "en", ["GUID-0000002"]),
        ("risk ass", "en", ["GUID-0000001"]),
        ("risk ass", "fr", []),
        ("生物", "zh", ["GUID-0000005"]),
        ("e", "fr", []),
        ("- ·", "fr", []),
        ('"]} TO *', "fr", []),
    ):
        assert list(engine.titled(typed, language=language, visible=["public"])) == found, typed
    assert engine.titled("loi", language="fr", visible=[]) == ()


def test_the_last_word_is_completed_to_words_of_visible_titles(engine: SearchEngine) -> None:
    engine.apply([upsert(1, titles={"fr": "Loi Évaluée"}), upsert(2, titles={"fr": "Évasion"}, visibility=("x",))], 2)
    engine.refresh(2)
    assert [one.text for one in engine.suggest("la éva", language="fr", visible=["public"])] == ["la évaluée"]
    assert engine.suggest("eva", language="fr", visible=["nobody"]) == ()
    assert engine.suggest("e", language="fr", visible=["public"]) == ()


def test_an_arabic_noun_is_completed_with_and_without_its_article(engine: SearchEngine) -> None:
    engine.apply([upsert(1, titles={"ar": "الذرة المعدلة وراثيا"})], 1)
    engine.refresh(1)
    for typed in ("ذر", "الذر", "ذرة"):
        assert [one.text for one in engine.suggest(typed, language="ar", visible=["public"])] == ["الذرة"], typed


def test_words_of_titles_and_keys_are_listed_for_spelling(engine: SearchEngine) -> None:
    engine.apply([upsert(1, titles={"fr": "Évaluation Évalue"}), upsert(2, titles={"fr": "évaluation"})], 2)
    engine.refresh(2)
    assert sorted(engine.words("eva", language="fr")) == [("evaluation", "évaluation", 2), ("evalue", "évalue", 1)]
    engine.apply([upsert(3, identifiers=("MON-ØØ81Ø-6",))], 3)
    engine.refresh(3)
    assert engine.frequencies("key", ["=mon008116", "=mon008106"]) == {"=mon008106": 1}
    assert engine.frequencies("concept", ["LMO"]) == {}


def test_identifiers_of_visible_records_are_completed(engine: SearchEngine) -> None:
    engine.apply(
        [upsert(1, identifiers=("MON-ØØ81Ø-6",)), upsert(2, identifiers=("MON-ØØ863-5",), visibility=("x",))], 2
    )
    engine.refresh(2)
    for typed in ("MON-00", "mon-øø8", "MON 008"):
        assert engine.identifiers(typed, visible=["public"]) == ["MON-ØØ81Ø-6"]
    assert engine.identifiers("mon81", visible=["public"]) == ["MON810"]
    assert engine.identifiers("mon", visible=["public"]) == []


def test_a_new_engine_is_missing_until_it_is_written(engine: SearchEngine) -> None:
    assert engine.needs_rebuild() is RebuildReason.MISSING
    assert engine.checkpoint() == 0
    with pytest.raises(SearchUnavailableError):
        engine.search(public())
    engine.apply([], 0)
    assert engine.needs_rebuild() is None
    assert engine.search(public()).total == 0


def test_a_rebuild_is_seen_only_when_it_is_published(engine: SearchEngine) -> None:
    engine.apply([upsert(1)], 1)
    with engine.begin_rebuild() as rebuild:
        rebuild.apply([upsert(2)], 1)
        rebuild.apply([upsert(3)], 2)
        assert guids(engine, public()) == ["GUID-0000001"]
        rebuild.publish()
    assert set(guids(engine, public())) == {"GUID-0000002", "GUID-0000003"}
    assert engine.checkpoint() == 2
    engine.apply([upsert(4)], 3)
    assert len(guids(engine, public())) == 3


def test_an_abandoned_rebuild_changes_nothing(engine: SearchEngine) -> None:
    engine.apply([upsert(1)], 1)
    with engine.begin_rebuild() as rebuild:
        rebuild.apply([upsert(2)], 2)
    assert guids(engine, public()) == ["GUID-0000001"]
    with engine.begin_rebuild() as rebuild:
        rebuild.apply([upsert(3)], 2)
        rebuild.publish()
    assert guids(engine, public()) == ["GUID-0000003"]
