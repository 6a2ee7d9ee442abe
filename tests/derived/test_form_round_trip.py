import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.core.canonical import canonical
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.form_reading import answer_from, body_from
from clearinghouse.derived.forms import Picking, ReferenceControl
from clearinghouse.derived.pages import Card
from clearinghouse.derived.reading import is_shown, settled
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Field
from clearinghouse.formats.kinds import Day, Legacy, LocalText, RecordReference, Text, WholeNumber, YesNo
from clearinghouse.vocabularies.concepts import OTHER
from tests.derived.samples import all_answered, posted_from, situation
from tests.factories import body, demonstration, introduction

HERE = Circumstances("bch", "bj")
each_format = pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.slug)


def test_terms_keep_the_order_in_which_they_stood() -> None:
    fmt = FORMATS["modifiedOrganism"]
    first, second, third = (
        {"identifier": f"x-trait-{name}-tolerance"} for name in ("glufosinate", "dicamba", "glyphosate")
    )
    sent = {"fields": ["traits"], "f.traits": [term["identifier"] for term in (second, third, first)]}
    assert body_from(fmt, sent, {"traits": [first, second]})["traits"] == [first, second, third]
    assert body_from(fmt, sent, {"traits": "no list"})["traits"] == [second, third, first]


def sent_back(answers, fmt, previous=None):
    form = form_of(answers, fmt, situation(HERE))
    return body_from(fmt, posted_from(form, answers), answers if previous is None else previous)


@each_format
def test_every_demonstration_record_comes_back_as_it_was_shown(fmt) -> None:
    for _, here, answers in demonstration(fmt.slug):
        posted = posted_from(form_of(answers, fmt, situation(here)), answers)
        # All answers are on the form, so that none is only kept from before.
        assert {"header", *(name.partition(".")[0] for name in posted["fields"])} >= answers.keys()
        assert canonical(body_from(fmt, posted, answers)) == canonical(answers)


@each_format
def test_an_answer_of_every_kind_comes_back_as_it_was_shown(fmt) -> None:
    answers = settled(all_answered(fmt), fmt, HERE)
    # What is never asked for is kept from before.
    kept = {one.name: answers[one.name] for one in fmt if isinstance(one.kind, Legacy) and one.name in answers}
    assert canonical(sent_back(answers, fmt, {"header": answers["header"], **kept})) == canonical(answers)


def test_the_text_of_other_comes_back_in_each_language() -> None:
    header = {"schema": "organism", "languages": ["en", "ar"]}
    kind = {"identifier": OTHER, "customValue": {"en": "Moss", "ar": "طحلب"}}
    answers = body("organism", header=header, organismType=kind)
    assert sent_back(answers, FORMATS["organism"]) == answers


def test_answers_that_were_not_on_the_form_are_kept() -> None:
    answers = introduction()
    fmt = FORMATS["biosafetyDecision"]
    assert body_from(fmt, {"fields": ["date"], "f.date": ["2026-05-04"]}, answers) == {**answers, "date": "2026-05-04"}


def test_an_answer_that_was_emptied_is_gone() -> None:
    answers = body("organism", kingdom="Plantae")
    assert body_from(FORMATS["organism"], {"fields": ["kingdom"], "f.kingdom": [""]}, answers) == body("organism")


def test_only_languages_that_are_ones_are_declared() -> None:
    posted = {"languages": ["fr", "zh-Hans", "not a language", "fr"]}
    assert body_from(FORMATS["organism"], posted, body("organism"))["header"]["languages"] == ["fr", "zh"]


@pytest.mark.parametrize(
    ("kind", "sent", "kept"),
    [
        (Day(), {"f.x.day": ["31"], "f.x.month": ["2"], "f.x.year": ["2026"]}, "2026-02-31"),
        (Day(), {"f.x.day": [""], "f.x.month": ["2"], "f.x.year": ["2026"]}, "2026-02-00"),
        (Day(), {"f.x": ["2026-03-31"]}, "2026-03-31"),
        (WholeNumber(unit=None), {"f.x": ["ninety"]}, "ninety"),  # type: ignore[arg-type]  # no unit is read
        (WholeNumber(unit=None), {"f.x": [" 90 "]}, 90),  # type: ignore[arg-type]  # no unit is read
        (YesNo(), {"f.x": ["no"]}, False),
        (YesNo(), {"f.x": ["perhaps"]}, None),
        (Text(), {"f.x": ["a", "b"]}, "b"),
        (LocalText(), {"f.x.en": ["Maize"], "f.x.no language": ["?"]}, {"en": "Maize"}),
        (RecordReference(("contact",)), {"f.x": ["", "SOME-RECORD-1"]}, {"identifier": "SOME-RECORD-1"}),
    ],
)
def test_what_was_typed_is_kept_even_if_it_is_wrong(kind, sent, kept) -> None:
    assert answer_from(Field("x", kind, "X"), sent) == kept


def test_rows_are_read_in_the_order_of_their_numbers() -> None:
    sent = {"f.x.10": ["ten"], "f.x.2": ["two"], "f.x.0": ["nought"], "f.x.1": [""], "f.x.y": ["no row"]}
    assert answer_from(Field("x", Text(), "X", is_repeated=True), sent) == ["nought", "two", "ten"]


def test_a_field_whose_name_another_begins_with_reads_its_own_inputs_only() -> None:
    assert answer_from(Field("date", Text(), "X"), {"f.date": ["a"], "f.dateOfRaNotAvailable": ["b"]}) == "a"


def test_records_found_are_offered_but_for_those_chosen() -> None:
    card = Card("SOME-RECORD-1", "BCH-CON-SCBD-1", "contact", code="CON", title=Spoken("Seed Institute", "en"))
    fmt = FORMATS["modifiedOrganism"]
    asked = situation(HERE, picking=Picking("developers", "seed", [card]))
    for answers, offered in [({}, ["SOME-RECORD-1"]), ({"developers": [{"identifier": "SOME-RECORD-1"}]}, [])]:
        fields = {one.name: one for section in form_of(answers, fmt, asked).sections for one in section.fields}
        control = fields["developers"].control
        assert isinstance(control, ReferenceControl)
        assert [pick.value for pick in control.found] == offered
        assert control.was_searched


@each_format
@given(data=st.data())
@settings(max_examples=12)
def test_whatever_is_sent_is_read_and_can_be_shown_again(fmt, data) -> None:
    name = data.draw(st.sampled_from(list(fmt.fields)))
    steps = st.sampled_from(
        ["", ".0", ".1.en", ".0.0.type", ".0.url", ".en", ".other.fr", ".day", ".9999999999", "..", ".٣"]
    )
    texts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=10), max_size=3)
    sent = {f"f.{name}{step}": data.draw(texts) for step in data.draw(st.lists(steps, max_size=4))}
    answers = body_from(fmt, {"fields": [name], **sent}, {})
    form = form_of(answers, fmt, situation(HERE))
    asked = {one.name for section in form.sections for one in section.fields}
    assert name in asked or not is_shown(fmt.fields[name], answers, HERE)


@each_format
@given(data=st.data())
@settings(max_examples=12)
def test_any_body_can_be_shown_as_a_form(fmt, data) -> None:
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["identifier", "type", "en", "customValue", "size"]), inner)
        ),
        max_leaves=8,
    )
    names = data.draw(st.lists(st.sampled_from(["header", *fmt.fields]), max_size=5))
    form_of({name: data.draw(anything) for name in names}, fmt, situation(HERE))
