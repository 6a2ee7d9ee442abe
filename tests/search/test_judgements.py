"""What people look for is found, in each of the six languages, before what only looks like it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from clearinghouse.demonstration.loading import load_demonstration, read_earlier, read_lines
from clearinghouse.demonstration.publishing import guid_of
from clearinghouse.parties.loading import load_all
from clearinghouse.projections.following import follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.records.models import Record
from clearinghouse.search.names import record_of
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.projection import SearchProjection
from clearinghouse.search.query import Facet, In
from tests import factories
from tests.search.judging import (
    LANGUAGES,
    Outcome,
    asked,
    hopeless,
    judgements,
    mean_reciprocal_ranks,
    outcome,
    shown_guids,
)

pytestmark = pytest.mark.django_db

JUDGEMENTS = list(judgements())
LEAST = 0.9


@pytest.fixture(scope="module")
def demonstration(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Load the demonstration and index it, once for all tests here; nothing of it stays."""
    folder: Path = tmp_path_factory.mktemp("judged")
    before = settings.INDEX_FOLDER
    with django_db_blocker.unblock(), ExitStack() as stack:  # type: ignore[attr-defined]
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        settings.INDEX_FOLDER = folder / "index"
        factories.reference_data()
        list(load_all())
        sum(load_demonstration())
        follow_once([LinksProjection(), SearchProjection(engine())])
        yield
        settings.INDEX_FOLDER = before
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@pytest.fixture(scope="module")
def outcomes(demonstration: None) -> list[Outcome]:
    return [outcome(one) for one in JUDGEMENTS]


def test_the_set_is_large_and_names_records_that_exist() -> None:
    keys = {line["key"] for line in (*read_lines(), *read_earlier())}
    assert len(JUDGEMENTS) >= 120
    for language in LANGUAGES:
        assert sum(one.language == language for one in JUDGEMENTS) >= 20
    for one in JUDGEMENTS:
        assert one.relevant
        assert len(one.near) == 3
        assert set(one.relevant + one.near) <= keys, one.query
        assert set(one.relevant).isdisjoint(one.near), one.query
    assert len(hopeless()) == 10


def test_the_right_record_comes_first_in_every_language(outcomes: list[Outcome]) -> None:
    ranks = mean_reciprocal_ranks(outcomes)
    print("Mean reciprocal rank:", ", ".join(f"{code} {rank:.3f}" for code, rank in ranks.items()))
    behind = [f"{one.judgement.language} {one.judgement.query}: {one.ranks}" for one in outcomes]
    lost = [text for text, one in zip(behind, outcomes, strict=True) if one.reciprocal_rank < 0.5]
    assert min(ranks.values()) >= LEAST, behind
    assert lost == []


def test_what_only_looks_right_stands_below(outcomes: list[Outcome]) -> None:
    assert [one.misses for one in outcomes if one.misses] == []


def test_what_nobody_published_finds_nothing(demonstration: None) -> None:
    found = {text: shown_guids(asked(text)) for text in hopeless()}
    assert {text: guids for text, guids in found.items() if guids} == {}


def test_a_mistyped_identifier_finds_the_organism(demonstration: None) -> None:
    for typed in ("MON-00811-6", "MON-00810-5", "MON0810-6", "mon-008l0-6", "МОN-00810-6", "MON-01810-6"):
        assert guid_of("lmo/mon810") == shown_guids(asked(typed, "ar"))[0], typed


LMO_WORDS = (
    "LMO", "LMOs", "gmo", "living modified organisms", "OVM", "OGM", "organismes vivants modifiés",
    "organismos vivos modificados", "ЖИО", "ГМО", "живые измененные организмы", "живых измененных организмов",
    "改性活生物体", "转基因生物", "كائن حي محور", "الكائنات الحية المحورة",
)  # fmt: skip


@pytest.mark.parametrize("words", LMO_WORDS)
def test_whoever_names_living_modified_organisms_finds_them_and_what_is_about_them(
    demonstration: None, words: str
) -> None:
    query = replace(asked(words), facets=(Facet("format"),))
    page = engine().search(query)
    first = Record.objects.in_bulk([hit.guid for hit in page.hits[:10]]).values()
    assert {record.format_slug for record in first} == {"modifiedOrganism"}
    counts = {one.code: one.count for one in page.facets["format"]}
    every = Record.objects.filter(format_slug__in=("modifiedOrganism", "nationalRiskAssessment")).published()
    for slug, count in Counter(every.values_list("format_slug", flat=True)).items():
        assert counts[slug] == count, slug


def total(text: str) -> int:
    return engine().search(asked(text)).total


def test_a_part_of_the_label_of_a_term_finds_what_bears_the_term(demonstration: None) -> None:
    trait = engine().search(replace(asked(""), facets=(Facet("traits", 300),)))
    counts = {one.code: one.count for one in trait.facets["traits"]}
    assert total("Resistance to Lepidoptera") >= counts["x-trait-lepidoptera-resistance"] > 1
    assert total("Coleoptera") >= counts["x-trait-coleoptera-resistance"] > 1
    assert total("biolistic") > 10


def test_what_is_excluded_is_what_the_same_word_finds(demonstration: None) -> None:
    for word in ("LMO", "Benin", "maize", "MON810"):
        assert total(word)
        assert total(f"{word} -{word}") == 0
        assert total(f'"{word}" -"{word}"') == 0
    assert 0 < total("maize -LMO") < total("maize")
    for field in ("country:benin", "type:decision", "realm:bch", "year:2026", "country:bj,ke"):
        assert 0 < total(f"maize {field}") < total("maize"), field
        assert total(f"maize {field}") + total(f"maize -{field}") == total("maize"), field
    # In quotes it is a word alone.
    assert total("maize -LMO") < total('maize -"LMO"') <= total("maize")


def test_a_scientific_name_is_no_acronym(demonstration: None) -> None:
    assert not [one.label for one in lexicon().recognise("Zea mays") if one.label.isupper()]
    assert [one.label for one in lexicon().recognise("the ZEE")] == ["ZEE"]


MAIZE = ("maize", "corn", "maïs", "mais", "maíz", "choclo", "кукуруза", "кукурузы", "玉米", "الذرة", "Zea mays")


@pytest.mark.parametrize("name", MAIZE)
def test_an_organism_is_known_by_every_name_it_has(demonstration: None, name: str) -> None:
    guid = guid_of("organism/zea-mays")
    assert guid in {record_of(one.code) for one in lexicon().recognise(f"{name} Benin")}
    page = engine().search(asked(name))
    every = engine().search(replace(asked("").where(In("related", (guid,))), page_size=500))
    assert page.total >= every.total > 30
    assert page.total >= 0.9 * total("maize") > 150
    assert {page.hits[0].guid} <= {guid, *(hit.guid for hit in every.hits)}


def test_a_word_of_the_same_stem_is_no_organism(demonstration: None) -> None:
    assert not [one for one in lexicon().recognise("le mois de mai") if record_of(one.code)]
