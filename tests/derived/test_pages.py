from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.difference import ChangeKind, changes_between
from clearinghouse.derived.pages import (
    Card,
    CodeValue,
    ConstructValue,
    DayValue,
    LinkValue,
    MonthValue,
    ReferenceValue,
    SaidValue,
    TermValue,
    TextValue,
    page_sections,
    page_values,
)
from clearinghouse.formats.collection import FORMATS
from clearinghouse.vocabularies.concepts import OTHER
from tests.derived.samples import reader
from tests.factories import body

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["identifier", "en", "type", "url", "customValue"]), inner)
    ),
    max_leaves=8,
)


def values(slug, name, answer, **reading):
    fmt = FORMATS[slug]
    return list(page_values(fmt.fields[name], {name: answer}, fmt, reader(**reading)))


def test_text_is_shown_in_the_language_of_the_reader_and_names_the_others() -> None:
    [value] = values("organism", "commonNames", [{"en": "Maize", "fr": "Maïs"}], language="fr")
    assert value == TextValue(Spoken("Maïs", "fr"), others=(Spoken("Maize", "en"),))


def test_rich_text_is_cleaned_once_more_before_it_is_shown() -> None:
    [value] = values("organism", "habitat", {"en": "<p>Dry<script>x</script></p>", "fr": "<p onclick='x'>Sec</p>"})
    assert value == TextValue(Spoken("<p>Dry</p>", "en"), is_rich=True, others=(Spoken("<p>Sec</p>", "fr"),))


def test_terms_are_shown_by_their_labels() -> None:
    [term] = values("contact", "country", {"identifier": "bj"}, language="fr")
    assert isinstance(term, TermValue)
    assert (term.label, term.code, term.facet, term.is_known) == ("Bénin", "bj", "country", True)


def test_a_term_that_is_not_known_is_shown_by_its_code() -> None:
    [term] = values("contact", "country", {"identifier": "zz"})
    assert isinstance(term, TermValue)
    assert (term.label, term.is_known) == ("zz", False)


def test_other_is_shown_with_what_was_meant() -> None:
    [term] = values("organism", "organismType", {"identifier": OTHER, "customValue": {"fr": "Mousse"}})
    assert isinstance(term, TermValue)
    assert term.custom == Spoken("Mousse", "fr")


def test_a_reference_is_shown_by_the_card_of_its_record() -> None:
    card = Card("SOME-RECORD-1", "BCH-ORGA-SCBD-1", "organism", code="ORGA", title=Spoken("Zea mays", "und"))
    refs = [{"identifier": "SOME-RECORD-1@2"}, {"identifier": "OTHER-RECORD-1"}, {"identifier": "no reference"}]
    assert values("organism", "compatibleSpecies", refs, cards={"SOME-RECORD-1": card}) == [
        ReferenceValue("SOME-RECORD-1@2", card),
        ReferenceValue("OTHER-RECORD-1", None),
        ReferenceValue("no reference", None),
    ]


@pytest.mark.parametrize(
    ("url", "is_safe"), [("https://a.example/b", True), ("javascript:alert(1)", False), ("x", False)]
)
def test_only_an_address_of_the_web_may_be_followed(url, is_safe) -> None:
    [link] = values("organism", "taxonomicClassification", [{"url": url}])
    assert link == LinkValue(url, url, "und", is_safe)


def test_a_month_without_its_day_is_shown_as_a_month() -> None:
    fmt = FORMATS["resource"]
    asked = fmt.fields["communityTerms.consentDay"]
    bodies = {day: {"communityTerms": {"consentDay": day}} for day in ("2021-05", "2021")}
    shown = {day: list(page_values(asked, body, fmt, reader())) for day, body in bodies.items()}
    assert shown == {"2021-05": [MonthValue("2021-05")], "2021": [CodeValue("2021")]}


def test_days_numbers_identifiers_and_answers_are_shown_as_what_they_are() -> None:
    assert values("biosafetyDecision", "date", "2026-03-31") == [DayValue(date(2026, 3, 31))]
    assert values("biosafetyDecision", "extensionPeriod", 30) == [CodeValue("30", unit="days")]
    assert values("biosafetyDecision", "expires", False) == [SaidValue("No")]
    assert values("modifiedOrganism", "uniqueIdentification", "mon-00810-6") == [CodeValue("MON-ØØ81Ø-6")]
    assert values("contact", "emails", ["a@b.example"]) == [CodeValue("a@b.example", address="mailto:a@b.example")]
    assert values("contact", "type", "person") == [SaidValue("Person")]


def test_a_cassette_is_shown_in_the_order_of_transcription() -> None:
    element = {"type": "sense", "identifier": {"identifier": "SOME-RECORD-1"}, "size": 300}
    [cassette] = values("modifiedOrganism", "geneConstructs", [[element, {**element, "type": "antisense"}]])
    assert isinstance(cassette, ConstructValue)
    assert [one.type for one in cassette.elements] == ["Sense", "Antisense"]


@pytest.mark.parametrize(
    ("slug", "name", "answer", "shown"),
    [
        ("organism", "habitat", "dry", "dry"),
        ("biosafetyDecision", "date", "soon", "soon"),
        ("contact", "type", ["person"], "['person']"),
        ("contact", "country", "Benin", "Benin"),
        ("modifiedOrganism", "geneConstructs", [["x"]], "['x']"),
    ],
)
def test_what_has_the_wrong_shape_is_shown_as_it_stands(slug, name, answer, shown) -> None:
    assert values(slug, name, answer) == [CodeValue(shown)]


@pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.slug)
@given(data=st.data())
@settings(max_examples=12)
def test_any_body_can_be_shown_and_compared(fmt, data) -> None:
    names = data.draw(st.lists(st.sampled_from([*fmt.fields, "surprise"]), max_size=6, unique=True))
    answers = {name: data.draw(ANYTHING) for name in names}
    rows = [row.name for section in page_sections(answers, fmt, reader()) for row in section.rows]
    assert set(rows) <= answers.keys()
    changes = list(changes_between({}, answers, fmt, reader()))
    assert {change.name for change in changes} <= answers.keys()


def test_a_difference_says_what_was_and_what_is() -> None:
    before, after = body("organism", kingdom="Plantae", order="Poales"), body("organism", kingdom="plants", genus="Zea")
    changes = {change.name: change for change in changes_between(before, after, FORMATS["organism"], reader())}
    assert {name: change.kind for name, change in changes.items()} == {
        "kingdom": ChangeKind.CHANGED,
        "order": ChangeKind.REMOVED,
        "genus": ChangeKind.ADDED,
    }
    assert changes["kingdom"].before == (TextValue(Spoken("Plantae", "und")),)
    assert changes["kingdom"].after == (TextValue(Spoken("plants", "und")),)
    assert changes["kingdom"].label == "Kingdom"
