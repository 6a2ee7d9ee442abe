"""The declared formats against the record of what existing clients send, where that record is at hand.

Every difference is deliberate, and stands in one table with its reason.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.community_terms import TERMS
from clearinghouse.formats.conditions import (
    All,
    AnyHolds,
    Condition,
    Equals,
    HasTerm,
    InRealm,
    IsCommunity,
    IsFilled,
    IsNational,
    IsPublished,
    Not,
)
from clearinghouse.formats.format import AnyOf, Field, Format
from clearinghouse.formats.kinds import (
    COUNTRIES,
    REGIONS,
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
    Kind,
    LocalText,
    MapPoint,
    Number,
    RecordReference,
    Text,
    Url,
    WebLink,
    WholeNumber,
    YesNo,
)
from tests.formats.deliberate import DELIBERATE, LEFT_OUT, OUR_OWN
from tests.machine import NO_MATERIAL

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "common-formats.json"
pytestmark = pytest.mark.skipif(not REFERENCE.is_file(), reason=NO_MATERIAL)

KINDS: dict[str, tuple[type[Kind], ...]] = {
    "lstring": (LocalText,),
    "richLstring": (LocalText,),
    "string": (Text,),
    "email": (Email,),
    "url": (Url,),
    "bool": (YesNo,),
    "integer": (WholeNumber,),
    "decimal": (Number,),
    "date": (Day,),
    "yearMonth": (Day,),
    "enum": (Choice,),
    "Term": (Concept,),
    "Reference": (RecordReference,),
    "Link": (WebLink,),
    "MapLocation": (MapPoint,),
    "object": (Group,),
    "TranscriptElement[]": (Construct,),
}
JOINT_SCHEMES = {
    frozenset({REGIONS, COUNTRIES}): REGIONS,
    frozenset({"GBF-GOALS", "GBF-TARGETS"}): "GBF-GOALS-TARGETS",
}
"""Schemes that have the terms of several in them."""
REALMS = {"ABSCH": "abs", "ABS": "abs", "BCH": "bch", "CHM": "chm", "ORT": "ort"}
_GUID = re.compile(r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-Fa-f]{4}-[0-9A-F]{4}-[0-9A-F]{12}|GBF-TARGET-\d\d")
_QUOTED = re.compile(r"'([^']*)'")
_TARGET = re.compile(r"Target(\d+(\.\.\d+)?|N)\.")
_ROW = re.compile(r"\w+\[\]\.")
_NAME = re.compile(r"[A-Za-z_][\w.\[\]]*")
_GRAMMAR = {"and", "or", "not", "in", "has", "any", "of", "present", "realm", "record", "already", "published"}
_GRAMMAR |= {"none", "false", "true", "no"}


@cache
def reference() -> dict[str, dict[str, Any]]:
    """Every record type of the reference by its name."""
    return {one["schema"]: one for one in json.loads(REFERENCE.read_text())["records"]}


@cache
def objects() -> frozenset[str]:
    """Names of the types of the reference that are objects with members of their own."""
    types = json.loads(REFERENCE.read_text())["customTypes"]
    return frozenset({"IndicatorDataRow"} | {name for name, told in types.items() if isinstance(told, list)})


def declared() -> list[Format]:
    """Every declared format that the reference knows."""
    return [fmt for fmt in FORMATS.values() if REFERENCE.is_file() and fmt.slug in reference()]


each_format = pytest.mark.parametrize("fmt", declared(), ids=lambda fmt: fmt.slug)


def differences(fmt: Format) -> Iterator[tuple[str, str]]:
    """Yield field and difference; the empty name stands for the format itself."""
    told = {_place(one["name"]): one for one in reference()[fmt.slug]["fields"] if one["name"] != "header"}
    ours = _ours(fmt)
    code = reference()[fmt.slug]["code"]
    if code and code != fmt.code:
        yield "", f"code {fmt.code}, there {code}"
    realms = {REALMS.get(one["realm"], one["realm"]) for one in reference()[fmt.slug]["realms"]}
    if realms != {"ALL"} and realms != set(fmt.realms):
        yield "", f"realms {sorted(fmt.realms)}, there {sorted(realms)}"
    for name in told.keys() - ours.keys():
        if not any(other.startswith((f"{name}.", f"{name}[]")) for other in ours.keys() | told.keys()):
            yield name, "not declared"
    for name in ours.keys() - told.keys():
        # A group of which the reference tells only the members, or an object of which it tells only the whole.
        if any(other.startswith(f"{name}[].") for other in told) or _is_within(name, told):
            continue
        if fmt.slug not in OUR_OWN:
            yield name, "not in the reference"
    either = [set(one.fields) for one in fmt.rules if isinstance(one, AnyOf)]
    for name in ours.keys() & told.keys():
        in_a_choice = any(name in names for names in either)
        yield from ((name, one) for one in _about(ours[name], told[name], in_a_choice=in_a_choice))


def _place(name: str) -> str:
    """Return the name of a field; one for all targets where every one has the same fields."""
    return _TARGET.sub("TargetN.", name.removesuffix("[]"))


def _is_within(name: str, told: dict[str, Any]) -> bool:
    return any(
        name.startswith((f"{whole}.", f"{whole}[].")) and not one["type"].startswith("group")
        for whole, one in told.items()
    )


def _ours(fmt: Format) -> dict[str, Field]:
    found: dict[str, Field] = {}

    def gather(fields: Any, stem: str) -> None:
        for one in fields:
            found[_place(stem + one.name)] = one
            if isinstance(one.kind, Group):
                gather(one.kind.fields, f"{stem}{one.name}{'[]' if one.is_repeated else ''}.")

    # The terms of a community are asked of many formats alike, and are by this project.
    gather((one for one in fmt if not one.name.startswith(f"{TERMS}.")), "")
    return found


def _about(ours: Field, told: dict[str, Any], *, in_a_choice: bool) -> Iterator[str]:
    wanted = told["type"].removesuffix("[]") if told["repeated"] else told["type"]
    if not isinstance(ours.kind, KINDS.get(wanted, (Group,) if wanted in objects() else ())):
        yield f"is {type(ours.kind).__name__}, there {told['type']}"
    if ours.is_repeated is not told["repeated"]:
        yield f"{'repeats' if ours.is_repeated else 'does not repeat'}, there otherwise"
    if ours.is_obsolete is not bool(told.get("obsolete") or told.get("legacy")):
        yield f"{'superseded' if ours.is_obsolete else 'in use'}, there otherwise"
    yield from _about_kind(ours, told)
    ours_needed = "conditional" if in_a_choice or not isinstance(ours.required, bool) else ours.required
    # A yes that stands for the missing answer is one of the two, though the reference marks the answer alone.
    stands_for_another = in_a_choice and isinstance(ours.kind, YesNo) and not told["mandatory"]
    if ours_needed != told["mandatory"] and not stands_for_another:
        yield f"mandatory {ours_needed}, there {told['mandatory']}"
    yield from _about_conditions(ours, told)


def _about_kind(ours: Field, told: dict[str, Any]) -> Iterator[str]:
    match ours.kind:
        case LocalText(is_rich=is_rich) if is_rich is not (told["type"].startswith("richLstring")):
            yield f"is {'rich' if is_rich else 'plain'} text, there otherwise"
        case Day(is_partial=is_partial) if is_partial is not (told["type"] == "yearMonth"):
            yield "differs in whether a part of a date will do"
        case Choice(options=options) if {one.value for one in options} != set(told.get("values", ())):
            yield f"offers {[one.value for one in options]}, there {told.get('values')}"
        case Concept(scheme=scheme, allows_other=allows_other):
            known = told.get("vocabulary", [])
            if known and JOINT_SCHEMES.get(frozenset(known), known[0]) != scheme:
                yield f"scheme {scheme}, there {known}"
            if allows_other is not bool(told.get("allowOther")):
                yield f"{'allows' if allows_other else 'does not allow'} “Other”, there otherwise"
        case RecordReference(formats=formats, is_same_government=is_same, is_versioned=is_versioned):
            if set(formats) != set(told.get("references", ())):
                yield f"refers to {list(formats)}, there {told.get('references')}"
            if is_same is not bool(told.get("sameGovernment")):
                yield f"{'own records only' if is_same else 'records of anyone'}, there otherwise"
            if is_versioned is bool(told.get("unversioned")):
                yield f"{'with' if is_versioned else 'without'} revision, there otherwise"


def _about_conditions(ours: Field, told: dict[str, Any]) -> Iterator[str]:
    expression = told.get("expression", "")
    wanted = _words_told(expression)
    limited = {f"realm:{REALMS[one]}" for one in told.get("realms", ())}
    needed = {} if isinstance(ours.required, bool) else _words(ours.required)
    shown = _words(ours.shown_when) if ours.shown_when else frozenset()
    if told["mandatory"] == "conditional" and expression and needed and needed not in (wanted, wanted | limited):
        yield f"needed when {sorted(needed)}, there {sorted(wanted)}"
    if told.get("visibleIf") and expression and not ours.is_obsolete and shown not in (wanted, wanted | limited):
        yield f"shown when {sorted(shown)}, there {sorted(wanted)}"
    if limited and not limited <= shown:
        yield f"shown when {sorted(shown)}, there in {sorted(limited)} alone"
    if shown and not told.get("visibleIf") and not limited and shown != needed:
        yield f"shown when {sorted(shown)}, there always"


def _words(condition: Condition) -> frozenset[str]:
    """Return what a condition speaks of: fields, values, realms."""
    match condition:
        case Equals(field=name, value=value):
            return frozenset({name} | ({value} if isinstance(value, str) else set()))
        case HasTerm(field=name, terms=terms):
            return frozenset({name, *terms})
        case IsFilled(field=name):
            return frozenset({name})
        case InRealm(realm=realm):
            return frozenset({f"realm:{realm}"})
        case IsNational():
            return frozenset({"national"})
        case IsCommunity():
            return frozenset({"community"})
        case IsPublished():
            return frozenset({"published"})
        case Not(condition=inner):
            return _words(inner)
        case All(conditions=inner) | AnyHolds(conditions=inner):
            return frozenset().union(*map(_words, inner))


def _words_told(expression: str) -> frozenset[str]:
    found: set[str] = set(_GUID.findall(expression)) | set(_QUOTED.findall(expression))
    rest = _ROW.sub("", _QUOTED.sub(" ", _GUID.sub(" ", expression)))
    if "already published" in rest:
        found.add("published")
    names = _NAME.findall(rest)
    for code in (name for name in names if name in REALMS):
        found.add(f"realm:{REALMS[code]}")
    return frozenset(found | {name for name in names if name not in _GRAMMAR and name not in REALMS})


@each_format
def test_a_format_is_as_clients_expect_but_for_what_is_deliberate(fmt) -> None:
    unexplained = []
    for name, difference in sorted(differences(fmt)):
        reason = DELIBERATE.get((fmt.slug, name)) or DELIBERATE.get(("*", name))
        print(f"{fmt.slug}.{name}: {difference}. {reason or '???'}")
        if not reason:
            unexplained.append((name, difference))
    assert unexplained == []


def test_every_deliberate_difference_is_still_one() -> None:
    found = {(fmt.slug, name) for fmt in declared() for name, _ in differences(fmt)}
    names = {name for _, name in found}
    stale = [key for key in DELIBERATE if (key[1] not in names if key[0] == "*" else key not in found)]
    assert stale == []


def test_formats_with_fields_of_our_own_are_ones_of_which_the_reference_tells_little() -> None:
    assert all(slug in FORMATS for slug in OUR_OWN)


def test_every_record_type_of_the_reference_is_declared_but_for_those_left_out_on_purpose() -> None:
    assert reference().keys() - FORMATS.keys() == LEFT_OUT.keys()


def test_formats_that_the_reference_calls_active_are_open_and_those_that_ended_are_not() -> None:
    states = {slug: told["status"] for slug, told in reference().items() if slug in FORMATS}
    assert [slug for slug, state in states.items() if state == "active" and not FORMATS[slug].is_open] == []
    ended = {"closed", "superseded", "planned", "internal"}
    assert [slug for slug, state in states.items() if state in ended and FORMATS[slug].is_open] == []
    # Of those that the reference calls legacy, one is used on.
    assert [slug for slug, state in states.items() if state == "legacy" and FORMATS[slug].is_open] == ["event"]
