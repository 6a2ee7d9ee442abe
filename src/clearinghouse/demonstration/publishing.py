"""Bringing one line of the demonstration through the door: its revisions, its retirement, or its import."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.core.canonical import Json, canonical, digest
from clearinghouse.core.languages import is_language_tag
from clearinghouse.core.owners import OwnerKind, key_of, kind_of, owner_named
from clearinghouse.formats.collection import get_format
from clearinghouse.ledger.actions import Origin
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import request_publication
from clearinghouse.records.drafting import begin_amendment, begin_draft, save_draft
from clearinghouse.records.ending import retire
from clearinghouse.records.importing import ForeignRevision, import_revision
from clearinghouse.records.models import Draft, Record

EARLIER_NODE = "earlier-register.example"
"""The node of which the records that break today's formats are told."""
_NAMESPACE = uuid.UUID("6f6a3c53-4b0a-4c63-9d4d-3f0f6a1f2f6e")
# Below the numbers that a node gives.
_FIRST_NUMBER = 90_001
_ROLE = {
    OwnerKind.GOVERNMENT: Role.PUBLISHING_AUTHORITY,
    OwnerKind.ORGANIZATION: Role.ORGANIZATION_EDITOR,
    OwnerKind.COMMUNITY: Role.COMMUNITY_STEWARD,
}


def guid_of(key: str) -> str:
    """Return the GUID of a demonstration record, the same at every loading."""
    return str(uuid.uuid5(_NAMESPACE, key)).upper()


def owner_of(line: Json) -> str:
    """Return the owner of a line as records have it: `community:@key` names the record of that key."""
    kind, key = kind_of(line["owner"]), key_of(line["owner"])
    return owner_named(kind, guid_of(key[1:])) if key.startswith("@") else str(line["owner"])


def bodies_of(line: Json) -> list[Json]:
    """Return the bodies of all revisions of a line, first to last, with their references resolved."""
    found = [line["body"]]
    for amendment in line.get("amendments", ()):
        found.append({**found[-1], **amendment["changes"]})
    return [_resolved(body) for body in found]


def act_for(loader: Account, owner: str) -> None:
    """Let the loader publish for one owner and no other: all roles are read again for every record."""
    loader.roles_held.exclude(role=Role.SECRETARIAT_OFFICER).delete()
    if owner:
        RoleHeld.objects.create(account=loader, role=_ROLE[kind_of(owner)], owner=owner)


def bring(line: Json, loader: Account, *, standing: int) -> None:
    """Publish the revisions of a line that are missing, then retire it if it says so. standing: how many are there."""
    days = [line["published"], *[amendment["published"] for amendment in line.get("amendments", ())]]
    bodies = [_with_header(body) for body in bodies_of(line)]
    for number, (day, body) in enumerate(zip(days, bodies, strict=True), start=1):
        if number == 1 and not standing:
            _publish_first(line, body, loader, _moment(day))
        elif number > standing:
            _publish_next(line, body, loader, _moment(day))
    if "retired" in line:
        record = Record.objects.get(pk=guid_of(line["key"]))
        if not record.is_retired:
            ending = line["retired"]
            retire(record, by=loader, at=_moment(ending["on"]), reason=ending["reason"], cited_by=_cited_by_none)


def bring_from_earlier(line: Json, number: int) -> None:
    """Import a line as an earlier register published it, though it breaks the format. number: its place, from 1."""
    body = _with_header(bodies_of(line)[0])
    fmt = get_format(line["schema"])
    arriving = ForeignRevision(
        guid=guid_of(line["key"]),
        number=1,
        format=fmt.slug,
        format_version=fmt.version,
        realm=line["realm"],
        owner=line["owner"],
        document_number=_FIRST_NUMBER + number,
        published_at=_moment(line["published"]),
        body=body,
        origin=Origin(EARLIER_NODE, number, digest(canonical(body))),
        is_demonstration=line["demonstration"],
    )
    import_revision(arriving)


def languages_in(value: Any) -> set[str]:
    """Return the languages of the multilingual texts in a body: objects whose every key is a language tag."""
    match value:
        case dict() if value and all(
            isinstance(v, str) and len(k) == 2 and is_language_tag(k) for k, v in value.items()
        ):
            return set(value)
        case dict():
            return {code for item in value.values() for code in languages_in(item)}
        case list():
            return {code for item in value for code in languages_in(item)}
        case _:
            return set()


def _publish_first(line: Json, body: Json, loader: Account, at: datetime) -> None:
    draft = begin_draft(
        get_format(line["schema"]),
        by=loader,
        realm=line["realm"],
        owner=owner_of(line),
        language=body["header"]["languages"][0],
        at=at,
        body=body,
        guid=guid_of(line["key"]),
    )
    _decide(draft, line, loader, at)


def _publish_next(line: Json, body: Json, loader: Account, at: datetime) -> None:
    draft = begin_amendment(Record.objects.get(pk=guid_of(line["key"])), by=loader, at=at)
    draft = save_draft(draft, body, by=loader, at=at, version=draft.version)
    _decide(draft, line, loader, at)


def _decide(draft: Draft, line: Json, loader: Account, at: datetime) -> None:
    """Publish a draft; the secretariat publishes for organizations and communities, who ask it to."""
    if kind_of(draft.owner) in (OwnerKind.ORGANIZATION, OwnerKind.COMMUNITY):
        request_publication(draft, by=loader, at=at)
    publish(draft, by=loader, at=at, is_demonstration=line["demonstration"])


def _with_header(body: Json) -> Json:
    languages = sorted(languages_in(body), key=lambda code: (code != "en", code)) or ["en"]
    return {**body, "header": {"languages": languages}}


def _moment(day: str) -> datetime:
    return datetime.combine(datetime.fromisoformat(day).date(), time(12), tzinfo=UTC)


def _cited_by_none(_guid: str) -> Sequence[str]:
    """Answer for the links, which follow only later: no line that is retired is named by another."""
    return ()


def _resolved(value: Any) -> Any:
    """Return a body with `@key` replaced by the GUID it stands for."""
    match value:
        case {"identifier": str(key), **rest} if key.startswith("@"):
            return {"identifier": guid_of(key[1:]), **rest}
        case dict():
            return {name: _resolved(item) for name, item in value.items()}
        case list():
            return [_resolved(item) for item in value]
        case _:
            return value
