"""The nearest values of a field are told by their words, or else by their spelling."""

import pytest

from clearinghouse.search.values_near import nearest

NAMED = [
    ("kr", "en", "Republic of Korea"), ("kp", "en", "Democratic People’s Republic of Korea"), ("ke", "en", "Kenya"),
    ("am", "en", "Armenia"), ("kr", "fr", "République de Corée"), ("ru", "ru", "Российская Федерация"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("korea", ["kp", "kr"]), ("KOREA, Republic", ["kp", "kr"]), ("coree", ["kr"]), ("keyna", ["ke"]),
        ("narnia", ["am"]), ("федерация", ["ru"]), ("x", []), ("", []), ("atlantis", []), ("Korea Kenya", []),
    ],
)  # fmt: skip
def test_names_with_all_words_come_before_those_spelt_alike(value: str, codes: list[str]) -> None:
    assert nearest(value, NAMED) == codes
