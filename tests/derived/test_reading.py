import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.core.canonical import canonical
from clearinghouse.core.identifiers import Reference
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.reading import (
    is_shown,
    parts_of,
    references_in,
    settled,
    summary_of,
    title_of,
    titles_of,
)
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances, Equals, IsFilled
from clearinghouse.formats.format import Audience, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Text, YesNo
from tests.derived.samples import all_answered
from tests.factories import body, demonstration, introduction, reference

HERE = Circumstances("bch", "bj")
each_format = pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.slug)


def tiny(*fields: Field) -> Format:
    section = Section("all", "All", fields)
    return Format(
        "tiny", "TINY", 1, ("bch",), Ownership.REFERENCE, "Tiny", "Tinies", "-", (fields[0].name,), (section,)
    )


def test_what_hangs_on_a_hidden_answer_is_cleared_with_it() -> None:
    # Declared backwards, so that each round uncovers one more.
    chain = tiny(
        Field("d", Text(), "D", shown_when=IsFilled("c")),
        Field("c", Text(), "C", shown_when=IsFilled("b")),
        Field("b", Text(), "B", shown_when=Equals("a", True)),
        Field("a", YesNo(), "A"),
    )
    full = {"a": True, "b": "x", "c": "x", "d": "x"}
    assert settled(full, chain, HERE) == full
    assert settled({**full, "a": False}, chain, HERE) == {"a": False}


def test_fields_that_hide_each_other_come_to_rest() -> None:
    pair = tiny(
        Field("a", Text(), "A", shown_when=Equals("b", "x")),
        Field("b", Text(), "B", shown_when=Equals("a", "x")),
    )
    assert settled({"a": "x", "b": "x"}, pair, HERE) == {"a": "x", "b": "x"}
    assert settled({"a": "x", "b": "y"}, pair, HERE) == {}


@each_format
def test_settling_twice_is_settling_once(fmt) -> None:
    bodies = [all_answered(fmt), body(fmt.slug), *[b for _, _, b in demonstration(fmt.slug)]]
    for answers in bodies:
        once = settled(answers, fmt, HERE)
        assert settled(once, fmt, HERE) == once
        assert all(is_shown(fmt.fields[name], once, HERE) for name in once if name in fmt.fields)


def test_another_kind_of_decision_clears_the_answers_of_the_first() -> None:
    changed = introduction(decisionTypes=body("biosafetyDecision")["decisionTypes"])
    left = settled(changed, FORMATS["biosafetyDecision"], HERE)
    assert not {"addressesTransboundaryMovement", "decisionResult"} & left.keys()
    assert "modifiedOrganisms" in left


def test_rich_text_is_cleaned_and_plain_text_left_alone() -> None:
    answers = body("organism", habitat={"en": "<p onclick='x'>Dry<script>x</script></p>"}, kingdom="a <b> & c")
    left = settled(answers, FORMATS["organism"], HERE)
    assert left["habitat"] == {"en": "<p>Dry</p>"}
    assert left["kingdom"] == "a <b> & c"


def test_rich_text_that_was_markup_alone_is_no_answer() -> None:
    answers = body("organism", habitat={"en": "<script>x</script>"})
    assert settled(answers, FORMATS["organism"], HERE) == body("organism")


def test_old_fields_are_kept_where_they_are_answered_and_never_asked() -> None:
    fmt = FORMATS["biosafetyDecision"]
    old = {"jurisdictions": [{"identifier": "DEBB019D-8647-40EC-8AE5-10CA88572F6E"}]}
    assert settled({**body("biosafetyDecision"), **old}, fmt, HERE).items() >= old.items()
    assert not is_shown(fmt.fields["jurisdictions"], body("biosafetyDecision"), HERE)


def person() -> dict:
    return body(
        "contact",
        type="person",
        organization=None,
        firstName="Ada",
        lastName="Bee",
        phones=["+000"],
        designation={"en": "Head"},
        city={"en": "Cotonou"},
        notes="calls back",
    )


