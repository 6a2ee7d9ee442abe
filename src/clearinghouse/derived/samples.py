"""Format → sample: a body with an answer to every question, for documentation, trials and measurements."""

from collections.abc import Mapping
from typing import Any, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import Say
from clearinghouse.derived.reading import settled
from clearinghouse.formats.answers import with_answer
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import (
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
    Kind,
    Legacy,
    LocalText,
    MapPoint,
    Number,
    OecdIdentifier,
    RecordReference,
    Text,
    Url,
    WebLink,
    WholeNumber,
    YesNo,
)
from clearinghouse.vocabularies.concepts import Vocabulary

SAMPLE_GUID = "SOME-RECORD-1"
"""To which the references of a sample lead; no record has this GUID."""


def sample_body(fmt: Format, circumstances: Circumstances, vocabulary: Vocabulary, say: Say, language: str) -> Json:
    """Return a body that answers whatever a format asks in these circumstances, its texts in one language.

    It has no problems but that the records it refers to do not exist, and what only the owner can know.
    """
    header = {"schema": fmt.slug, "languages": [language]}
    body: Json = {"header": header}
    for one in fmt:
        label = say(fmt.label_of(one))
        body = with_answer(body, one.name, sample_answer(one, vocabulary, {language: label}))
    if circumstances.government and "government" in fmt.fields:
        body["government"] = {"identifier": circumstances.government}
    return settled(body, fmt, circumstances)


def sample_answer(one: Field, vocabulary: Vocabulary, words: Mapping[str, str]) -> Any:
    """Return a good answer of a field. words: the text to be used, by language."""
    value = _value(one.kind, vocabulary, words)
    return [value] if one.is_repeated else value


def _value(kind: Kind, vocabulary: Vocabulary, words: Mapping[str, str]) -> Any:
    match kind:
        case Text():
            return next(iter(words.values()))
        case LocalText():
            return dict(words)
        case Email():
            return "office@seed.example"
        case OecdIdentifier():
            return "MON-ØØ81Ø-6"
        case YesNo():
            return True
        case WholeNumber(minimum=minimum):
            return minimum + 7
        case Number(minimum=least):
            return (least or 0) + 7.5
        case Url():
            return "https://documents.example/a"
        case MapPoint():
            return {"lat": 6.5, "lng": 2.6}
        case Group(fields=members):
            return {member.name: sample_answer(member, vocabulary, words) for member in members}
        case Legacy():
            return {"question": ["answer"]}
        case Day():
            return "2026-03-31"
        case Choice(options=options):
            return options[0].value
        case Concept(scheme=scheme, below=below, not_selectable=groups):
            terms = vocabulary.narrower(scheme, below) if below else vocabulary.roots(scheme)
            # A node that has loaded no vocabularies yet knows no term.
            return {"identifier": next((one.identifier for one in terms if one.identifier not in groups), "x-a-term")}
        case RecordReference():
            return {"identifier": SAMPLE_GUID}
        case WebLink():
            return {"url": "https://documents.example/a.pdf", **_name_of(words)}
        case Construct():
            return [{"type": "sense", "identifier": {"identifier": SAMPLE_GUID}, "size": 1200}]
        case _:
            assert_never(kind)


def _name_of(words: Mapping[str, str]) -> Json:
    language, name = next(iter(words.items()))
    return {"name": name, "language": language}
