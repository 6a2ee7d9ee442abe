"""Days as people read them: with the name of the month, in the active language."""

from datetime import date

from babel.dates import format_date
from django.utils.translation import get_language

from clearinghouse.core.languages import from_django

ENGLISH_OF_THE_UNITED_NATIONS = "en_GB"
# The United Nations write both names of a month; Babel knows the one or the other.
ARABIC_MONTHS = (
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه",
    "تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
)  # fmt: skip


def babel_locale() -> str:
    """Return the locale in which Babel writes for the reader."""
    language = from_django(get_language())
    return ENGLISH_OF_THE_UNITED_NATIONS if language.code == "en" else language.catalogue


def written_day(value: date) -> str:
    """Return a day in full, as `20 November 2026`."""
    code = from_django(get_language()).code
    if code == "ar":
        return f"{value.day} {ARABIC_MONTHS[value.month - 1]} {value.year}"
    text = format_date(value, format="long", locale=babel_locale())
    if code == "ru":
        # The United Nations write the word out, and its abbreviation would end a sentence with two stops.
        return f"{text.removesuffix('г.')}года" if text.endswith("г.") else text
    return text.replace("1 ", "1er ", 1) if code == "fr" and value.day == 1 else text
