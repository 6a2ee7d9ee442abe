"""Names of governments in the order in which a reader of each language looks them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clearinghouse.parties.snapshot import Parties
from clearinghouse.vocabularies.letters import letter_of
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name


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
    ordered = by_name(sorted(names), names.__getitem__)
    return [NamedCountry(code, names[code], letter_of(names[code], language)) for code in ordered]
