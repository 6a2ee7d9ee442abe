import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.analysis.identifiers import identifier_keys, keys_asked, keys_in


def asked(text: str) -> set[str]:
    return {key for match in keys_asked(text) for key in match.keys}


@pytest.mark.parametrize(
    ("identifier", "typed"),
    [
        ("MON-ØØ81Ø-6", "MON-ØØ81Ø-6"),
        ("MON-ØØ81Ø-6", "mon-øø81ø-6"),
        ("MON-ØØ81Ø-6", "MON-00810-6"),
        ("MON-ØØ81Ø-6", "MON-OO81O-6"),
        ("MON-ØØ81Ø-6", "MON 00810 6"),
        ("MON-ØØ81Ø-6", "MON–00810–6"),
        ("MON-ØØ81Ø-6", "mon008106"),
        ("MON-ØØ81Ø-6", "MON810"),
        ("MON-ØØ81Ø-6", "Mon 810"),
        ("MON-ØØ81Ø-6", "MON-810"),
        ("ACS-ZMØØ3-2", "acszm0032"),
        ("BCH-LMO-SCBD-14750-1", "BCH-LMO-SCBD-14750-1"),
        ("BCH-LMO-SCBD-14750-1", "bch-lmo-scbd-14750"),
        ("BCH-LMO-SCBD-14750-1", "BCH-LMO-SCBD-14750-24"),
        ("BCH-LMO-SCBD-14750-1", "bch lmo scbd 14750"),
        ("BCH-LMO-SCBD-14750-1", "14750"),
        ("ABSCH-IRCC-FR-246711-1", "absch‑ircc‑fr‑246711"),
        ("XIII/23", "XIII/23"),
        ("XIII/23", "xiii/23"),
        ("XIII/23", "13/23"),
        ("CP-10/4", "CP 10/4"),
        ("CP-10/4", "cp10/4"),
        ("CP-VIII/12", "CP-8/12"),
        ("CBD/COP/DEC/15/4", "15/4"),
        ("UNEP/CBD/COP/DEC/XIII/23", "13/23"),
        ("CBD/CP/MOP/DEC/10/4", "CP-10/4"),
        ("15/16", "15/16"),
        ("Bt-11", "BT11"),
        ("A1B2C3D4-1111-2222-3333-444455556666", "a1b2c3d4-1111-2222-3333-444455556666"),
    ],
)
def test_an_identifier_is_found_however_it_is_typed(identifier: str, typed: str) -> None:
    assert identifier_keys(identifier) & asked(typed)


@pytest.mark.parametrize(
    ("identifier", "typed"),
    [
        ("BCH-LMO-SCBD-14750-1", "BCH-LMO-SCBD-147501"),
        ("BCH-LMO-SCBD-14750-1", "BCH-CON-SCBD-14751-1"),
        ("XIII/23", "XII/23"),
        ("CP-10/4", "NP-10/4"),
        ("MON-ØØ81Ø-6", "MON-00603-6"),
    ],
)
def test_another_identifier_is_not_found(identifier: str, typed: str) -> None:
    assert not identifier_keys(identifier) & asked(typed)


@pytest.mark.parametrize(
    ("identifier", "typed"),
    [
        ("MON-ØØ81Ø-6", "MON00810"), ("MON-ØØ81Ø-6", "mon-00810"), ("MON-ØØ81Ø-6", "MON 00810"),
        ("DAS-Ø15Ø7-1", "das01507"), ("15/4", "CBD/COP/15/4"), ("CP-10/4", "UNEP/CBD/CP/MOP/10/4"),
    ],
)  # fmt: skip
def test_what_a_query_leaves_out_is_found(identifier: str, typed: str) -> None:
    assert identifier_keys(identifier) & asked(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "decision 15/4", "Decision XV/4", "DECISIONS 15/4", "decision No. 15/4", "décision 15/4", "decisión 15/4",
        "решение 15/4", "المقرر 15/4", "مقرر رقم 15/4", "第15/4号决定", "15/4號決定", "第 XV/4 号决定",
    ],
)  # fmt: skip
def test_a_decision_is_named_with_its_word(typed: str) -> None:
    whole = [match.keys for match in keys_asked(typed) if (match.start, match.end) == (0, len(typed))]
    assert whole == [frozenset({"15/4"})]


def test_identifiers_are_recognised_in_running_text() -> None:
    text = "Maize MON 810 (MON-ØØ81Ø-6), decisions CP-10/4, CP 10/5 and XIII/23; Article 10; the clearing-house."
    assert keys_in(text) == {"mon810", "mon008106", "cp10/4", "cp10/5", "10/5", "13/23", "clearinghouse"}


def test_words_with_a_slash_and_letters_unlike_roman_numbers_are_no_decisions() -> None:
    assert not keys_in("and/or")
    assert not {"4/3", "52/12"} & keys_in("iiii/3 lil/12")


@given(st.text())
def test_looking_for_identifiers_never_raises(text: str) -> None:
    for keys in (identifier_keys(text), keys_in(text), asked(text)):
        assert all(key and not key.isspace() for key in keys)


@given(st.from_regex(r"[A-Z]{2,6}-[A-Z0-9]{1,6}-[A-Z]{0,3}[0-9Ø]{1,6}(-[0-9]{1,4})?", fullmatch=True))
def test_whatever_looks_like_an_identifier_is_found_as_it_stands(identifier: str) -> None:
    assert identifier_keys(identifier) & asked(identifier)
