from collections import Counter
from typing import get_args

import pytest

from clearinghouse.formats.collection import FORMATS, UnknownFormatError, get_format
from clearinghouse.formats.community_terms import TERMS
from clearinghouse.formats.conditions import fields_of, terms_of
from clearinghouse.formats.format import AnyOf, Audience, InOrder, Ownership
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    Kind,
    LocalText,
    RecordReference,
    Text,
    WholeNumber,
    YesNo,
)
from clearinghouse.formats.messages import messages_of, with_members
from clearinghouse.vocabularies.concepts import OTHER
from tests.factories import vocabulary

each_format = pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.slug)

# As existing clients send them: slug → number of fields, those always needed, those needed on a condition.
DECLARED: dict[str, tuple[int, str, str]] = {
    "contact": (
        26,
        "type emails",
        "government firstName lastName organization country",
    ),
    "authority": (
        30,
        "government name city country phones emails",
        "responsibleForAll responsibilities absJurisdiction absJurisdictionName functions cpbOrganismTypes",
    ),
    "organization": (29, "name city country phones emails organizationType", ""),
    "organism": (32, "scientificName", ""),
    "dnaSequence": (14, "name abbreviation family isSynthetic", "donorOrganisms traits"),
    "modifiedOrganism": (
        24,
        (
            "transformationEvent hasUniqueIdentification developers recipientOrganisms description genes vector"
            " techniqueUsed traits"
        ),
        "uniqueIdentification",
    ),
    "nationalRiskAssessment": (27, "government title authorities modifiedOrganisms scopes documents expires", ""),
    "biosafetyDecision": (
        51,
        "government authorities title date isAmendment decisionTypes expires",
        (
            "amendedRecords amendmentsDetails addressesTransboundaryMovement appliesToTransboundaryMovement exporters"
            " importers appliesToSubsequentIntroductions uses takenInAccordanceWithA116 appliesToSubsequentImports"
            " transboundaryMovementType decisionResult conditions reasons extensionPeriod modifiedOrganisms"
            " riskAssessments documents"
        ),
    ),
}
CODES = {
    "contact": "CON", "authority": "CNA", "organism": "ORGA", "organization": "ORG", "dnaSequence": "GENE",
    "modifiedOrganism": "LMO",
    "nationalRiskAssessment": "RA", "biosafetyDecision": "DEC",
}  # fmt: skip


@pytest.mark.parametrize("slug", DECLARED)
def test_every_field_of_the_biosafety_chain_is_there_and_as_needed_as_clients_expect(slug) -> None:
    fmt = FORMATS[slug]
    size, always, on_condition = DECLARED[slug]
    fields = [one for one in fmt if not one.name.startswith(f"{TERMS}.")]
    assert len(fields) == size
    assert {one.name for one in fields if one.required is True} == set(always.split())
    assert {one.name for one in fields if not isinstance(one.required, bool)} == set(on_condition.split())


@pytest.mark.parametrize("slug", CODES)
def test_printed_numbers_carry_the_code_of_the_format(slug) -> None:
    assert FORMATS[slug].code == CODES[slug]


@each_format
def test_no_two_fields_or_sections_have_one_name(fmt) -> None:
    assert max(Counter(one.name for one in fmt).values()) == 1
    assert max(Counter(section.name for section in fmt.sections).values()) == 1
    assert "header" not in fmt.fields


@each_format
def test_conditions_look_at_fields_that_exist(fmt) -> None:
    for one in fmt:
        for condition in (one.required, one.shown_when or True, one.personal):
            assert fields_of(condition) <= fmt.fields.keys()
            assert one.name not in fields_of(condition)
    for rule in fmt.rules:
        assert fields_of(getattr(rule, "when", True)) <= fmt.fields.keys()


@each_format
def test_titles_summaries_lent_words_and_rules_name_fields_that_exist(fmt) -> None:
    assert fmt.title
    assert {*fmt.title, *fmt.lends, *filter(None, [fmt.summary])} <= fmt.fields.keys()
    for rule in fmt.rules:
        match rule:
            case AnyOf(fields=names):
                assert set(names) <= fmt.fields.keys()
            case InOrder(earlier=earlier, later=later):
                assert {type(fmt.fields[name].kind) for name in (earlier, later)} == {Day}


