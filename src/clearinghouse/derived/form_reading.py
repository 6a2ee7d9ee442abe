"""Reading what was posted from the editor back into a body. Nothing that was typed is lost, even if it is wrong."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from clearinghouse.core.canonical import Json, stripped
from clearinghouse.core.languages import is_language_tag, normal_tag
from clearinghouse.derived.form_texts import as_html
from clearinghouse.derived.row_keys import ROW_KEY, RowKeys, row_groups
from clearinghouse.formats.answers import answer_at, with_answer
from clearinghouse.formats.conditions import is_filled
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import (
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
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
from clearinghouse.vocabularies.concepts import OTHER

Posted = Mapping[str, Sequence[str]]
"""Names of inputs with every value sent under them, in order."""

_WHOLE_NUMBER = re.compile(r"-?\d{1,15}\Z")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?\Z")
_ANY_NUMBER = re.compile(r"-?\d{1,15}([.,]\d{1,9})?\Z")


def body_from(fmt: Format, posted: Posted, previous: Json) -> Json:
    """Return the body that a form was sent with.

    Only fields named under `fields` were on the form; the answers of all others are kept from `previous`.
    """
    body: Json = {**previous, "header": _header(fmt, posted, previous)}
    on_form = set(posted.get("fields", ()))
    root = Branch.of(posted)
    for one in fmt:
        if one.name in on_form:
            answer = _over(answer_at(previous, one.name), answer_in(one, root), one)
            body = with_answer(body, one.name, answer)
    return stripped(body) or {}


def _over(former: Any, answer: Any, one: Field) -> Any:
    """Return an answer as it is kept after `former`: what only the form wrote differently is no change."""
    match one.kind:
        case LocalText(is_rich=True):
            return _rich_texts(former, answer)
        case Concept():
            return _in_former_order(answer, former, one)
        case Group():
            return _rows_over(former, answer, one)
        case Legacy():
            return former
        case _:
            return answer


def _rows_over(former: Any, answer: Any, one: Field) -> Any:
    """Return rows of a group as they are kept after those that stood there, each compared with that of its place."""
    if isinstance(answer, list):
        earlier = former if isinstance(former, list) else []
        return [_rows_over(earlier[n] if n < len(earlier) else None, row, one) for n, row in enumerate(answer)]
    if not isinstance(answer, dict) or not isinstance(one.kind, Group):
        return answer
    known = former if isinstance(former, dict) else {}
    for member in one.kind.fields:
        value = _over(answer_at(known, member.name), answer_at(answer, member.name), member)
        answer = with_answer(answer, member.name, value)
    return answer


def _rich_texts(former: Any, answer: Any) -> Any:
    match answer:
        case list():
            earlier = former if isinstance(former, list) else []
            return [_rich_texts(earlier[n] if n < len(earlier) else None, row) for n, row in enumerate(answer)]
        case dict():
            known = former if isinstance(former, dict) else {}
            return {code: as_html(text or "", known.get(code)) for code, text in answer.items()}
        case _:
            return answer


def _in_former_order(answer: Any, former: Any, one: Field) -> Any:
    """Return terms in the order in which they stood: a form sends them in that of the scheme, which changes nothing."""
    if not (isinstance(one.kind, Concept) and isinstance(answer, list) and isinstance(former, list)):
        return answer
    places = {term.get("identifier"): place for place, term in enumerate(former) if _is_term(term)}
    return sorted(answer, key=lambda term: places.get(term["identifier"], len(places)))


def _is_term(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("identifier"), str)


def _header(fmt: Format, posted: Posted, previous: Json) -> Json:
    before = previous.get("header")
    header: Json = dict(before) if isinstance(before, dict) else {}
    header["schema"] = fmt.slug
    if "languages" in posted:
        tags = (normal_tag(code) for code in posted["languages"] if is_language_tag(code))
        header["languages"] = list(dict.fromkeys(tags))
    return header


def row_keys_in(fmt: Format, posted: Posted) -> RowKeys:
    """Return the keys that rows of groups were sent with, beside the rows that body_from keeps; "" for a new row."""
    on_form, root = set(posted.get("fields", ())), Branch.of(posted)
    found = {}
    for one in row_groups(fmt):
        if one.name in on_form and isinstance(one.kind, Group):
            rows, members = root.at(f"f.{one.name}").rows(), one.kind.fields
            found[one.name] = [row.child(ROW_KEY).value or "" for row in rows if is_filled(_object(members, row))]
    return found


def answer_from(one: Field, posted: Posted) -> Any:
    """Return the answer of one field, None if it was left empty."""
    return answer_in(one, Branch.of(posted))


def answer_in(one: Field, root: "Branch") -> Any:
    """Return the answer of one field among everything that was posted."""
    return _answer(one, root.at(f"f.{one.name}"))


def _answer(one: Field, rest: "Branch") -> Any:
    kind = one.kind
    match kind:
        case Text() | Email() | OecdIdentifier() | Url():
            return _each(one, rest, lambda branch: branch.value)
        case Choice():
            chosen_options = [value for value in dict.fromkeys(rest.values) if value.strip()]
            return chosen_options if one.is_repeated else (chosen_options[-1] if chosen_options else None)
        case Number():
            return _number(rest.value)
        case MapPoint():
            return _point(rest)
        case Group(fields=members):
            return _each(one, rest, lambda branch: _object(members, branch))
        case Legacy():
            return None
        case LocalText():
            return _each(one, rest, _texts)
        case YesNo():
            return {"yes": True, "no": False}.get(rest.value or "")
        case WholeNumber():
            return _whole_number(rest.value)
        case Day(is_partial=is_partial):
            return _day(rest, is_whole=not is_partial)
        case Concept():
            return _terms(one, rest)
        case RecordReference():
            chosen = [{"identifier": value} for value in dict.fromkeys(rest.values) if value.strip()]
            return chosen if one.is_repeated else (chosen[-1] if chosen else None)
        case WebLink():
            links = [link for link in map(_link, rest.rows()) if link]
            # A field of one link has a row as well.
            return links if one.is_repeated else next(iter(links), None)
        case Construct():
            return _each(one, rest, _cassette)
        case _:
            assert_never(kind)


class Branch:
    """The posted inputs below one name, as a tree."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self.below: dict[str, Branch] = {}

    @classmethod
    def of(cls, posted: Posted) -> "Branch":
        """Return everything that was posted."""
        root = cls()
        for name, values in posted.items():
            node = root
            for step in name.split("."):
                node = node.below.setdefault(step, cls())
            node.values.extend(values)
        return root

    def at(self, name: str) -> "Branch":
        """Return the branch that a name with points leads to, an empty one if nothing was sent."""
        node: Branch | None = self
        for step in name.split("."):
            node = node.below.get(step) if node else None
        return node or Branch()

    @property
    def value(self) -> str | None:
        """The last value sent under this name."""
        return self.values[-1] if self.values else None

    def child(self, name: str) -> "Branch":
        """The branch below, an empty one if nothing was sent."""
        return self.below.get(name) or Branch()

    def rows(self) -> "list[Branch]":
        """The numbered branches in order."""
        return [branch for key, branch in sorted(self.below.items(), key=_row_order) if key.isdecimal()]


