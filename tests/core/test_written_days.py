"""Days in words."""

from datetime import date

import pytest
from django.utils.translation import override

from clearinghouse.core.written_days import written_day


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1 December 2026"),
        ("fr", "1er décembre 2026"),
        ("ar", "1 كانون الأول/ديسمبر 2026"),
        # In full: after the abbreviation a sentence would end with two stops.
        ("ru", "1 декабря 2026\u202fгода"),
        ("zh-hans", "2026年12月1日"),
    ],
)
def test_a_day_is_written_with_the_name_of_its_month(language: str, written: str) -> None:
    with override(language):
        assert written_day(date(2026, 12, 1)) == written
