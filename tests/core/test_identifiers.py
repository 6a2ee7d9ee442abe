import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.core.identifiers import (
    MalformedIdentifierError,
    PrintedNumber,
    Reference,
    identifiers_listed,
    is_guid,
    is_misread_oecd,
    is_oecd_identifier,
    new_guid,
    oecd_check_digit,
    oecd_plain,
    oecd_printed,
    parse_printed_number,
    parse_reference,
)

# As the OECD and the companies publish them; the digits were added up by hand for this table.
WELL_KNOWN = [
    "MON-ØØ81Ø-6", "MON-ØØ6Ø3-6", "SYN-BTØ11-1", "DAS-Ø15Ø7-1", "ACS-GMØØ5-3", "MON-Ø4Ø32-6", "DP-ØØ4114-3",
    "IR-ØØGR2E-5", "KM-ØØØH71-4", "SYN-EV176-9", "CUH-CP551-8", "MST-FGØ72-2",
]  # fmt: skip


@pytest.mark.parametrize("text", WELL_KNOWN)
def test_well_known_identifiers_have_their_check_digit(text) -> None:
    assert oecd_check_digit(text[:-1]) == int(text[-1])
    assert is_oecd_identifier(text)
    assert is_oecd_identifier(oecd_plain(text).lower())


@pytest.mark.parametrize("text", WELL_KNOWN)
def test_every_other_last_digit_is_refused(text) -> None:
    wrong = [f"{text[:-1]}{digit}" for digit in string.digits if digit != text[-1]]
    assert not any(map(is_oecd_identifier, wrong))


@pytest.mark.parametrize(
    "text",
    ["", "MON810", "MON-00810", "MONO-00810-6", "MON-0081-6", "MON-008100-6", "MON-00810-66", "-------", "× ×",
     "MON-ØØ81Ø-6 ×", "MON-ØØ81Ø-6 × MON-ØØ6Ø3-5", "MON-٠٠٨١٠-٦"],
)  # fmt: skip
def test_what_has_another_form_is_no_unique_identifier(text) -> None:
    assert not is_oecd_identifier(text)


@pytest.mark.parametrize("join", [" × ", "×", " x ", " X "])
def test_stacked_events_are_each_checked(join) -> None:
    assert is_oecd_identifier(join.join(["MON-ØØ81Ø-6", "MON-ØØ6Ø3-6", "DAS-Ø15Ø7-1"]))


def test_megabytes_are_no_unique_identifier() -> None:
    assert not is_oecd_identifier(f"MON{' ' * 2_000_000}810")


def test_zero_is_printed_with_a_stroke() -> None:
    assert oecd_printed("mon-00810-6") == "MON-ØØ81Ø-6"
    assert oecd_plain(" mon-øø81ø-6 ") == "MON-00810-6"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("BCH-LMO-SCBD-14750-1", PrintedNumber("BCH", "LMO", "SCBD", 14750, 1)),
        ("bch-dec-bj-10000001", PrintedNumber("BCH", "DEC", "BJ", 10_000_001)),
        ("  ABSCH-IRCC-FR-246541-1 ", PrintedNumber("ABSCH", "IRCC", "FR", 246541, 1)),
    ],
)
def test_printed_numbers_are_read_in_either_case(text, number) -> None:
    assert parse_printed_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "BCH", "BCH-LMO-SCBD", "BCH-LMO-SCBD-", "BCH-LMO-SCBD-1-", "1-2-3-4", "MON-00810-6"]
)
def test_other_texts_are_no_printed_number(text) -> None:
    assert parse_printed_number(text) is None


@given(
    st.builds(
        PrintedNumber,
        st.sampled_from(["BCH", "ABSCH", "CHM"]),
        st.sampled_from(["LMO", "DEC", "ORGA"]),
        st.sampled_from(["SCBD", "BJ", "EU"]),
        st.integers(0, 10**12 - 1),
        st.none() | st.integers(0, 10**6 - 1),
    )
)
def test_what_is_printed_is_read_back(number) -> None:
    assert parse_printed_number(str(number)) == number


def test_a_new_guid_is_one_and_is_new() -> None:
    assert is_guid(new_guid())
    assert new_guid() != new_guid()


@pytest.mark.parametrize(
    ("text", "reference"),
    [("A1B2C3D4-1111", Reference("A1B2C3D4-1111")), ("A1B2C3D4-1111@12", Reference("A1B2C3D4-1111", 12))],
)
def test_a_reference_may_be_pinned_to_a_revision(text, reference) -> None:
    assert parse_reference(text) == reference
    assert str(reference) == text


@pytest.mark.parametrize(
    "text",
    ["", "short", "A1B2C3D4-1111@", "A1B2C3D4-1111@x", "A1B2C3D4-1111@²", "A1B2 C3D4-1111", "A1B2C3D4-1111@1@2",
     "A1B2C3D4-1111\n", "A1B2C3D4-1111@1234567", "x" * 129],
)  # fmt: skip
def test_a_malformed_reference_is_refused_by_name(text) -> None:
    with pytest.raises(MalformedIdentifierError) as caught:
        parse_reference(text)
    assert caught.value.code == "identifier-malformed"
    assert text in str(caught.value)


@given(st.text())
def test_whatever_is_read_raises_only_what_is_declared(text) -> None:
    parse_printed_number(text)
    is_oecd_identifier(text)
    is_guid(text)
    oecd_check_digit(text)
    try:
        found = parse_reference(text)
    except MalformedIdentifierError:
        return
    assert parse_reference(str(found)) == found


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("ABSCH-IRCC-MA-10000913, XX-1", ("ABSCH-IRCC-MA-10000913", "XX-1")),
        ("MON-00810-6 XX-1", ("MON-00810-6", "XX-1")),
        ("XX-1 YY-2 MON810", ("XX-1", "YY-2", "MON810")),
        ("MON-00810-6;MON 810، MON 00603 6 (40-3-2).", ("MON-00810-6", "MON 810", "MON 00603 6", "40-3-2")),
        ("MON-00810-6, 14750\n305423", ("MON-00810-6", "14750", "305423")),
        ("https://chm.example/fr/records/ABSCH-IRCC-FR-259-1?x=MON810", ("ABSCH-IRCC-FR-259-1",)),
        ("Permit ABSCH-IRCC-FR-259-1 of 12 May 2026, issued 2026-05-12 in Nice", ("ABSCH-IRCC-FR-259-1",)),
        ("MON 00810 6", ()),
        ("MON810 maize", ()),
        ("maize", ()),
        ("", ()),
    ],
)
def test_a_list_of_identifiers_loses_none(text, identifiers) -> None:
    assert identifiers_listed(text) == identifiers


def test_a_misread_identifier_has_the_form_of_one_alone() -> None:
    assert is_misread_oecd("MON-00810-5")
    assert not any(map(is_misread_oecd, ("MON-00810-6", "MON810", "ABSCH-IRCC-BJ-12-1", "MON-00810-6 x A", "")))


@given(st.from_regex(r"[A-Za-z]{2,3}-[A-Za-z0-9Øø]{5,6}-[0-9]", fullmatch=True))
def test_a_likely_text_is_an_identifier_with_one_digit_at_most(text) -> None:
    right = [digit for digit in string.digits if is_oecd_identifier(text[:-1] + digit)]
    assert len(right) == (1 if len(text.replace("-", "")) == 9 else 0)
