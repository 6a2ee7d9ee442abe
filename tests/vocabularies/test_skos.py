import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.importing import ImportReport, import_skos
from clearinghouse.vocabularies.problems import MalformedVocabularyError, VocabularyTooLargeError
from clearinghouse.vocabularies.skos_parsing import JSON_LD, RDF_XML, TURTLE, format_of
from clearinghouse.vocabularies.skos_writing import term_to_skos, to_skos
from tests.factories import schemes
from tests.machine import NO_MATERIAL
from tests.vocabularies.samples import AGRICULTURAL, COLOURS, ENVIRONMENTAL, LINKED

KMGBF = Path(__file__).resolve().parents[3] / "shared" / "data" / "kmgbf-all.ttl"


def codes(report: ImportReport) -> dict[str, int]:
    several = [*report.problems, *(problem for one in report.schemes for problem in one.problems)]
    return {problem.code: problem.count for problem in several}


@pytest.mark.parametrize("scheme", [*schemes(), COLOURS], ids=lambda scheme: scheme.identifier)
def test_every_scheme_comes_back_from_turtle_as_it_was(scheme) -> None:
    [found] = import_skos(to_skos(scheme, TURTLE).encode(), form=TURTLE).schemes
    assert found.scheme == scheme


@pytest.mark.parametrize("form", [RDF_XML, JSON_LD])
def test_a_scheme_comes_back_from_the_other_formats_too(form) -> None:
    [found] = import_skos(to_skos(COLOURS, form).encode(), form=form, standing=lambda _identifier: COLOURS).schemes
    assert found.scheme == COLOURS
    assert not found.difference
    assert found.difference.unchanged == len(COLOURS.terms)


ANY_TEXT = st.text(min_size=1, max_size=20).filter(lambda text: text == text.strip() and "\r" not in text)


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT, st.sampled_from([TURTLE, RDF_XML, JSON_LD]))
def test_whatever_a_label_or_an_identifier_holds_comes_back(identifier, label, form) -> None:
    # XML has no word for control characters.
    label = "".join(one for one in label if one.isprintable()).strip() or "x"
    identifier = "".join(one for one in identifier if one.isprintable()).strip() or "x"
    term = Term(identifier, "S", {"en": label}, {"fr": (label,)}, definitions={"zh": f"{label}\n\n{label}"})
    scheme = Scheme("S", {"en": label}, (term,), source=label)
    [found] = import_skos(to_skos(scheme, form).encode(), form=form).schemes
    assert found.scheme == scheme


def test_an_address_that_is_none_does_not_break_a_file() -> None:
    scheme = Scheme("S", {}, (Term("a", "S", {"en": "A"}, mappings={"exact": ('http://a/<b> "c"\n',)}),))
    for form in (TURTLE, RDF_XML, JSON_LD):
        [found] = import_skos(to_skos(scheme, form).encode(), form=form).schemes
        assert found.scheme.terms[0].mappings == {"exact": ("http://a/%3Cb%3E%20%22c%22%0A",)}


def test_a_scheme_comes_back_under_the_addresses_of_a_node() -> None:
    def address(scheme: str, term: str) -> str:
        return f"https://node.example.org/en/vocabularies/{scheme.replace(' ', '%20')}/{term.replace('/', '%252F')}"

    [found] = import_skos(to_skos(COLOURS, TURTLE, address=address).encode(), form=TURTLE).schemes
    assert found.scheme == COLOURS


def test_one_term_is_told_alone() -> None:
    text = term_to_skos(COLOURS.terms[1], TURTLE)
    assert '"Rouge"@fr' in text
    assert "Pink" not in text


def test_xl_labels_rings_collections_and_missing_labels_are_read_and_reported() -> None:
    report = import_skos(AGRICULTURAL.encode(), name="agro.ttl")
    [found] = report.schemes
    terms = {term.identifier: term for term in found.scheme.terms}
    assert found.scheme.identifier == "agro"
    assert found.scheme.labels == {"en": "Agro"}
    assert terms["c_1"].labels == {"en": "plants", "fr": "plantes"}
    assert terms["c_2"].labels == {"en": "maize", "zh": "玉米"}
    assert terms["c_2"].alternatives == {"en-US": ("corn",)}
    assert terms["c_2"].mappings == {"exact": ("http://vocabularies.example.org/agro/c_2",)}
    assert terms["c_5"].definitions == {"en": "Like grass."}
    assert terms["c_4"].broader == ()
    # One link of the ring is cut; what stands above c_2 otherwise stays.
    assert {"c_1"} <= {*terms["c_2"].broader, *terms["c_3"].broader}
    found_codes = codes(report)
    assert found_codes["collection"] == 1
    assert found_codes["cycle"] == 1
    assert found_codes["orphan"] == 1
    assert found_codes["no-label"] == 1
    assert found_codes["duplicate-label" if terms["c_5"].labels["en"] == "grasses" else "collection"] == 1
    assert found_codes["language-missing"] > 0
    for problem in (*report.problems, *found.problems):
        assert problem.sentence.text % problem.data


