"""What stands beside a text that is written in several languages: from which it is translated, and whether still so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clearinghouse.core.languages import BY_CODE, is_language_tag, normal_tag, tag_of
from clearinghouse.derived.forms import Input, Tongue, Translation
from clearinghouse.derived.origins import Origin, Place, is_stale, origin_of
from clearinghouse.derived.word_changes import word_changes


def with_translations(inputs: tuple[Input, ...], place: Place, origins: Sequence[Origin]) -> tuple[Input, ...]:
    """Return the inputs of one text, each with what it has to do with the others; as it is if none is written."""
    if len(inputs) < 2 or not any(place.texts.values()):
        return inputs
    tongues = {one.language: Tongue(one.language, one.label, one.tag) for one in inputs}
    return tuple(replace(one, translation=_translation(one, tongues, place, origins)) for one in inputs)


def _translation(one: Input, tongues: Mapping[str, Tongue], place: Place, origins: Sequence[Origin]) -> Translation:
    others = tuple(tongue for code, tongue in tongues.items() if code != one.language)
    if not place.texts.get(one.language):
        return Translation(place.name, others, copies=tuple(t for t in others if place.texts.get(t.code)))
    origin = origin_of(origins, place, one.language)
    if origin is None:
        return Translation(place.name, others)
    source = tongues.get(origin.source) or tongue_of(origin.source)
    if not is_stale(origin, place):
        return Translation(place.name, others, source)
    changes = word_changes(origin.former, place.typed(origin.source)) if origin.former else ()
    return Translation(place.name, others, source, is_stale=True, changes=changes)


def tongue_of(code: str) -> Tongue:
    """Return a language by its code, with the code as its name if we have no other."""
    return Tongue(code, BY_CODE[code].name if code in BY_CODE else code, tag_of(code))


def with_copied_text(posted: Mapping[str, Sequence[str]], button: str) -> dict[str, list[str]]:
    """Return what was posted with one text copied to another language, where none stands yet.

    button: `<place>.<from>.<to>`. The copy is said to be translated from the first.
    """
    sent = {name: list(values) for name, values in posted.items()}
    place, source, language = ["", "", *button.rsplit(".", 2)][-3:]
    text = next(reversed(sent.get(f"f.{place}.{source}", [])), "")
    there = next(reversed(sent.get(f"f.{place}.{language}", [])), "")
    if text.strip() and not there.strip() and is_language_tag(language):
        sent[f"f.{place}.{language}"] = [text]
        sent[f"o.{place}.{language}"] = [normal_tag(source)]
    return sent