def test_what_is_known_of_a_person_is_sealed() -> None:
    public, sealed = parts_of(person(), FORMATS["contact"], HERE)
    assert set(sealed) == {"firstName", "lastName", "emails", "phones", "city", "notes"}
    assert set(public) == {"header", "type", "designation", "country"}


def test_an_organization_is_public_but_for_the_notes_of_its_owner() -> None:
    answers = body("contact", phones=["+000"], city={"en": "Cotonou"}, notes="calls back")
    public, sealed = parts_of(answers, FORMATS["contact"], HERE)
    assert sealed == {"notes": "calls back"}
    assert {"emails", "phones", "city", "organization"} <= public.keys()


@each_format
def test_notes_of_the_owner_are_sealed_in_every_format(fmt) -> None:
    hidden = {one.name for one in fmt if one.audience is not Audience.EVERYONE}
    public, sealed = parts_of(all_answered(fmt), fmt, HERE)
    assert "notes" in hidden <= sealed.keys()
    assert {**public, **sealed} == all_answered(fmt)
    assert not public.keys() & sealed.keys()


def test_what_the_format_does_not_know_is_sealed() -> None:
    public, sealed = parts_of({"header": {}, "surprise": 1}, FORMATS["organism"], HERE)
    assert (public, sealed) == ({"header": {}}, {"surprise": 1})


def test_references_are_found_in_lists_single_answers_and_constructs() -> None:
    answers = body(
        "modifiedOrganism",
        geneConstructs=[[{"type": "sense", "identifier": {"identifier": "GENE-RECORD-2@4"}}, "no element"]],
        linkedModifiedOrganisms=[{"identifier": "not one"}, "no reference", {"identifier": "LMO-RECORD-22"}],
    )
    found = [(one.name, ref) for one, ref in references_in(answers, FORMATS["modifiedOrganism"])]
    assert found == [
        ("developers", Reference(reference("contact")["identifier"])),
        ("recipientOrganisms", Reference(reference("organism")["identifier"])),
        ("linkedModifiedOrganisms", Reference("LMO-RECORD-22")),
        ("genes", Reference(reference("dnaSequence")["identifier"])),
        ("geneConstructs", Reference("GENE-RECORD-2", 4)),
    ]


def test_titles_are_those_of_the_first_field_that_has_one() -> None:
    fmt = FORMATS["modifiedOrganism"]
    assert titles_of(body("modifiedOrganism"), fmt) == {"en": "Maize MON810", "fr": "Maïs MON810"}
    assert title_of(body("modifiedOrganism"), fmt, "fr") == Spoken("Maïs MON810", "fr")
    assert titles_of(body("modifiedOrganism", identity=None), fmt) == {"und": "MON810"}
    assert title_of({}, fmt, "en") is None
    assert titles_of({"identity": {"en": " "}, "transformationEvent": 5}, fmt) == {}


def test_summaries_are_words_without_markup() -> None:
    spoken = summary_of(body("modifiedOrganism"), FORMATS["modifiedOrganism"], "ar")
    assert spoken == Spoken("Maize that resists the stem borer.", "en")
    assert summary_of({}, FORMATS["modifiedOrganism"], "ar") is None


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["identifier", "en", "type"]), inner),
    max_leaves=8,
)


@each_format
@given(data=st.data())
@settings(max_examples=12)
def test_any_body_is_settled_and_parted_without_a_loss(fmt, data) -> None:
    names = data.draw(st.lists(st.sampled_from(["header", "surprise", *fmt.fields]), max_size=6, unique=True))
    left = settled({name: data.draw(ANYTHING) for name in names}, fmt, HERE)
    public, sealed = parts_of(left, fmt, HERE)
    assert canonical({**public, **sealed}) == canonical(left)
    titles_of(left, fmt)
    summary_of(left, fmt, "en")
    list(references_in(left, fmt))
