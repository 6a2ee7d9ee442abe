"""The six languages of the United Nations, and every name each of them goes by."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One interface language.

    code: in addresses and in bodies of records; tag: the `lang` attribute; django: LANGUAGE_CODE;
    catalogue: folder of the message catalogue and Babel locale.
    """

    code: str
    tag: str
    django: str
    catalogue: str
    name: str
    direction: str = "ltr"


LANGUAGES: tuple[Language, ...] = (
    Language("ar", "ar", "ar", "ar", "العربية", "rtl"),
    Language("zh", "zh-Hans", "zh-hans", "zh_Hans", "中文"),
    Language("en", "en", "en", "en", "English"),
    Language("fr", "fr", "fr", "fr", "Français"),
    Language("ru", "ru", "ru", "ru", "Русский"),
    Language("es", "es", "es", "es", "Español"),
)
"""In the order of the United Nations: by their English names, Chinese under C."""

BY_CODE: Mapping[str, Language] = {language.code: language for language in LANGUAGES}
BY_DJANGO: Mapping[str, Language] = {language.django: language for language in LANGUAGES}
DEFAULT = BY_CODE["en"]

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "dv", "sd", "ug", "yi", "ckb"})
# ISO 639-2 codes that harvested records carry, to the shorter BCP 47 tag.
_THREE_LETTER = {
    "ara": "ar", "chi": "zh", "zho": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es",
    "por": "pt", "deu": "de", "ger": "de", "ita": "it", "jpn": "ja", "kor": "ko",
}  # fmt: skip


# What to offer a reader for whose language there is no text.
_READ_BY_MOST = ("en", "fr", "es", "ru", "zh", "ar")


def from_django(django_code: str | None) -> Language:
    """Return the language that Django calls `django_code`; English for any other."""
    return BY_DJANGO.get((django_code or "").lower(), DEFAULT)


def is_language_tag(text: str) -> bool:
    """Say whether `text` has the form of a BCP 47 tag, as a key of multilingual text must."""
    return bool(_TAG.match(text))


def normal_tag(text: str) -> str:
    """Return the tag under which we keep a text: three-letter codes shortened, `zh-Hans` as `zh`."""
    tag = text.strip().replace("_", "-")
    head, _, rest = tag.partition("-")
    head = _THREE_LETTER.get(head.lower(), head.lower())
    if head == "zh" and rest.lower() in {"", "hans", "cn", "hans-cn"}:
        return "zh"
    return f"{head}-{rest}" if rest else head


def tag_of(code: str) -> str:
    """Return the `lang` attribute for text kept under `code`."""
    return BY_CODE[code].tag if code in BY_CODE else code


def direction_of(code: str) -> str:
    """Return `rtl` or `ltr` for text kept under `code`."""
    return "rtl" if code.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def preferred(available: Iterable[str], wanted: str) -> str | None:
    """Choose among `available` codes the best for a reader of `wanted`: it, its kin, one that many read."""
    codes = list(available)
    kin = wanted.partition("-")[0]
    for candidate in (wanted, kin):
        if candidate in codes:
            return candidate
    for code in codes:
        if code.partition("-")[0] == kin:
            return code
    return next((code for code in _READ_BY_MOST if code in codes), codes[0] if codes else None)