@each_format
def test_titles_and_summaries_are_text_that_everyone_sees(fmt) -> None:
    for name in filter(None, (*fmt.title, *fmt.lends, fmt.summary)):
        assert isinstance(fmt.fields[name].kind, Text | LocalText)
        assert fmt.fields[name].audience is Audience.EVERYONE
        assert fmt.fields[name].personal is False


@each_format
def test_what_decides_is_known_before_what_it_decides(fmt) -> None:
    order = list(fmt.fields)
    for one in fmt:
        for name in fields_of(one.shown_when) if one.shown_when else ():
            assert order.index(name) < order.index(one.name) or name == "dateOfRaNotAvailable"


@each_format
def test_terms_that_conditions_name_stand_in_the_scheme_of_their_field(fmt) -> None:
    conditions = [c for one in fmt for c in (one.required, one.shown_when or True, one.personal)]
    conditions += [rule.when for rule in fmt.rules if isinstance(rule, AnyOf)]
    for name, term in (pair for condition in conditions for pair in terms_of(condition)):
        kind = fmt.fields[name].kind
        assert isinstance(kind, Concept)
        assert vocabulary().term(kind.scheme, term) or (term == OTHER and kind.allows_other), (name, term)


@each_format
def test_every_scheme_is_loaded_and_every_term_below_stands_in_it(fmt) -> None:
    for one in fmt:
        if isinstance(one.kind, Concept):
            assert vocabulary().scheme(one.kind.scheme), one.name
            for term in (*one.kind.not_selectable, *filter(None, [one.kind.below])):
                assert vocabulary().term(one.kind.scheme, term), one.name


@each_format
def test_facets_have_plain_names_and_something_to_count(fmt) -> None:
    for one in fmt:
        assert not one.facet or one.facet.isidentifier()
        assert not one.facet or isinstance(one.kind, Concept | Choice | RecordReference | YesNo)


@each_format
def test_what_a_government_owns_names_the_government(fmt) -> None:
    if fmt.ownership is Ownership.NATIONAL:
        assert fmt.fields["government"].kind == Concept(COUNTRIES)
        assert fmt.fields["government"].required is True


@each_format
def test_everything_people_read_of_a_format_is_in_its_messages(fmt) -> None:
    messages = list(messages_of(fmt))
    contexts = {message.context for message in messages}
    named = {one.name: fmt.label_of(one).context for one in with_members(fmt)}
    assert set(named.values()) <= contexts
    assert {f"{named[one.name]}.help" for one in with_members(fmt) if one.help} <= contexts
    assert {f"{named[one.name]}.option" for one in with_members(fmt) if isinstance(one.kind, Choice)} <= contexts
    assert {rule.sentence for rule in fmt.rules} <= {message.text for message in messages}
    assert all(message.text.strip() for message in messages)


@each_format
def test_a_format_can_be_hashed_and_is_found_by_its_slug(fmt) -> None:
    assert hash(fmt) == hash(get_format(fmt.slug))
    assert fmt is get_format(fmt.slug)


def test_every_kind_is_used_by_a_format() -> None:
    used = {type(one.kind) for fmt in FORMATS.values() for one in with_members(fmt)}
    assert used == set(get_args(Kind))


def test_numbers_say_what_is_counted() -> None:
    assert all(one.kind.unit.text for fmt in FORMATS.values() for one in fmt if isinstance(one.kind, WholeNumber))


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(UnknownFormatError) as caught:
        get_format("no-such-format")
    assert caught.value.code == "format-unknown"
    assert "no-such-format" in str(caught.value)


def test_no_two_formats_of_a_clearing_house_share_a_code() -> None:
    # Records of this one were numbered with the code of another format, and keep it.
    formats = [fmt for fmt in FORMATS.values() if fmt.slug != "undbParty"]
    codes = Counter((realm, fmt.code) for fmt in formats for realm in fmt.realms)
    assert max(codes.values()) == 1


def test_what_took_the_place_of_a_closed_format_is_an_open_one() -> None:
    for fmt in FORMATS.values():
        assert not fmt.superseded_by or (not fmt.is_open and FORMATS[fmt.superseded_by].is_open), fmt.slug


def test_fields_that_share_their_words_say_the_same() -> None:
    said: dict[str, str] = {}
    for fmt in FORMATS.values():
        for one in with_members(fmt):
            assert not one.words or said.setdefault(one.words, one.label) == one.label, one.words
