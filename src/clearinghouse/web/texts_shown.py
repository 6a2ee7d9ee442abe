"""How far the texts of a draft are written in each of its languages."""

from dataclasses import dataclass

from clearinghouse.core.canonical import Json
from clearinghouse.derived.form_translations import tongue_of
from clearinghouse.derived.forms import record_languages
from clearinghouse.derived.origins import places_in
from clearinghouse.formats.format import Format


@dataclass(frozen=True, slots=True)
class LanguageFilled:
    """How many of the texts that stand in any language stand in this one."""

    name: str
    tag: str
    filled: int
    total: int


def languages_filled(body: Json, fmt: Format) -> list[LanguageFilled]:
    """Return the languages of a body with their texts counted; none for a body of one language, or without texts."""
    codes = record_languages(body)
    if len(codes) < 2:
        return []
    spoken = [frozenset(place.texts) for place in places_in(body, fmt)]
    tongues = [tongue_of(code) for code in codes] if spoken else []
    return [
        LanguageFilled(one.name, one.tag, sum(one.code in codes for codes in spoken), len(spoken)) for one in tongues
    ]
