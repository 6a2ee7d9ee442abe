import jsonschema_rs
import pytest

from clearinghouse.derived.json_schema import json_schema
from clearinghouse.derived.problems import problems_in
from clearinghouse.formats.collection import FORMATS
from tests.factories import body, demonstration, demonstration_surroundings, introduction, reference

each_format = pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.slug)


def validator(fmt) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json_schema(fmt), validate_formats=True)


@each_format
def test_the_schema_is_one_of_2020_12(fmt) -> None:
    assert jsonschema_rs.meta.is_valid(json_schema(fmt, address="https://node.example/schema"))
    assert json_schema(fmt, address="https://node.example/schema")["$id"] == "https://node.example/schema"


@each_format
def test_every_demonstration_record_has_no_problems_and_fits_the_schema(fmt) -> None:
    check = validator(fmt)
    for _, here, answers in demonstration(fmt.slug):
        assert problems_in(answers, fmt, demonstration_surroundings(here)) == []
        assert [str(error) for error in check.iter_errors(answers)] == []


@each_format
def test_the_smallest_body_fits_the_schema(fmt) -> None:
    assert validator(fmt).is_valid(body(fmt.slug))


def test_a_decision_with_its_questions_fits_the_schema() -> None:
    assert validator(FORMATS["biosafetyDecision"]).is_valid(introduction())


@each_format
def test_what_is_always_needed_is_required(fmt) -> None:
    check = validator(fmt)
    for one in fmt:
        if one.required is True and one.shown_when is None:
            assert not check.is_valid(body(fmt.slug, **{one.name: None}))


@pytest.mark.parametrize(
    ("slug", "changes"),
    [
        ("organism", {"scientificName": 7}),
        ("organism", {"scientificName": "x" * 501}),
        ("organism", {"noSuchField": "x"}),
        ("organism", {"habitat": "dry"}),
        ("organism", {"habitat": {"not a language": "dry"}}),
        ("organism", {"compatibleSpecies": [{"identifier": "not one"}]}),
        ("organism", {"taxonomicClassification": [{"name": "no address"}]}),
        ("contact", {"type": "robot"}),
        ("contact", {"emails": ["office"]}),
        ("contact", {"header": {"schema": "organism", "languages": ["en"]}}),
        ("nationalRiskAssessment", {"date": "2026-02-30"}),
        (
            "modifiedOrganism",
            {"geneConstructs": [[{"type": "sideways", "identifier": reference("organism")}]]},
        ),
    ],
)
def test_what_the_schema_can_say_is_refused_by_it(slug, changes) -> None:
    assert not validator(FORMATS[slug]).is_valid({**body(slug), **changes})


def test_conditional_needs_and_old_fields_are_marked() -> None:
    properties = json_schema(FORMATS["biosafetyDecision"])["properties"]
    assert properties["reasons"]["x-required"] == "conditional"
    assert properties["jurisdictions"]["deprecated"] is True
    assert properties["modifiedOrganisms"]["items"]["x-formats"] == ["modifiedOrganism"]
    assert properties["decisionTypes"]["items"]["x-scheme"] == "DecisionTypes"
