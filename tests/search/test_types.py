"""The names of record types are recognised in a search in any language, and ask for records of the type as well."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.alerts.actions import follow
from clearinghouse.alerts.projection import AlertsProjection
from clearinghouse.config.projections import projections
from clearinghouse.notices.models import Frequency, Notice
from clearinghouse.projections.following import catch_up, follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.search.asking import asked_of
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.documents import Upsert
from clearinghouse.search.highlighting import highlight
from clearinghouse.search.indexing import document_of
from clearinghouse.search.matching import Matched, Percolator
from clearinghouse.search.nodes import Concept, Of, leaves
from clearinghouse.search.opening import engine as engine_of_node
from clearinghouse.search.params import query_from_params
from clearinghouse.search.query import Query
from clearinghouse.search.spaces import whole_space
from clearinghouse.search.tantivy_engine import TantivyEngine
from clearinghouse.search.types import known_types, type_of
from clearinghouse.search.understanding import meanings
from tests import factories
from tests.search.sources import source

TERMS = ConceptLexicon(
    [
        ("RISK", "en", "risk assessment"), ("RISK", "fr", "évaluation des risques"), ("MAIZE", "en", "maize"),
        ("CAPACITY", "en", "capacity-building"), ("country:ke", "en", "Kenya"), ("country:ke", "zh", "肯尼亚"),
        ("country:ke", "ar", "كينيا"), ("country:ke", "ru", "Кения"), ("country:ke", "fr", "Kenya"),
        ("MEETINGS", "zh", "会议文"),
    ]
)  # fmt: skip
LEXICON = TERMS.with_names(known_types())
REPORTS = {"nationalReport", "nationalReport6", "absNationalReport", "absNationalReport1"}


def named(text: str) -> set[str]:
    return {slug for match in LEXICON.recognise(text) if (slug := type_of(match.code))}


def asked(text: str) -> Query:
    return query_from_params({"q": [text]}, whole_space(), lexicon=LEXICON).visible_to(["public"])


def types_asked(text: str) -> set[str]:
    found = [leaf for node in asked(text).must for leaf in leaves(node)]
    return {leaf.code for leaf in found if isinstance(leaf, Of) and leaf.facet == "format"}


@pytest.mark.parametrize(
    "text",
    [
        "National focal point", "national FOCAL points", "focal points", "Correspondants nationaux",
        "points focaux nationaux", "liste des points focaux", "Puntos focales nacionales", "punto focal",
        "национальный координационный центр", "список национальных координационных центров", "国家联络点",
        "肯尼亚国家联络点名单", "نقاط الاتصال الوطنية", "نقطة الاتصال الوطنية",
    ],
)  # fmt: skip
def test_the_name_of_a_type_is_recognised_in_every_language(text: str) -> None:
    assert named(text) == types_asked(text) == {"focalPoint"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("national reports", REPORTS), ("sixth national reports", {"nationalReport6"}),
        ("national target", {"nationalTarget", "nationalTarget7"}),
        ("évaluations des risques", {"nationalRiskAssessment", "independentRiskAssessment"}),
        ("independent risk assessment", {"independentRiskAssessment"}),
        ("оценки рисков", {"nationalRiskAssessment", "independentRiskAssessment"}),
        ("протоколы общин", {"communityProtocol"}), ("改性活生物体", {"modifiedOrganism"}),
        ("autoridades nacionales competentes", {"authority"}),
    ],
)  # fmt: skip
def test_one_name_may_be_that_of_several_types(text: str, types: set[str]) -> None:
    assert named(text) == types


@pytest.mark.parametrize("text", ["focal", "national points", '"national focal points"', "risk of an assessment", ""])
def test_other_words_and_words_in_quotes_name_none(text: str) -> None:
    assert types_asked(text) == set()


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("news", {"news", "biosafetyNews"}), ("the news in Kenya", {"news", "biosafetyNews"}),
        ("новости Кения", {"news", "biosafetyNews"}), ("在肯尼亚的新闻", {"news", "biosafetyNews"}),
        ("الأخبار في كينيا", {"news", "biosafetyNews"}), ("meetings", {"meeting"}), ("肯尼亚的会议", {"meeting"}),
        ("events since 2020", {"event"}), ('organization "seed bank"', {"organization"}),
        ("laws -moringa", {"biosafetyLaw"}), ("decision MON-00810-6", {"decision", "biosafetyDecision"}),
    ],
)  # fmt: skip
def test_a_name_of_one_word_is_meant_where_everything_else_is_understood(text: str, types: set[str]) -> None:
    assert types_asked(text) == types


@pytest.mark.parametrize(
    "text",
    [
        "news of the rice harvest", "event horizon", "seed database", "organization of work in Kenya", "law of the sea",
        "communauté de la vieille forêt", "农业转基因会议", "community radio", "закон о растительном мире",
    ],
)  # fmt: skip
def test_a_name_of_one_word_is_a_word_among_others(text: str) -> None:
    assert types_asked(text) == set()


@pytest.mark.parametrize("text", ["communication", "Presentación", "возможности", "البيانات", "database", "new"])
def test_what_says_something_else_is_no_name(text: str) -> None:
    assert types_asked(text) == set()


def test_a_word_that_is_not_meant_hides_no_term() -> None:
    assert [match.code for match in LEXICON.recognise("会议文具")] == ["MEETINGS"]


def test_what_is_a_concept_too_keeps_both_meanings() -> None:
    found = [leaf for node in asked("risk assessments maize").must for leaf in leaves(node)]
    assert {leaf.code for leaf in found if isinstance(leaf, Concept)} == {"RISK", "MAIZE"}
    assert Of("format", "nationalRiskAssessment") in [replace(leaf, weight=1.0) for leaf in found]


def test_a_name_that_holds_a_concept_finds_texts_with_the_concept() -> None:
    ((part, node),) = asked_of("capacity-building initiatives", LEXICON).parts
    assert part == "capacity-building initiatives"
    assert {leaf.code for leaf in leaves(node) if isinstance(leaf, Concept)} == {"CAPACITY"}
    assert {leaf.code for leaf in leaves(node) if isinstance(leaf, Of)} == {"capacityBuildingInitiative"}


@pytest.mark.parametrize("text", ["news", 'news "maize harvest"', "news -moringa", "news since 2020", "news harvest"])
def test_what_is_said_to_be_understood_is_what_is_asked(text: str) -> None:
    assert {one.type for one in meanings(asked(text), LEXICON)} - {""} == types_asked(text)


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["news", "focal points", "国家联络点", "会议", "Кения", '"', "-", "x"])).map(" ".join)
)
def test_whatever_is_typed_the_same_is_said_and_asked(text: str) -> None:
    assert {one.type for one in meanings(asked(text), LEXICON)} - {""} <= types_asked(text)


def record(number: int, slug: str, title: str, language: str = "en", text: str = "") -> Upsert:
    facets = {"format": (slug,)}
    made = source(number, format=slug, titles={language: title}, texts={language: (text,)}, facets=facets)
    return Upsert(document_of(made, TERMS))


RECORDS = [
    record(1, "focalPoint", "环境部", "zh"), record(2, "focalPoint", "National focal point of the Convention"),
    record(3, "news", "Training for national focal points"), record(4, "news", "Other"),
    record(5, "authority", "Ministère", "fr", "Avec les points focaux nationaux."),
    record(6, "focalPoint", "Correspondant national au Kenya", "fr"),
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory):
    opened = TantivyEngine(tmp_path_factory.mktemp("types") / "index")
    opened.apply(RECORDS, len(RECORDS))
    yield opened
    opened.close()


def numbers(engine: TantivyEngine, text: str) -> list[int]:
    return [int(hit.guid.removeprefix("GUID-")) for hit in engine.search(asked(text)).hits]


def test_records_of_the_type_come_first_and_texts_with_the_words_are_found(engine: TantivyEngine) -> None:
    assert numbers(engine, "national focal points")[:4] == [2, 1, 6, 3]
    assert set(numbers(engine, "points focaux nationaux")[:3]) == {1, 2, 6}
    assert numbers(engine, "points focaux nationaux")[3:] == [5]
    assert set(numbers(engine, '"national focal points"')) == {2, 3}
    assert numbers(engine, "国家联络点 Kenya") == [6]


@pytest.mark.parametrize("text", ["national focal points", "国家联络点 Kenya", "news", "other news", "punto focal -x"])
def test_one_document_answers_as_the_engine_does(engine: TantivyEngine, text: str) -> None:
    alone = [one.document.guid for one in RECORDS if Matched(one.document).answers(asked(text))]
    assert sorted(alone) == sorted(hit.guid for hit in engine.search(asked(text)).hits)
    percolator = Percolator([("asked", asked(text))])
    assert [one.document.guid for one in RECORDS if percolator.matching(one.document)] == alone


def test_the_name_is_a_hit_in_the_language_of_the_text() -> None:
    segments = highlight("Liste des points focaux", "fr", asked("国家联络点"), lexicon=LEXICON)
    assert [one.text for one in segments if one.is_hit] == ["points focaux"]


@pytest.fixture
def index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    yield
    engine_of_node().close()


def chips(client, text: str, language: str = "en") -> str:
    page = str(client.get(f"/{language}/search/", {"q": text}).text)
    return page.partition('class="cluster understood"')[2].partition("</ul>")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "again"),
    [("points focaux nationaux Kenya", "q=%22points+focaux+nationaux%22+Kenya"),
     ("肯尼亚国家联络点", "q=%E8%82%AF%E5%B0%BC%E4%BA%9A+%22%E5%9B%BD%E5%AE%B6%E8%81%94%E7%BB%9C%E7%82%B9%22")],
)  # fmt: skip
def test_it_is_a_chip_that_can_be_taken_back(client, index, text: str, again: str) -> None:
    factories.revision("organism")
    follow_once(projections())
    shown = chips(client, text)
    assert '<span class="kind">Type</span><bdi>National focal point</bdi>' in shown
    assert "?format=focalPoint" in shown
    assert again in shown
    assert "National focal point" not in chips(client, '"points focaux nationaux" Kenya')
    assert "Correspondant national" in chips(client, "国家联络点", "fr")


@pytest.mark.django_db
def test_types_that_share_a_name_are_one_chip(client, index) -> None:
    factories.revision("organism")
    follow_once(projections())
    shown = chips(client, "Évaluations des risques Kenya")
    assert shown.count('<span class="kind">Type</span>') == 1
    assert "Évaluations des risques</bdi>" in shown
    assert "?format=independentRiskAssessment&amp;format=nationalRiskAssessment" in shown


@pytest.mark.django_db
def test_taking_back_a_word_that_others_hang_on_leaves_whole_words(client, index) -> None:
    factories.revision("organism")
    follow_once(projections())
    assert "q=%22l%E2%80%99%C3%A9valuation+des+risques%22" in chips(client, "l’évaluation des risques")


@pytest.mark.django_db
def test_a_record_of_the_type_is_found_and_told_why(client, index) -> None:
    record = factories.revision("focalPoint").record
    follow_once(projections())
    found = client.get("/api/v1/records", {"q": "国家联络点"}).json()
    assert [one["identifier"] for one in found["records"]] == [record.guid]
    assert {"words": "国家联络点", "since": None, "until": None, "code": "", "record": "", "format": "focalPoint"} in (
        found["understood"]
    )
    why = client.get(f"/en/search/why/{record.guid}/", {"q": "国家联络点"}).text
    assert "It is a record of the type “National focal point”." in why


@pytest.mark.django_db
def test_what_is_followed_finds_records_of_the_type_in_another_language(index) -> None:
    reader = factories.account()
    follow(reader, {"q": ["生物体"]}, name="Organisms", often=Frequency.DAILY, at=factories.NOON)
    wanted = factories.revision("organism").record
    factories.revision("organization")
    catch_up(LinksProjection())
    catch_up(AlertsProjection())
    (notice,) = Notice.objects.filter(account=reader)
    assert notice.about.titles == wanted.titles
