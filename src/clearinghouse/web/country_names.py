"""Names of governments in the order in which a reader of each language looks them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clearinghouse.parties.snapshot import Parties
from clearinghouse.vocabularies.letters import letter_of, sort_key
from clearinghouse.web.languages import current_language

_READ_AS = {"秘鲁": "毕鲁", "瑙鲁": "闹鲁", "斐济": "菲济"}
"""Names whose first character is rare, or read otherwise in a name, written with a frequent one of the same sound."""


@dataclass(frozen=True, slots=True)
class NamedCountry:
    """A government with its name in the language of the page and the letter under which it stands."""

    code: str
    name: str
    letter: str


def named(codes: Iterable[str], parties: Parties, on: date | None = None) -> list[NamedCountry]:
    """Return governments in alphabetical order, by their names on a day or of today."""
    language = current_language().code
    names = {code: parties.name(code, language, on) for code in codes}
    ordered = sorted(names, key=lambda code: (sort_key(_looked_up(names[code])), code))
    return [NamedCountry(code, names[code], letter_of(_looked_up(names[code]))) for code in ordered]


def _looked_up(name: str) -> str:
    for written, read in _READ_AS.items():
        if name.startswith(written):
            return read + name.removeprefix(written)
    return name
