"""The vocabulary that explains bodies: every concept scheme, governments as `countries`, their groups as `regions`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.utils import timezone

from clearinghouse.formats.kinds import COUNTRIES, REGIONS
from clearinghouse.parties import queries as parties
from clearinghouse.vocabularies import queries as vocabularies
from clearinghouse.vocabularies.concepts import Scheme, Term, Vocabulary

_COUNTRIES_LABELS = {
    "ar": "البلدان",
    "en": "Countries",
    "es": "Países",
    "fr": "Pays",
    "ru": "Страны",
    "zh": "国家",
}
_REGIONS_LABELS = {
    "ar": "المناطق والمجموعات",
    "en": "Regions and groups",
    "es": "Regiones y grupos",
    "fr": "Régions et groupes",
    "ru": "Регионы и группы",
    "zh": "区域和集团",
}


class _Kept:
    """The vocabulary of this process, with the versions and the day for which it was read."""

    version: tuple[int, int, date] = (-1, -1, date.min)
    vocabulary = Vocabulary(())


_held: ContextVar[list[Vocabulary] | None] = ContextVar("held_vocabulary", default=None)


@contextmanager
def one_vocabulary() -> Iterator[None]:
    """Until the end of the block, look once only whether the vocabulary still holds: a page asks for it many times."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def current_vocabulary() -> Vocabulary:
    """Return the vocabulary as it stands now. Kept in memory; two small queries tell whether it still holds."""
    held = _held.get()
    if held is None:
        return _vocabulary()
    if not held:
        held.append(_vocabulary())
    return held[0]


def _vocabulary() -> Vocabulary:
    # Governments join and leave groups as days pass, without an entry in the ledger.
    today = timezone.now().date()
    wanted = (vocabularies.version(), parties.version(), today)
    if _Kept.version != wanted:
        _Kept.vocabulary = Vocabulary([*vocabularies.all_schemes(), _countries(), _regions(today)])
        _Kept.version = wanted
    return _Kept.vocabulary


def _countries() -> Scheme:
    terms = tuple(Term(code, COUNTRIES, names) for code, names in parties.names_by_code().items())
    return Scheme(COUNTRIES, _COUNTRIES_LABELS, terms, "complete")


def _regions(on: date) -> Scheme:
    terms = tuple(
        Term(one.identifier, REGIONS, one.names, broader=one.broader, position=one.position)
        for one in parties.region_terms(parties.current_parties(), on)
    )
    return Scheme(REGIONS, _REGIONS_LABELS, terms, "complete")