def _row_order(item: "tuple[str, Branch]") -> int:
    return int(item[0]) if item[0].isdecimal() and len(item[0]) < 10 else -1


def _each(one: Field, rest: Branch, read: Any) -> Any:
    if not one.is_repeated:
        return read(rest)
    return [value for value in map(read, rest.rows()) if is_filled(value)]


def _texts(branch: Branch) -> Json:
    return {normal_tag(code): below.value for code, below in branch.below.items() if is_language_tag(code)}


def _whole_number(text: str | None) -> Any:
    text = (text or "").strip()
    return int(text) if _WHOLE_NUMBER.match(text) else text or None


def _number(text: str | None) -> Any:
    text = (text or "").strip()
    if not _ANY_NUMBER.match(text):
        return text or None
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _point(branch: Branch) -> Json | None:
    found = {part: _number(branch.child(part).value) for part in ("lat", "lng")}
    return found if any(value is not None for value in found.values()) else None


def _object(members: Sequence[Field], branch: Branch) -> Json:
    found: Json = {}
    for member in members:
        value = _answer(member, branch.at(member.name))
        if is_filled(value):
            found = with_answer(found, member.name, value)
    return found


def _day(branch: Branch, *, is_whole: bool) -> str | None:
    if branch.value:
        return branch.value.strip()
    year, month, day = ((branch.child(part).value or "").strip() for part in ("year", "month", "day"))
    if not (year or month or day):
        return None
    if not day and (year and not is_whole):
        return f"{year}-{month.zfill(2)}" if month else year
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _terms(one: Field, branch: Branch) -> Any:
    custom = _texts(branch.child("other"))
    chosen = [
        {"identifier": value, "customValue": custom} if value == OTHER else {"identifier": value}
        for value in dict.fromkeys(branch.values)
        if value.strip()
    ]
    return chosen if one.is_repeated else (chosen[-1] if chosen else None)


def _link(branch: Branch) -> Json:
    parts = {part: (branch.child(part).value or "").strip() for part in ("url", "name", "language")}
    if branch.child("file").value and not parts["url"]:
        # A file whose box was unticked; its name would stay behind alone.
        return {}
    # A language alone is no link: it is what the select shows by itself.
    return parts if parts["url"] or parts["name"] else {}


def _cassette(branch: Branch) -> list[Json]:
    elements = []
    for row in branch.rows():
        guid = (row.child("identifier").value or "").strip()
        if not guid:
            continue
        size = (row.child("size").value or "").strip()
        element: Json = {"type": row.child("type").value or "sense", "identifier": {"identifier": guid}}
        if size:
            element["size"] = float(size) if _NUMBER.match(size) else size
        elements.append(element)
    return elements
