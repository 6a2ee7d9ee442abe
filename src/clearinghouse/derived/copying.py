"""A record as the beginning of another: its answers without those that are its own alone."""

from typing import Any

from clearinghouse.core.canonical import Json, stripped
from clearinghouse.derived.reading import ATTACHMENT
from clearinghouse.formats.answers import answer_at, path_of, with_answer, without_answer
from clearinghouse.formats.format import Field, Format, expanded
from clearinghouse.formats.kinds import Day, Legacy, OecdIdentifier, WebLink


def is_of_one_record(field: Field) -> bool:
    """Say whether an answer belongs to one record: its identifiers, its dates, and what is no longer asked."""
    return field.is_identifier or field.is_obsolete or isinstance(field.kind, Day | OecdIdentifier | Legacy)


def copied(body: Json, fmt: Format) -> tuple[Json, list[str]]:
    """Return what of a record's body begins another, and the names of the fields whose answers are left out.

    Links to files are left out too: the files belong to their record.
    """
    start: Json = {name: value for name, value in body.items() if name != "header"}
    header = body.get("header")
    if isinstance(header, dict) and "languages" in header:
        start["header"] = {"languages": header["languages"]}
    left_out: dict[str, None] = {}
    for field in expanded(fmt, body):
        value = answer_at(start, field.name)
        if value is None:
            continue
        if is_of_one_record(field):
            start = without_answer(start, field.name)
            left_out[path_of(field.name)] = None
        elif isinstance(field.kind, WebLink) and _without_files(value) != value:
            start = with_answer(start, field.name, _without_files(value))
            left_out[path_of(field.name)] = None
    return stripped(start) or {}, list(left_out)


def _without_files(value: Any) -> Any:
    match value:
        case list():
            return [link for link in value if _without_files(link) is not None]
        case {"url": str(url)} if url.startswith(ATTACHMENT):
            return None
        case _:
            return value
