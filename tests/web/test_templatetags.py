import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from clearinghouse.core.languages import LANGUAGES
from clearinghouse.web.paper.directions import RIGHT_TO_LEFT, levels_of
from clearinghouse.web.templatetags import look

WEB = Path(look.__file__).parents[1]
SPRITE = (WEB / "static" / "icons.svg").read_text(encoding="utf-8")
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
ICON_NAMED = re.compile(r"""\{% (?:icon "([a-z]+)"|status \S+ "([a-z]+)")""")

FIRST_OF_MAY = {
    "ar": "1 أيار/مايو 2026",
    "zh": "2026年5月1日",
    "en": "1 May 2026",
    "fr": "1er mai 2026",
    "ru": "1 мая 2026\u202fгода",
    "es": "1 de mayo de 2026",
}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_day_is_written_out_in_every_language(language):
    with override(language.django):
        assert look.day(date(2026, 5, 1)) == FIRST_OF_MAY[language.code]
        assert look.day("2026-05-01") == FIRST_OF_MAY[language.code]


@pytest.mark.parametrize(
    ("django_code", "expected"),
    [("en", "November 2026"), ("ar", "تشرين الثاني/نوفمبر 2026"), ("zh-hans", "2026年11月")],
)
def test_a_date_may_lack_its_day(django_code, expected):
    with override(django_code):
        assert look.day("2026-11") == expected


def test_a_year_and_what_is_no_date_are_shown_as_they_are():
    with override("fr"):
        for text in ("1998", "2026-02-31", "unknown", ""):
            assert look.day(text) == text
        assert look.day(None) == ""


def test_a_moment_is_said_in_coordinated_universal_time():
    nairobi = timezone(timedelta(hours=3))
    late = datetime(2026, 11, 21, 1, 30, tzinfo=nairobi)
    with override("en"):
        assert look.moment(late) == "20 November 2026, 22:30 UTC"
        assert look.day(late) == "20 November 2026"
    with override("ar"):
        assert look.moment(late) == "20 تشرين الثاني/نوفمبر 2026، 22:30 UTC"
    with override("zh-hans"):
        assert look.moment(late) == "2026年11月20日 22:30 UTC"
    assert look.iso(late) == "2026-11-20T22:30:00Z"


def test_the_datetime_attribute_takes_days_and_texts_too():
    assert [look.iso(value) for value in (date(2026, 1, 2), "2026-01", None)] == ["2026-01-02", "2026-01", ""]
    assert look.iso(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02T00:00:00Z"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_thousands_are_parted_by_a_space_that_does_not_break(language):
    with override(language.django):
        assert look.number(412906) == "412\u202f906"
        assert look.number(1846) == "1\u202f846"
        assert look.number(-12) == "-12"


def test_the_decimal_mark_is_that_of_the_language():
    with override("fr"):
        assert look.number(Decimal("8500.25")) == "8\u202f500,25"
    with override("en"):
        assert look.number(0.5) == "0.5"


def test_no_number_is_nothing():
    assert look.number(None) == ""


def test_months_can_be_chosen_by_their_names():
    with override("ru"):
        assert look.month_names()[4] == ("5", "май")
    with override("ar"):
        assert look.month_names()[0] == ("1", "كانون الثاني/يناير")


def test_every_icon_and_mark_stands_in_the_sprite():
    expected = {f"i-{name}" for name in look.ICONS} | {f"m-{code}" for code in look.REALM_MARKS} | {"m-leaf"}
    assert set(re.findall(r'<symbol id="([^"]+)"', SPRITE)) == expected


def test_templates_name_only_icons_that_exist():
    named = {one or other for path in TEMPLATES for one, other in ICON_NAMED.findall(path.read_text(encoding="utf-8"))}
    assert named
    assert named <= look.ICONS


def test_an_unknown_icon_or_tone_is_refused():
    with pytest.raises(look.UnknownIconError):
        look.icon("flag")
    with pytest.raises(look.UnknownIconError):
        look.status("blue", "ok", "Published")


def test_an_icon_says_nothing_to_a_screen_reader():
    assert 'aria-hidden="true"' in look.icon("ok")
    assert look.icon("next", "turn").startswith('<svg class="icon turn"')


def test_a_realm_without_a_mark_has_none():
    assert look.realm_mark("") == ""
    assert 'data-realm="bch"' in look.realm_mark("bch", "large")


def test_a_status_has_a_shape_and_a_word_and_escapes_it():
    shown = look.status("good", "ok", "<Published>")
    assert shown.startswith('<span class="status" data-tone="good"><svg class="icon"')
    assert shown.endswith("&lt;Published&gt;</span>")
    assert "data-tone" not in look.status("", "half", "Draft")


def test_an_identifier_is_set_off_left_to_right_and_escaped():
    assert look.identifier("MON-ØØ81Ø-6") == '<span class="id" dir="ltr">MON-ØØ81Ø-6</span>'
    assert "<b>" not in look.identifier("<b>")


def test_a_digest_shows_its_two_ends():
    assert look.short_digest("9f3c41" + "0" * 54 + "e07a") == "9f3c41…e07a"
    assert look.short_digest("short") == "short"


def test_a_language_is_named_in_the_language_of_the_reader():
    with override("es"):
        assert look.language_name("fr") == "francés"
        assert look.language_name("x-none") == "x-none"
    with override("zh-hans"):
        assert look.language_name("es") == "西班牙语"


def test_text_carries_its_language_and_direction():
    assert look.lang_attributes("ar") == 'lang="ar" dir="rtl"'
    assert look.lang_attributes("zh") == 'lang="zh-Hans" dir="ltr"'
    assert look.lang_attributes("und") == 'dir="auto"'


def test_a_unique_identifier_in_a_title_stays_on_one_line():
    assert look.unbroken("Maize MON-ØØ81Ø-6 & <b>") == ('Maize <span class="nowrap">MON-ØØ81Ø-6</span> &amp; &lt;b&gt;')
    assert look.unbroken("Décision BCH-DEC-BJ-10000431") == "Décision BCH-DEC-BJ-10000431"


def test_the_sign_of_a_trade_mark_stays_at_its_name_in_arabic():
    # A mark of direction behind the sign; nothing where the name is Arabic itself.
    assert look.unbroken("الذرة YieldGard™") == "الذرة YieldGard™\u200e"
    assert look.unbroken(SafeString("<mark>YieldGard</mark>™")) == "<mark>YieldGard</mark>™\u200e"
    assert look.unbroken("ذرة™") == "ذرة™"
    shown = levels_of(look.unbroken("الذرة YieldGard™"), RIGHT_TO_LEFT)
    assert shown[6:16] == [2] * 10
