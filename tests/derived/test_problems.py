"""Bad input: each fault has its stable code, the place where it is, and a sentence that says what to do."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import in_english
from clearinghouse.derived.problems import RecordCard, problems_in
from clearinghouse.derived.value_problems import faults_of
from clearinghouse.formats.answers import first_step, path_of, with_answer
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import members_of
from clearinghouse.formats.kinds import Concept, Construct, RecordReference
from clearinghouse.vocabularies.concepts import OTHER
from tests.factories import body, guid, introduction, owner_of, reference, surroundings, vocabulary

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["identifier", "customValue", "url", "type", "size", "en", "x/y~z"]) | st.text(max_size=9),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)

# Codes of what is not there; their pointers lead to where it belongs.
MISSING = {"required", "any-of", "custom-value-missing", "wrong-type", "unknown-option"}


def found(slug, answers, around=None):
    problems = problems_in(answers, FORMATS[slug], around or surroundings(owner_of(slug)))
    return [(problem.code, problem.pointer) for problem in problems]


@pytest.mark.parametrize("slug", FORMATS)
def test_the_smallest_body_has_no_problems(slug) -> None:
    assert found(slug, body(slug)) == []


def test_the_smallest_introduction_has_no_problems() -> None:
    assert found("biosafetyDecision", introduction()) == []


@pytest.mark.parametrize(
    ("slug", "changes", "code", "pointer"),
    [
        ("organism", {"scientificName": None}, "required", "/scientificName"),
        ("organism", {"scientificName": "  "}, "required", "/scientificName"),
        ("organism", {"scientificName": 7}, "wrong-type", "/scientificName"),
        ("organism", {"scientificName": ["Zea"]}, "wrong-type", "/scientificName"),
        ("organism", {"scientificName": "x" * 501}, "too-long", "/scientificName"),
        ("organism", {"kingdom": "x" * 5_000_000}, "too-long", "/kingdom"),
        ("organism", {"habitat": {"en": "x" * 5_000_000}}, "too-long", "/habitat/en"),
        ("organism", {"habitat": "dry"}, "wrong-type", "/habitat"),
        ("organism", {"habitat": {"en": 5}}, "wrong-type", "/habitat/en"),
        ("organism", {"commonNames": {"en": "Maize"}}, "wrong-type", "/commonNames"),
        ("organism", {"commonNames": [{"en": "Maize"}, "Maïs"]}, "wrong-type", "/commonNames/1"),
        ("organism", {"domestication": {"identifier": "no-such-term"}}, "unknown-term", "/domestication"),
        ("organism", {"domestication": {"identifier": 5}}, "wrong-type", "/domestication"),
        ("organism", {"domestication": "x"}, "wrong-type", "/domestication"),
        ("organism", {"organismType": {"identifier": "8DAB2400-CF00-44B2-ADCF-49AABF66B9B0"}}, "unknown-term",
         "/organismType"),
        ("organism", {"organismType": {"identifier": OTHER}}, "custom-value-missing", "/organismType/customValue"),
        ("organism", {"organismType": {"identifier": OTHER, "customValue": "moss"}}, "wrong-type",
         "/organismType/customValue"),
        ("organism", {"organismType": {"identifier": OTHER, "customValue": {"en": "x" * 20_001}}}, "too-long",
         "/organismType/customValue/en"),
        ("organism", {"organismType": {"identifier": OTHER, "customValue": {"fr": "mousse"}}}, "language-undeclared",
         "/organismType/customValue/fr"),
        ("organism", {"domestication": {"identifier": OTHER, "customValue": {"en": "x"}}}, "unknown-term",
         "/domestication"),
        ("organism", {"habitat": {"fr": "sec"}}, "language-undeclared", "/habitat/fr"),
        ("organism", {"habitat": {"english/uk": "dry"}}, "language-malformed", "/habitat/english~1uk"),
        ("organism", {"habitat": {"e~n": 5}}, "wrong-type", "/habitat/e~0n"),
        ("organism", {"colour/shade": "green"}, "unknown-field", "/colour~1shade"),
        ("organism", {"header": None}, "schema-mismatch", "/header/schema"),
        ("organism", {"header": {"schema": "contact", "languages": ["en"]}}, "schema-mismatch", "/header/schema"),
        ("organism", {"header": {"schema": "organism"}}, "languages-missing", "/header/languages"),
        ("organism", {"header": {"schema": "organism", "languages": [5]}}, "languages-missing", "/header/languages"),
        ("organism", {"compatibleSpecies": [reference("contact")]}, "reference-format", "/compatibleSpecies"),
        ("organism", {"compatibleSpecies": [{"identifier": "NO-SUCH-RECORD"}]}, "dangling-reference",
         "/compatibleSpecies"),
        ("organism", {"compatibleSpecies": [{"identifier": "not one"}]}, "malformed-reference",
         "/compatibleSpecies/0"),
        ("organism", {"compatibleSpecies": ["THE-ONE-organism"]}, "wrong-type", "/compatibleSpecies/0"),
        ("organism", {"taxonomicClassification": [{"url": "example.org"}]}, "malformed-link",
         "/taxonomicClassification/0/url"),
        ("organism", {"taxonomicClassification": [{"url": "javascript:alert(1)"}]}, "malformed-link",
         "/taxonomicClassification/0/url"),
        ("organism", {"taxonomicClassification": [{"url": "https://a b.example"}]}, "malformed-link",
         "/taxonomicClassification/0/url"),
        ("organism", {"taxonomicClassification": [{"url": "http://[::1"}]}, "malformed-link",
         "/taxonomicClassification/0/url"),
        ("organism", {"taxonomicClassification": [{"url": "attachment:1"}]}, "malformed-link",
         "/taxonomicClassification/0/url"),
        ("organism", {"taxonomicClassification": [{"name": "x"}]}, "wrong-type", "/taxonomicClassification/0"),
        ("contact", {"emails": ["office@seed.example", "office"]}, "malformed-email", "/emails/1"),
        ("contact", {"emails": ["a b@seed.example"]}, "malformed-email", "/emails/0"),
        ("contact", {"emails": ["office@seed"]}, "malformed-email", "/emails/0"),
        ("contact", {"emails": [True]}, "wrong-type", "/emails/0"),
        ("contact", {"type": "robot"}, "unknown-option", "/type"),
        ("contact", {"type": ["person"]}, "wrong-type", "/type"),
        ("contact", {"country": {"identifier": "BJ"}}, "unknown-term", "/country"),
        ("modifiedOrganism", {"uniqueIdentification": "MON-ØØ81Ø-7"}, "malformed-unique-identifier",
         "/uniqueIdentification"),
        ("modifiedOrganism", {"hasUniqueIdentification": "yes"}, "wrong-type", "/hasUniqueIdentification"),
        ("modifiedOrganism", {"geneConstructs": [{"type": "sense"}]}, "wrong-type", "/geneConstructs/0"),
        ("modifiedOrganism", {"geneConstructs": [["x"]]}, "wrong-type", "/geneConstructs/0/0"),
        ("modifiedOrganism", {"geneConstructs": [[{"type": ["sense"], "identifier": reference("dnaSequence")}]]},
         "unknown-option", "/geneConstructs/0/0/type"),
        ("modifiedOrganism", {"geneConstructs": [[{"type": "sense"}]]}, "wrong-type",
         "/geneConstructs/0/0/identifier"),
        ("modifiedOrganism", {"geneConstructs": [[{"type": "sense", "identifier": reference("dnaSequence"),
                                                   "size": -1}]]}, "wrong-type", "/geneConstructs/0/0/size"),
        ("modifiedOrganism", {"geneConstructs": [[{"type": "sense", "identifier": reference("organism")}]]},
         "reference-format", "/geneConstructs"),
        ("nationalRiskAssessment", {"date": "31.01.2026"}, "malformed-date", "/date"),
        ("nationalRiskAssessment", {"date": "2026-02-30"}, "malformed-date", "/date"),
        ("nationalRiskAssessment", {"date": "2026-W13-2"}, "malformed-date", "/date"),
        ("nationalRiskAssessment", {"date": 20260131}, "wrong-type", "/date"),
        ("nationalRiskAssessment", {"date": None}, "any-of", "/date"),
        ("nationalRiskAssessment", {"government": {"identifier": "eg"}}, "government-mismatch", "/government"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_code_and_place(slug, changes, code, pointer) -> None:
    answers = {**body(slug), **changes}
    assert (code, pointer) in found(slug, answers)


def test_one_fault_is_told_once() -> None:
    assert found("organism", body("organism", scientificName=7)) == [("wrong-type", "/scientificName")]


@pytest.mark.parametrize(
    ("value", "code"),
    [("3", "wrong-type"), (True, "wrong-type"), (0, "minimum"), (2**60, "wrong-type"), (1.5, "wrong-type")],
)
def test_a_number_is_whole_and_large_enough(value, code) -> None:
    extended = {"decisionResult": {"identifier": "19F9F13E-195E-45B5-88DD-058A07E0D6F6"}, "reasons": {"en": "Time."}}
    assert found("biosafetyDecision", introduction(**extended, extensionPeriod=30)) == []
    assert found("biosafetyDecision", introduction(**extended, extensionPeriod=value)) == [(code, "/extensionPeriod")]


def test_records_of_another_government_are_not_cited_where_ones_own_are_meant() -> None:
    around = surroundings("eg")
    answers = introduction(government={"identifier": "eg"})
    assert found("biosafetyDecision", answers, around) == [
        ("reference-government", "/authorities"),
        ("reference-government", "/riskAssessments"),
    ]


def test_the_european_union_may_cite_what_its_members_assessed() -> None:
    answers = introduction(government={"identifier": "eu"})
    assert found("biosafetyDecision", answers, surroundings("eu")) == []


def test_a_pinned_reference_is_the_record_it_pins() -> None:
    person = {"type": "person", "firstName": "A", "lastName": "B", "organization": None}
    answers = body("contact", **person, contactOrganization={"identifier": f"{guid('contact')}@3"})
    assert ("dangling-reference", "/contactOrganization") not in found("contact", answers)


def test_group_terms_are_not_chosen() -> None:
    kind = Concept("DecisionTypes", not_selectable=("BE64016A-C3BD-4C61-9620-C3FEF96B2A24",))
    faults = faults_of(kind, {"identifier": "BE64016A-C3BD-4C61-9620-C3FEF96B2A24"}, vocabulary())
    assert [fault.code for fault in faults] == ["term-not-selectable"]


def test_hidden_answers_are_not_complained_of() -> None:
    assert found("contact", body("contact", firstName=7)) == []


def test_problems_come_in_the_order_of_the_form() -> None:
    problems = [p.field for p in problems_in({"header": {}}, FORMATS["modifiedOrganism"], surroundings())]
    order = ["header", *FORMATS["modifiedOrganism"].fields]
    assert problems == sorted(problems, key=order.index)


def test_sentences_name_the_field_and_the_value() -> None:
    [problem] = problems_in(body("contact", emails=["office"]), FORMATS["contact"], surroundings(""))
    assert problem.said(in_english) == "E-mail addresses: “office” is not a complete e-mail address."


def test_a_percent_sign_in_what_was_typed_is_no_placeholder() -> None:
    [problem] = problems_in(body("contact", emails=["100%(label)s"]), FORMATS["contact"], surroundings(""))
    assert "100%(label)s" in problem.said(in_english)


@pytest.mark.parametrize("slug", FORMATS)
@given(data=st.data())
@settings(max_examples=12)
def test_no_body_makes_the_check_fail_and_only_declared_fields_are_named(slug, data) -> None:
    fmt = FORMATS[slug]
    # One at least, so that most bodies reach the check of a field.
    names = data.draw(
        st.lists(st.sampled_from([*fmt.fields, "header", "no/such"]), min_size=1, max_size=6, unique=True)
    )
    answers: Json = {}
    for name in names:
        answers = with_answer(answers, name, data.draw(ANYTHING | st.lists(ANYTHING, max_size=2)))
    for problem in problems_in(answers, fmt, surroundings()):
        assert path_of(problem.field) in {*_names_of(fmt), "header", ""}
        assert re.match(r"(/[^/]*)+\Z", problem.pointer, re.DOTALL)
        first = problem.pointer.split("/")[1]
        assert first == first_step(problem.field or first)
        assert problem.said(in_english)


def _names_of(fields) -> set[str]:
    return {name for one in fields for name in (one.name, *_names_of(members_of(one)))}


@pytest.mark.parametrize("slug", FORMATS)
@given(data=st.data())
@settings(max_examples=12)
def test_pointers_lead_to_what_they_speak_of(slug, data) -> None:
    fmt = FORMATS[slug]
    name = data.draw(st.sampled_from(list(fmt.fields)))
    answers = with_answer(body(slug), name, data.draw(ANYTHING))
    for problem in problems_in(answers, fmt, surroundings()):
        assert problem.code in MISSING or _leads(problem.pointer, answers)


def _leads(pointer, value) -> bool:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (KeyError, IndexError, ValueError, TypeError):
            return False
    return True


def test_every_reference_of_a_format_is_checked() -> None:
    for fmt in FORMATS.values():
        for one in fmt:
            if not isinstance(one.kind, RecordReference | Construct) or one.is_obsolete:
                continue
            visible = replace(fmt, sections=tuple(
                replace(s, fields=tuple(replace(f, shown_when=None) for f in s.fields)) for s in fmt.sections
            ))  # fmt: skip
            gone = {"identifier": "NO-SUCH-RECORD"}
            value = [{"type": "sense", "identifier": gone}] if isinstance(one.kind, Construct) else gone
            answers = body(fmt.slug, **{one.name: [value] if one.is_repeated else value})
            codes = {(p.code, p.field) for p in problems_in(answers, visible, surroundings())}
            assert ("dangling-reference", one.name) in codes


def test_a_record_of_no_government_is_not_ones_own() -> None:
    around = surroundings()
    strange = {**around.records, guid("authority"): RecordCard(guid("authority"), "authority", "")}
    codes = found("biosafetyDecision", body("biosafetyDecision"), replace(around, records=strange))
    assert codes == [("reference-government", "/authorities")]


def test_a_check_without_an_owner_asks_nothing_of_governments() -> None:
    around = replace(surroundings(), circumstances=Circumstances("bch", ""))
    assert found("biosafetyDecision", introduction(), around) == []
