"""A format that is declared here and nowhere else: form, check, schema, page, publication and search follow."""

import pytest

from clearinghouse.core.messages import Message, in_english
from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.json_schema import json_schema
from clearinghouse.derived.pages import page_sections
from clearinghouse.derived.problems import problems_in
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances, Equals
from clearinghouse.formats.format import AnyOf, Audience, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    LocalText,
    Option,
    RecordReference,
    Text,
    WholeNumber,
    YesNo,
)
from clearinghouse.formats.messages import messages_of
from clearinghouse.projections.following import follow_once
from clearinghouse.projections.links import LinksProjection, citing
from clearinghouse.search.opening import lexicon
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.projection import PUBLIC, SearchProjection
from clearinghouse.search.query import Facet
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests import factories
from tests.derived.samples import reader, situation

GENE_BANK = Format(
    slug="geneBank",
    code="GBANK",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Gene bank",
    plural="Gene banks",
    about="A place where seeds are kept.",
    title=("name",),
    summary="mandate",
    sections=(
        Section(
            "identity",
            "Identity",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("name", LocalText(), "Name", required=True),
                Field("shortName", Text(), "Short name", is_identifier=True),
                Field(
                    "climate",
                    Choice((Option("cold", "Cold store"), Option("field", "Field bank"))),
                    "How seeds are kept",
                    required=True,
                    facet="climate",
                ),
                Field(
                    "accessions",
                    WholeNumber(Message("geneBank.accessions.unit", "accessions"), minimum=1),
                    "Accessions",
                    required=Equals("climate", "cold"),
                    shown_when=Equals("climate", "cold"),
                ),
                Field("opened", Day(), "Opened on"),
                Field("isPublic", YesNo(), "Is it open to the public?"),
            ),
        ),
        Section(
            "collection",
            "Collection",
            (
                Field("species", RecordReference(("organism",)), "Species", is_repeated=True, facet="species"),
                Field("mandate", LocalText(is_rich=True), "Mandate"),
                Field("notes", Text(), "Internal notes", audience=Audience.OWNER),
            ),
        ),
    ),
    rules=(AnyOf(("species", "mandate"), "Name the species or describe the mandate."),),
)
BODY = {
    "header": {"schema": "geneBank", "languages": ["en", "fr"]},
    "government": {"identifier": "bj"},
    "name": {"en": "Seed vault of Cotonou", "fr": "Banque de semences de Cotonou"},
    "shortName": "SVC-7",
    "climate": "cold",
    "accessions": 1200,
    "opened": "2020-05-01",
    "species": [factories.reference("organism")],
    "mandate": {"en": "<p>Keeps landraces of sorghum.</p>"},
    "notes": "the roof leaks",
}


def test_form_asks_for_it() -> None:
    form = form_of(BODY, GENE_BANK, situation(Circumstances("bch", "bj")))
    fields = {one.name: one for section in form.sections for one in section.fields}
    assert list(fields) == list(GENE_BANK.fields)
    assert fields["climate"].decides
    assert fields["accessions"].depends
    warm = form_of({**BODY, "climate": "field"}, GENE_BANK, situation(Circumstances()))
    assert "accessions" not in {one.name for section in warm.sections for one in section.fields}


def test_check_knows_its_rules() -> None:
    around = factories.surroundings()
    assert problems_in(BODY, GENE_BANK, around) == []
    lacking = {**BODY, "accessions": 0, "species": [], "mandate": {}, "name": {}}
    problems = problems_in(lacking, GENE_BANK, around)
    assert [(one.code, one.field) for one in problems] == [
        ("required", "name"),
        ("minimum", "accessions"),
        ("any-of", "species"),
    ]
    assert problems[-1].said(in_english) == "Name the species or describe the mandate."


def test_schema_page_and_messages_have_its_fields() -> None:
    assert list(json_schema(GENE_BANK)["properties"]) == ["header", *GENE_BANK.fields]
    rows = [row.name for section in page_sections(BODY, GENE_BANK, reader()) for row in section.rows]
    assert rows == [name for name in GENE_BANK.fields if name in BODY]
    assert {"Gene bank", "Cold store", "Accessions"} <= {message.text for message in messages_of(GENE_BANK)}


def asked(engine, params):
    query = query_from_params(params, SearchSpace((Facet("climate"),)), lexicon=lexicon())
    return engine.search(query.visible_to((PUBLIC,)))


@pytest.mark.store
@pytest.mark.django_db
def test_it_is_published_linked_and_found(monkeypatch, tmp_path) -> None:
    monkeypatch.setitem(FORMATS, "geneBank", GENE_BANK)
    factories.reference_data()
    factories.chain("organism")
    made = factories.revision("geneBank", owner="bj", body=BODY)
    assert str(made.record.printed_number).startswith("BCH-GBANK-BJ-")

    engine = TantivyEngine(tmp_path, heap_bytes=15_000_000)
    follow_once([LinksProjection(), SearchProjection(engine)])
    engine.refresh()
    try:
        page = asked(engine, {})
        for params in ({"q": ["banque de semences"]}, {"q": ["landraces"]}, {"q": ["svc7"]}, {"climate": ["cold"]}):
            page = asked(engine, params)
            assert [hit.guid for hit in page.hits] == [made.record.guid], params
        assert [(one.code, one.count) for one in page.facets["climate"]] == [("cold", 1)]
        assert asked(engine, {"q": ["roof"]}).total == 0
    finally:
        engine.close()
    assert citing(factories.guid("organism"), format_slug="geneBank", limit=5) == [made.record.guid]
