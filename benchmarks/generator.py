"""Records of the biosafety formats from a seed: as many as wanted, always the same, every one without problems.

Only for measuring: they are appended in large transactions, past the checks of the door that `publish` makes.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from clearinghouse.core.canonical import Json, canonical
from clearinghouse.core.identifiers import oecd_check_digit
from clearinghouse.demonstration.loading import read_lines
from clearinghouse.demonstration.publishing import guid_of
from clearinghouse.derived.reading import parts_of, settled, titles_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.ledger.actions import writing
from clearinghouse.records.actions import PUBLISHED
from clearinghouse.records.models import Record, Revision
from clearinghouse.records.queries import circumstances_of

BATCH = 2000
FIRST_NUMBER = 20_000_000
SHARES = (("biosafetyDecision", 0.55), ("nationalRiskAssessment", 0.25), ("modifiedOrganism", 0.2))
_WORDS = {
    "en": "maize seed import trial release risk pollen gene protein insect field feed authority condition monitoring",
    "fr": "maïs semence importation essai dissémination risque pollen gène protéine insecte champ aliment autorité",
    "es": "maíz semilla importación ensayo liberación riesgo polen gen proteína insecto campo alimento autoridad",
    "ru": "кукуруза семена импорт испытание выпуск риск пыльца ген белок насекомое поле корм орган условие",
    "ar": "الذرة البذور استيراد تجربة إطلاق المخاطر حبوب اللقاح الجين البروتين الحشرات الحقل العلف السلطة",
    "zh": "玉米 种子 进口 试验 释放 风险 花粉 基因 蛋白质 昆虫 田间 饲料 主管部门 条件 监测",
}


@dataclass(frozen=True, slots=True)
class Generated:
    """One record before it is appended."""

    guid: str
    format: str
    owner: str
    body: Json
    at: datetime


class Generator:
    """Makes records that vary the demonstration's bodies."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._words = {language: words.split() for language, words in _WORDS.items()}
        self._models: dict[str, list[Json]] = {}
        self.lmos = [guid_of(line["key"]) for line in read_lines() if line["schema"] == "modifiedOrganism"]
        for line in read_lines():
            self._models.setdefault(line["schema"], []).append(line)

    def records(self, count: int) -> Iterator[Generated]:
        """Yield `count` records."""
        slugs, weights = [slug for slug, _ in SHARES], [share for _, share in SHARES]
        for place in range(count):
            slug = self._random.choices(slugs, weights)[0]
            yield self._one(slug, place)

    def _one(self, slug: str, place: int) -> Generated:
        model = self._random.choice(self._models[slug])
        body = self._resolved(model["body"])
        languages = self._random.sample(list(self._words), self._random.choice((1, 1, 2, 3)))
        body = _in_languages(body, languages)
        body["header"] = {"schema": slug, "languages": languages}
        guid = str(uuid.UUID(int=self._random.getrandbits(128))).upper()
        name = "identity" if slug == "modifiedOrganism" else "title"
        body[name] = {language: self._text(language, 8) for language in languages}
        for field in ("description", "reasons", "adverseEffects", "relevantInformation"):
            if field in FORMATS[slug].fields and (field in body or self._random.random() < 0.4):
                body[field] = {language: f"<p>{self._text(language, 90)}</p>" for language in languages}
        if slug == "modifiedOrganism":
            stem = f"GEN-{place % 100_000:05d}"
            body |= {"uniqueIdentification": f"{stem}-{oecd_check_digit(stem)}", "transformationEvent": f"G{place}"}
        else:
            body["modifiedOrganisms"] = [{"identifier": self._random.choice(self.lmos)}]
        at = datetime(2004, 1, 1, tzinfo=UTC) + timedelta(days=self._random.randrange(8000))
        return Generated(guid, slug, model["owner"], body, at)

    def _text(self, language: str, count: int) -> str:
        glue = "" if language == "zh" else " "
        return glue.join(self._random.choices(self._words[language], k=count)).capitalize()

    def _resolved(self, body: Json) -> Json:
        return {name: _resolved(value) for name, value in body.items()}


def _resolved(value: object) -> object:
    match value:
        case {"identifier": str(key), **rest} if key.startswith("@"):
            return {"identifier": guid_of(key[1:]), **rest}
        case list():
            return [_resolved(item) for item in value]
        case _:
            return value


def _in_languages(value: Any, languages: list[str]) -> Any:
    """Return a body whose texts are in the languages of its header, as the check wants them."""
    match value:
        case dict() if value and all(len(key) == 2 and isinstance(text, str) for key, text in value.items()):
            spoken = {language: value[language] for language in languages if language in value}
            return spoken or {languages[0]: next(iter(value.values()))}
        case dict():
            return {name: _in_languages(item, languages) for name, item in value.items()}
        case list():
            return [_in_languages(item, languages) for item in value]
        case _:
            return value


def append_all(count: int) -> Iterator[int]:
    """Append `count` generated records in batches; yield how many after each."""
    done: list[Generated] = []
    number = FIRST_NUMBER
    for one in Generator().records(count):
        done.append(one)
        if len(done) == BATCH:
            _append(done, number)
            number += BATCH
            yield BATCH
            done = []
    if done:
        _append(done, number)
        yield len(done)


def _append(batch: list[Generated], number: int) -> None:
    records, revisions = [], []
    with writing() as ledger:
        for place, one in enumerate(batch):
            fmt = FORMATS[one.format]
            circumstances = circumstances_of("bch", one.owner, is_published=False)
            public, sealed = parts_of(settled(one.body, fmt, circumstances), fmt, circumstances)
            envelope: Json = {"guid": one.guid, "format": one.format, "revision": 1, "owner": one.owner}
            entry = ledger.append(
                PUBLISHED, one.guid, envelope=envelope, effective_at=one.at, public=public, sealed=sealed
            )
            record = Record(
                guid=one.guid,
                format_slug=one.format,
                realm="bch",
                owner=one.owner,
                document_number=number + place,
                home_node="bench",
                latest=1,
                latest_sequence=entry.sequence,
                titles_text=canonical(titles_of(public, fmt)),
            )
            records.append(record)
            revisions.append(
                Revision(record=record, number=1, entry=entry, format_version=fmt.version, published_at=one.at)
            )
        Record.objects.bulk_create(records)
        Revision.objects.bulk_create(revisions)
