"""Fields within objects and rows: the same rules as everywhere, one row at a time."""

from typing import Any

import pytest

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import Message
from clearinghouse.derived.difference import ChangeKind, changes_between
from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.form_reading import body_from
from clearinghouse.derived.forms import GroupControl
from clearinghouse.derived.json_schema import json_schema
from clearinghouse.derived.pages import GroupValue, page_values
from clearinghouse.derived.problems import Surroundings, problems_in
from clearinghouse.derived.reading import attachments_in, references_in, settled
from clearinghouse.formats.conditions import Circumstances, Equals
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    Day,
    Group,
    Legacy,
    LocalText,
    MapPoint,
    Number,
    RecordReference,
    Text,
    Url,
    WebLink,
    YesNo,
)
from tests.derived.samples import all_answered, posted_from, reader, situation
from tests.factories import vocabulary

HERE = Circumstances("bch", "bj")
ROW = (
    Field("year", Day(is_partial=True), "Year", required=True),
    Field("value", Number(Message("unit", "hectares")), "Value"),
    Field("isEstimated", YesNo(), "Estimated?"),
    Field("method", LocalText(is_rich=True), "Method", required=Equals("isEstimated", True),
          shown_when=Equals("isEstimated", True)),
    Field("files", WebLink(accepts_files=True), "Files", is_repeated=True),
    Field("source", RecordReference(("organism",)), "Source"),
)  # fmt: skip
SURVEY = Format(
    slug="survey",
    code="SUR",
    version=1,
    realms=("bch",),
    ownership=Ownership.EITHER,
    label="Survey",
    plural="Surveys",
    about="A survey.",
    title=("title",),
    sections=(
        Section(
            "all",
            "All",
            (
                Field("title", Text(), "Title", required=True),
                Field("site.address", Url(), "Address", required=True),
                Field("site.place", MapPoint(), "Place"),
                Field("data", Group(ROW), "Data", is_repeated=True),
                Field("former", Legacy(), "Former answers", is_obsolete=True),
            ),
        ),
    ),
)


def around() -> Surroundings:
    return Surroundings(HERE, vocabulary(), {})


def body(*rows: Json, **changes: Any) -> Json:
    header = {"schema": "survey", "languages": ["en"]}
    return {
        "header": header,
        "title": "Sorghum",
        "site": {"address": "https://site.example/"},
        "data": list(rows),
        **changes,
    }


def pointers(answers: Json) -> list[tuple[str, str]]:
    return [(problem.code, problem.pointer) for problem in problems_in(answers, SURVEY, around())]


def test_a_good_body_has_no_problems() -> None:
    good = body({"year": "2024", "value": 7.5}, {"year": "2024-05"})
    assert pointers(good) == []


@pytest.mark.parametrize(
    ("row", "code", "pointer"),
    [
        ({"value": 1}, "required", "/data/0/year"),
        ({"year": "24"}, "malformed-date", "/data/0/year"),
        ({"year": "2024", "value": -1}, "minimum", "/data/0/value"),
        ({"year": "2024", "value": "7"}, "wrong-type", "/data/0/value"),
        ({"year": "2024", "isEstimated": True}, "required", "/data/0/method"),
        ({"year": "2024", "colour": "red"}, "unknown-field", "/data/0/colour"),
        ({"year": "2024", "source": {"identifier": "NO-SUCH-RECORD"}}, "dangling-reference", "/data/0/source"),
        ("a text", "wrong-type", "/data/0"),
    ],
)
def test_a_problem_names_its_place_in_the_row(row, code, pointer) -> None:
    assert (code, pointer) in pointers(body(row))


def test_fields_within_an_object_are_asked_for_like_others() -> None:
    assert ("required", "/site/address") in pointers(body(site={"place": {"lat": 1, "lng": 2}}))
    assert ("malformed-place", "/site/place") in pointers(
        body(site={"address": "https://a.example/", "place": {"lat": 91, "lng": 0}})
    )
    assert ("unknown-field", "/site/colour") in pointers(body(site={"address": "https://a.example/", "colour": "red"}))


def test_an_answer_that_a_row_hides_is_cleared_in_that_row_alone() -> None:
    rows = (
        {"year": "2024", "isEstimated": False, "method": {"en": "by eye"}},
        {"year": "2025", "isEstimated": True, "method": {"en": "<script>x</script>by <b>ear</b>"}},
    )
    kept = settled(body(*rows), SURVEY, HERE)["data"]
    assert kept[0] == {"year": "2024", "isEstimated": False}
    assert kept[1]["method"] == {"en": "by <b>ear</b>"}


def test_references_and_files_within_rows_are_found() -> None:
    answers = body(
        {"year": "2024", "source": {"identifier": "SOME-RECORD-1"}, "files": [{"url": "attachment:abc", "name": "a"}]}
    )
    assert [str(reference) for _, reference in references_in(answers, SURVEY)] == ["SOME-RECORD-1"]
    assert [link.pointer for link in attachments_in(answers, SURVEY)] == ["/data/0/files/0/url"]


def test_a_form_that_nobody_touched_brings_back_the_same_answers() -> None:
    whole = settled(all_answered(SURVEY), SURVEY, HERE)
    form = form_of(whole, SURVEY, situation(HERE))
    assert body_from(SURVEY, posted_from(form, whole), whole) == whole


def test_a_row_that_nobody_began_asks_for_nothing_and_leaves_nothing() -> None:
    form = form_of(body(), SURVEY, situation(HERE))
    group = next(one for section in form.sections for one in section.fields if one.name == "data")
    assert isinstance(group.control, GroupControl)
    assert not any(member.is_required for member in group.control.rows[0])
    assert "data" not in body_from(SURVEY, posted_from(form, body()), body())


def test_rows_added_by_a_script_are_taken_in_their_order() -> None:
    posted = {"fields": ["data"], "f.data.100000002.year": ["2025"], "f.data.0.year": ["2024"]}
    assert body_from(SURVEY, posted, body())["data"] == [{"year": "2024"}, {"year": "2025"}]


def test_a_page_shows_each_row_with_its_labels() -> None:
    values = list(page_values(SURVEY.fields["data"], body({"year": "2024"}, {"value": 2}), SURVEY, reader()))
    assert [isinstance(value, GroupValue) and [row.label for row in value.rows] for value in values] == [
        ["Year"],
        ["Value"],
    ]


def test_a_difference_shows_the_rows_that_differ() -> None:
    before, after = body({"year": "2023"}, {"year": "2024"}), body({"year": "2023"}, {"year": "2025"})
    (change,) = changes_between(before, after, SURVEY, reader())
    assert (change.kind, len(change.before), len(change.after)) == (ChangeKind.CHANGED, 1, 1)


def test_the_schema_nests_what_the_body_nests() -> None:
    properties = json_schema(SURVEY)["properties"]
    assert properties["site"]["required"] == ["address"]
    assert set(properties["data"]["items"]["properties"]) == {member.name for member in ROW}


@pytest.mark.parametrize(
    ("name", "found"),
    [("data.3.value", "data.3.value"), ("site.address", "site.address"), ("data.x.value", None), ("data.1.z", None)],
)
def test_a_field_within_a_row_is_found_by_its_name(name, found) -> None:
    field = SURVEY.find(name)
    assert (field.name if field else None) == found
