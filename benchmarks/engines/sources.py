"""Synthetic records for the comparison of search engines: 190 tokens in one to three languages, eight facets."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from clearinghouse.derived.index import days_since_epoch
from clearinghouse.derived.index_source import IndexSource
from clearinghouse.search.documents import FOREVER

FACETS = ("realm", "format", "government", "language", "year", "subject", "organism", "status")
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_WORDS = 30_000
_TOKENS = 190
_SYLLABLES = {
    "en": "ba ker mi nor sta tal um ri hab fen lo gre",
    "fr": "bé ca mi ner ser tou eau ri fo lé gran vu",
    "es": "ba que mi ño ser tal um ri bos fe lla ción",
    "ru": "ба ке ми но се та ум ри ле во го щи",
    "ar": "با كا مي نو سر تل عم ري حب في دو غر",
    "zh": "生 物 多 样 性 安 全 森 林 水 风 险",
}


class Sources:
    """Always the same records for the same seed; words are drawn by Zipf's law."""

    def __init__(self, seed: int = 3) -> None:
        self._chance = random.Random(seed)
        self.words = {code: self._lexicon(code) for code in LANGUAGES}
        self._weights = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))

    def records(self, count: int) -> Iterator[IndexSource]:
        """Yield `count` records."""
        for number in range(1, count + 1):
            yield self.record(number)

    def record(self, number: int) -> IndexSource:
        """Return one record."""
        chance = self._chance
        languages = chance.sample(LANGUAGES, chance.choice((1, 1, 1, 2, 3)))
        share = _TOKENS // len(languages)
        day = date(2004, 1, 1) + timedelta(days=chance.randrange(8_000))
        published = days_since_epoch(day)
        return IndexSource(
            guid=f"{chance.getrandbits(64):016X}-{number:08}",
            sequence=number,
            format=f"format{self._rank(40)}",
            realm=chance.choice(("bch", "absch", "chm")),
            titles={code: self._text(code, 8) for code in languages},
            texts={code: (self._text(code, share - 8),) for code in languages},
            identifiers=(f"BCH-DEC-XA-{number}-1",),
            concepts=(),
            facets={
                "government": (f"g{self._rank(198)}",),
                "language": tuple(languages),
                "year": (str(day.year),),
                "subject": tuple({f"subject{self._rank(300)}" for _ in range(chance.randint(1, 4))}),
                "organism": (f"organism{self._rank(2_000)}",),
                "status": (chance.choice(("approved", "refused", "open")),),
            },
            dates={
                "published": published,
                "from": published,
                "until": FOREVER,
                "known": number,
                "known_until": FOREVER,
            },
            visibility=("public",),
        )

    def word(self, code: str) -> str:
        """Return a word as frequent as words of texts are."""
        return self._chance.choices(self.words[code], cum_weights=self._weights)[0]

    def _text(self, code: str, count: int) -> str:
        # A Chinese word of two characters gives about four tokens.
        several = count // 4 + 1 if code == "zh" else count
        words = self._chance.choices(self.words[code], cum_weights=self._weights, k=several)
        return ("" if code == "zh" else " ").join(words)

    def _lexicon(self, code: str) -> list[str]:
        syllables = _SYLLABLES[code].split()
        sizes = (2, 2, 3) if code == "zh" else (2, 3, 3, 4)
        return ["".join(self._chance.choices(syllables, k=self._chance.choice(sizes))) for _ in range(_WORDS)]

    def _rank(self, count: int) -> int:
        """Return a number below `count`, low ones more often."""
        return int(count * self._chance.random() ** 2.5)