def test_xml_with_harmless_entities_is_read_and_loose_terms_are_reported() -> None:
    report = import_skos(ENVIRONMENTAL.encode(), name="environment.rdf")
    [found] = report.schemes
    water, rain = found.scheme.terms
    assert (water.identifier, water.labels["ar"]) == ("100", "ماء")
    assert rain.broader == ("100",)
    assert rain.labels == {"en": "rain"}
    assert rain.mappings["exact"] == ("http://elsewhere.example.org/rain", "http://gemet.example.org/concept/200")
    assert codes(report)["no-scheme"] == 1


def test_json_ld_with_its_context_in_the_file_is_read() -> None:
    [found] = import_skos(LINKED.encode(), name="s.jsonld").schemes
    assert [term.labels for term in found.scheme.terms] == [{"en": "A", "fr": "Ah"}]


@pytest.mark.skipif(not KMGBF.exists(), reason=NO_MATERIAL)
def test_the_framework_is_read_with_its_two_schemes() -> None:
    report = import_skos(KMGBF)
    counts = {one.scheme.identifier: len(one.scheme.terms) for one in report.schemes}
    assert counts == {"indicatorScheme": 204, "kmgbfScheme": 27}
    goal = next(term for one in report.schemes for term in one.scheme.terms if term.identifier == "goal_A")
    assert set(goal.labels) == set(goal.definitions) == {"en", "es", "fr"}
    assert codes(report)["no-scheme"] == 27
    assert codes(report)["language-missing"] == 27


def test_a_report_says_what_a_file_would_change() -> None:
    changed = Scheme(
        COLOURS.identifier,
        COLOURS.labels,
        (COLOURS.terms[0], Term("pink", COLOURS.identifier, {"en": "Pinkish"}), Term("new", COLOURS.identifier, {})),
    )
    [found] = import_skos(to_skos(changed, TURTLE).encode(), form=TURTLE, standing=lambda _identifier: COLOURS).schemes
    told = found.as_json()
    assert (told["added"], told["changed"], told["unchanged"]) == (["new"], ["pink", "red/1"], 2)
    # What records may use stays, as no longer used; a term that is deprecated already does not change.
    assert (told["removed"], told["retired"]) == ([], ["red/1"])
    assert "labels.fr" in [change.field for change in found.difference.changed[0].changes]
    assert [term.identifier for term in found.scheme.terms if term.is_deprecated] == ["red/1", "rose"]


@pytest.mark.parametrize(
    ("name", "text", "detail"),
    [
        ("a.ttl", "@prefix s: <x> .\n\ns:a s:b ; .\ns:c", "line 3"),
        ("a.ttl", "", "no concept scheme"),
        ("a.rdf", "<?xml version='1.0'?>\n<rdf", "line 2"),
        ("a.rdf", "<!DOCTYPE a [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]><a>&b;</a>", "entity b"),
        ("a.rdf", "<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><a>&a;</a>", "entity a"),
        ("a.rdf", "<!DOCTYPE a [<!ENTITY % a 'b'>]><a/>", "entity a"),
        ("a.jsonld", '{"@context": "https://schema.org/"}', "nothing is fetched"),
        ("a.jsonld", '{"@graph": [{"@context": [{"@import": "http://a/b"}]}]}', "nothing is fetched"),
        ("a.jsonld", '{\n"a": }', "line 2"),
        ("a.jsonld", "[" * 100 + "]" * 100, "too deeply"),
        ("a.jsonld", "[" * 100_000, "too deeply"),
        ("a.jsonld", '{"@context": 7}', "could not be read"),
        ("a.ttl", "<a> <b> " + "[ <c> " * 20_000, "could not be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place_and_nothing_is_fetched(name, text, detail) -> None:
    with pytest.raises(MalformedVocabularyError, match=detail):
        import_skos(text.encode(), name=name)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(VocabularyTooLargeError):
        import_skos(b" " * 11, max_bytes=10)


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.TTL", "", TURTLE),
        ("a.rdf", "", RDF_XML),
        ("a.json", "", JSON_LD),
        ("a", " \ufeff[1]", JSON_LD),
        ("a", "<?xml ?>", RDF_XML),
        ("a", "<http://a> a <b> .", TURTLE),
    ],
)
def test_the_format_is_told_from_name_or_text(name, text, form) -> None:
    assert format_of(name, text) == form


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([TURTLE, RDF_XML, JSON_LD]))
def test_reading_raises_only_its_declared_error(content, form) -> None:
    with contextlib.suppress(MalformedVocabularyError):
        import_skos(content, form=form)
