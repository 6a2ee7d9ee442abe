"""Whatever is derived from a format has every field of it."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from clearinghouse.core.messages import in_english
from clearinghouse.derived.difference import ChangeKind, changed_fields, changes_between
from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.index import Publication, index_source
from clearinghouse.derived.json_schema import json_schema
from clearinghouse.derived.pages import page_sections
from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.reading import is_shown
from clearinghouse.formats.answers import first_step, with_answer
from clearinghouse.formats.catalogue.bch.biosafety_decision import APPROVED_WITH_CONDITIONS, PERIOD_EXTENDED
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.kinds import Choice, Email, Group, Legacy, MapPoint, Number, Url, WholeNumber, YesNo
from clearinghouse.vocabularies.concepts import OTHER
from tests.derived.samples import all_answered, answer, reader, situation
from tests.factories import body, demonstration, surroundings, vocabulary

each_format = pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.slug)
PUBLICATION = Publication(
    "SOME-RECORD-1", 7, "bch", printed_number="BCH-X-BJ-1", published_on=date(2026, 3, 31), owner="bj", visibility=()
)

EVERY_KIND_OF_DECISION = [{"identifier": term.identifier} for term in vocabulary().roots("DecisionTypes")]
REPORT_DETAILS = [
    name.partition(".")[0] for name in FORMATS["absNationalReport1"].fields if "_" in name and "." in name
]
# Answers that decide what else is asked, each turned the other way.
TURNS: tuple[dict[str, Any], ...] = (
    {},
    {"type": "organization"},
    {"addressType": "person"},
    {"addressesTransboundaryMovement": False, "dateOfRaNotAvailable": False, "isSynthetic": False},
    {"responsibleForAll": False, "absJurisdiction": [{"identifier": "DEBB019D-8647-40EC-8AE5-10CA88572F6E"}]},
    {"decisionTypes": EVERY_KIND_OF_DECISION, "decisionResult": {"identifier": APPROVED_WITH_CONDITIONS}},
    {"decisionTypes": EVERY_KIND_OF_DECISION, "decisionResult": {"identifier": PERIOD_EXTENDED}},
    {"government": {"identifier": "eu"}, "jurisdiction": {"identifier": "528B1187-F1BD-4479-9FB3-ADBD9076D361"}},
    {"jurisdiction": {"identifier": "DEBB019D-8647-40EC-8AE5-10CA88572F6E"}},
    {
        "status": {"identifier": "851B10ED-AE62-4F28-B178-6D40389CC8DB"},
        "approvingBody": {"identifier": "E7398F2B-FA36-4F42-85C2-5D0044440476"},
    },
    {"recommendedToWorkshopBy": "ORG", "recommendedToAnyBy": "ORG"},
    {"recommendedToWorkshopBy": "OTHER", "recommendedToAnyBy": "OTHER"},
    {
        "informAllAuthorities": False,
        "absIRCCsNotAvailable": False,
        "absMesasureNotApplicable": False,
        "providersConfidential": False,
        "entitiesToWhomPICGrantedConfidential": False,
        "subjectMatterConfidential": False,
        "usagesConfidential": False,
        "gbfTargets": [{"identifier": "GBF-TARGET-17"}],
        "isOpenEnded": False,
        "coverageScope": "global",
        "sourceOfData": "availableDataset",
        "kind": "illegal",
        "state": "matched",
    },
    {
        "type": {"identifier": OTHER},
        "keywords": [{"identifier": OTHER}],
        "status": {"identifier": "0F8F3A6D-1BF7-4468-8BFC-8DD52F7F6E50"},
        "sourceOfData": "noData",
    },
    # What closed formats ask on a no, or where nothing was answered.
    {"isSubjectToPic": False, "hasIplcRightEstablished": False, "hasStepsForIplcApproval": False},
    {"isAichiTarget": False},
    {"isAichiTarget": False, "aichiTargets": [], "otherAichiTargets": []},
    {"hasNationalBiodiversityInclusion": "some", "hasBiodiversityAssessment": "some"},
    # What a report asks where the answer is not a plain yes.
    {name: {"value": "true.some"} for name in REPORT_DETAILS},
)


@each_format
def test_form_asks_every_field_that_the_answers_call_for(fmt) -> None:
    for answers in [{}, body(fmt.slug), all_answered(fmt), *[b for _, _, b in demonstration(fmt.slug)]]:
        form = form_of(answers, fmt, situation(Circumstances("bch", "bj")))
        asked = [one.name for section in form.sections for one in section.fields]
        assert asked == [one.name for one in fmt if is_shown(one, answers, Circumstances("bch", "bj"))]


@each_format
def test_form_asks_every_field_in_some_situation(fmt) -> None:
    asked: set[str] = set()
    for realm, is_published, turn in product(fmt.realms, (False, True), TURNS):
        answers = {**all_answered(fmt), **turn}
        form = form_of(answers, fmt, situation(Circumstances(realm, "bj", is_published, "SOME-COMMUNITY-1")))
        asked |= {one.name for section in form.sections for one in section.fields}
    assert asked == set(fmt.fields)


@each_format
def test_form_says_what_is_needed_and_what_is_wrong_beside_each_field(fmt) -> None:
    around = surroundings()
    problems = problems_in({}, fmt, around)
    form = form_of({}, fmt, situation(around.circumstances, problems=problems))
    fields = [one for section in form.sections for one in section.fields]
    needed = {problem.field for problem in problems if problem.code == "required"}
    assert {one.name for one in fields if one.is_required} == needed
    assert needed <= {one.name for one in fields if one.problems}
    assert (form.required, form.answered) == (len(needed), 0)
    assert all(section.has_problems for section in form.sections if section.required)


@each_format
def test_every_field_can_have_a_problem(fmt) -> None:
    for one in fmt:
        if isinstance(one.kind, Legacy):
            continue
        empty = {"header": {"schema": fmt.slug, "languages": ["en"]}}
        wrong = with_answer(empty, one.name, "no such" if isinstance(one.kind, Group) else {"no": ["such"]})
        visible = replace(fmt, sections=tuple(_without_conditions(section) for section in fmt.sections))
        codes = {p.code for p in problems_in(wrong, visible, surroundings()) if p.field == one.name}
        assert codes & {"wrong-type", "language-undeclared", "malformed-place"}, one.name


def _without_conditions(section):
    return replace(section, fields=tuple(replace(one, shown_when=None) for one in section.fields))


@each_format
def test_json_schema_has_every_field_with_its_label(fmt) -> None:
    schema = json_schema(fmt)
    found = {name: _property(schema, name) for name in fmt.fields}
    assert list(schema["properties"]) == ["header", *dict.fromkeys(first_step(name) for name in fmt.fields)]
    assert [found[one.name]["title"] for one in fmt] == [one.label for one in fmt]
    assert [one.name for one in fmt if "description" in found[one.name]] == [one.name for one in fmt if one.help]


def _property(schema, name):
    for step in name.split("."):
        schema = schema["properties"][step]
    return schema


@each_format
def test_page_shows_every_answer_in_the_order_of_the_format(fmt) -> None:
    sections = page_sections(all_answered(fmt), fmt, reader(), sealed=frozenset({"notes"}))
    rows = [row for section in sections for row in section.rows]
    assert [row.name for row in rows] == list(fmt.fields)
    assert all(row.values and row.label for row in rows)
    assert [row.name for row in rows if row.is_sealed] == ["notes"]


@each_format
def test_page_of_nothing_is_empty(fmt) -> None:
    assert page_sections({}, fmt, reader()) == []


@each_format
def test_index_takes_something_of_every_field_but_addresses_and_bare_numbers(fmt) -> None:
    def indexed(answers):
        return index_source(answers, fmt, publication=PUBLICATION, vocabulary=vocabulary(), cited={})

    for one in fmt:
        found = indexed(with_answer({}, one.name, answer(one)))
        assert (found == indexed({})) is _is_silent(one), one.name
        assert not one.facet or found.facets[one.facet]


def _is_silent(one):
    match one.kind:
        case Email() | WholeNumber() | Number() | Url() | MapPoint():
            return True
        case YesNo() | Choice():
            return not one.facet
        case Group(fields=members):
            return all(_is_silent(member) for member in members)
    return False


@each_format
def test_difference_names_every_field_that_differs(fmt) -> None:
    full = all_answered(fmt)
    added = list(changes_between({}, full, fmt, reader()))
    removed = list(changes_between(full, {}, fmt, reader()))
    assert [change.name for change in added] == [change.name for change in removed] == list(fmt.fields)
    assert {change.kind for change in added} == {ChangeKind.ADDED}
    assert {change.kind for change in removed} == {ChangeKind.REMOVED}
    assert all(change.after and not change.before for change in added)
    assert changed_fields({}, full) == {first_step(name) for name in fmt.fields}
    assert not list(changes_between(full, full, fmt, reader()))


@each_format
def test_labels_are_said_in_the_language_of_the_reader(fmt) -> None:
    def shouted(message):
        return in_english(message).upper()

    rows = [row for s in page_sections(all_answered(fmt), fmt, reader(say=shouted)) for row in s.rows]
    assert [row.label for row in rows] == [one.label.upper() for one in fmt]
    form = form_of({}, fmt, replace(situation(Circumstances()), say=shouted))
    assert all(one.label.isupper() for section in form.sections for one in section.fields)
