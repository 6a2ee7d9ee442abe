"""Records for the tests of search: small ones made by hand, and many made by chance."""

import random
from collections.abc import Iterator
from typing import Any

from clearinghouse.derived.index_source import IndexSource
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.documents import Upsert
from clearinghouse.search.indexing import document_of

MAIZE = {
    "en": "maize", "fr": "maïs", "es": "maíz", "zh": "玉米", "ar": "ذرة", "ru": "кукуруза",
}  # fmt: skip
LMO = {
    "en": "living modified organisms",
    "fr": "OVM",
    "es": "organismos vivos modificados",
    "zh": "改性活生物体",
    "ar": "الكائنات الحية المحورة",
    "ru": "живые измененные организмы",
}
LABELS = [
    *(("MAIZE", language, label) for language, label in MAIZE.items()),
    *(("LMO", language, label) for language, label in LMO.items()),
]
LEXICON = ConceptLexicon(LABELS)

WORDS = {
    "en": "risk assessment of the living modified organisms maize cotton in clearing-house biosafety law party",
    "fr": "évaluation des risques liés aux organismes vivants modifiés maïs coton l'accès loi biosécurité",
    "es": "evaluación del riesgo de los organismos vivos modificados maíz algodón ley bioseguridad",
    "ru": "оценка рисков живые измененные организмы кукуруза хлопок закон биобезопасность",
    "ar": "تقييم مخاطر الكائنات الحية المحورة الذرة القطن قانون السلامة الأحيائية",
    "zh": "风险 评估 改性活生物体 玉米 棉花 法律 生物安全 議定書 的",
    "pt": "avaliação risco milho algodão lei",
}


def source(number: int = 1, **changes: Any) -> IndexSource:
    """Return the smallest record that can be indexed, with changes."""
    values: dict[str, Any] = {
        "guid": f"GUID-{number:07}",
        "sequence": number,
        "format": "modifiedOrganism",
        "realm": "bch",
        "titles": {"en": f"Record {number}"},
        "texts": {},
        "identifiers": (),
        "concepts": (),
        "facets": {},
        "dates": {"published": 20_000},
        "visibility": ("public",),
    }
    return IndexSource(**{**values, **changes})


def upsert(number: int = 1, **changes: Any) -> Upsert:
    """Return the operation that indexes such a record."""
    return Upsert(document_of(source(number, **changes), LEXICON))


def by_chance(count: int, seed: int) -> Iterator[Upsert]:
    """Yield records of random words in several languages, always the same for the same seed."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        languages = chance.sample(sorted(WORDS), chance.randint(1, 3))
        yield upsert(
            number,
            format=chance.choice(["modifiedOrganism", "authority", "measure"]),
            titles={code: _sentence(chance, code, 4) for code in languages},
            texts={code: tuple(_sentence(chance, code, 12) for _ in range(2)) for code in languages},
            identifiers=(f"BCH-LMO-SCBD-{14750 + number}-1", "MON-ØØ81Ø-6") if number % 7 == 0 else (),
            concepts=chance.sample(["LMO", "C1", "C2"], chance.randint(0, 2)),
            facets={
                "country": tuple(chance.sample(["ke", "mx", "fr", "cn", "br"], chance.randint(0, 3))),
                "theme": (f"T{chance.randint(1, 40)}",),
            },
            dates={"published": chance.randint(-3, 12), **({"adoption": number % 5} if number % 3 else {})},
            visibility=chance.choice([("public",), ("public", "party:ke"), ("party:ke",)]),
            related=(f"GUID-{chance.randint(1, count):07}",),
        )


def _sentence(chance: random.Random, language: str, size: int) -> str:
    words = WORDS[language].split()
    separator = "" if language == "zh" else " "
    return separator.join(chance.choice(words) for _ in range(size))
