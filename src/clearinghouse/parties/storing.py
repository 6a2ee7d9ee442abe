"""Keeping facts: in tables as they stand now, and in the ledger as they came."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.utils import timezone

from clearinghouse.core.canonical import Json, canonical, parsed
from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.models import Part
from clearinghouse.parties.facts import SORTS, AnyFact, NamedGovernment, Sort, restored, written
from clearinghouse.parties.models import Government, StoredFact

SUBJECT = "parties"
"""What the entries of the ledger are about that change a government, a group, a membership or a treaty action."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one entry changes: facts that are new or different, and keys of those that are gone."""

    facts: tuple[AnyFact, ...] = ()
    gone: Mapping[Sort, tuple[str, ...]] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return the public part of the entry."""
        told = {sort: [written(fact) for fact in self.facts if fact.sort == sort] for sort in SORTS}
        return {"facts": told, "gone": {sort: list(keys) for sort, keys in self.gone.items()}}


def newest() -> tuple[int, str]:
    """Return sequence and digest of the last entry about governments, (0, "") if there is none."""
    # Past the ORM, whose aggregates cost ten times what the statement does: every check and page asks.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence, digest FROM ledger_entry WHERE subject = %s ORDER BY sequence DESC LIMIT 1", [SUBJECT]
        )
        found = cursor.fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "")


def facts_now(sort: Sort) -> dict[str, AnyFact]:
    """Return the facts of a sort as they stand now, by key; void ones too."""
    if sort == "governments":
        return {one.code: as_fact(one) for one in Government.objects.all()}
    texts = StoredFact.objects.filter(sort=sort).values_list("text", flat=True)
    return {fact.key: fact for fact in (restored(sort, parsed(text)) for text in texts)}


def facts_at(sequence: int) -> list[AnyFact]:
    """Return all facts as this node knew them at an entry of the ledger, from the entries alone."""
    facts: dict[tuple[Sort, str], AnyFact] = {}
    texts = (
        Part.objects.filter(entry__subject=SUBJECT, entry__sequence__lte=sequence, name=Part.PUBLIC)
        .order_by("entry__sequence")
        .values_list("text", flat=True)
    )
    for text in texts:
        content = parsed(text)
        for sort in SORTS:
            for key in content.get("gone", {}).get(sort, ()):
                facts.pop((sort, key), None)
            for told in content.get("facts", {}).get(sort, ()):
                fact = restored(sort, told)
                facts[sort, fact.key] = fact
    return list(facts.values())


def keep(kind: str, changes: Changes, *, by: str = "", at: datetime | None = None) -> int:
    """Append one entry and bring the tables in line, both or neither; return the sequence of the entry.

    by: opaque identifier of whoever changed it, empty for the command line. at: timezone-aware, now by default.
    """
    envelope: Json = {"kind": kind, "by": by} if by else {"kind": kind}
    with writing() as ledger:
        entry = ledger.append(
            kind, SUBJECT, envelope=envelope, effective_at=at or timezone.now(), public=changes.as_json()
        )
        _write(changes.facts)
        for sort, keys in changes.gone.items():
            _remove(sort, keys)
    return entry.sequence


def _write(facts: Iterable[AnyFact]) -> None:
    governments = [fact for fact in facts if isinstance(fact, NamedGovernment)]
    others = [
        StoredFact(identifier=f"{fact.sort} {fact.key}", sort=fact.sort, text=canonical(written(fact)))
        for fact in facts
        if not isinstance(fact, NamedGovernment)
    ]
    if governments:
        rows = [as_row(fact) for fact in governments]
        columns = [one.name for one in Government._meta.concrete_fields if not one.primary_key]
        Government.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=columns)
    if others:
        StoredFact.objects.bulk_create(
            others, update_conflicts=True, unique_fields=["identifier"], update_fields=["sort", "text"]
        )


def _remove(sort: Sort, keys: Collection[str]) -> None:
    if sort == "governments":
        Government.objects.filter(pk__in=keys).delete()
    else:
        StoredFact.objects.filter(pk__in=[f"{sort} {key}" for key in keys]).delete()


def as_fact(row: Government) -> NamedGovernment:
    """Return the plain value of a row."""
    return NamedGovernment(
        code=row.code,
        iso3=row.iso3,
        m49=row.m49,
        names=row.names,
        formal_names=row.formal_names,
        region=row.region,
        subregion=row.subregion,
        is_edited=row.is_edited,
    )


def as_row(fact: NamedGovernment) -> Government:
    """Return the row of a plain value."""
    return Government(
        code=fact.code,
        iso3=fact.iso3,
        m49=fact.m49,
        names_text=canonical(fact.names),
        formal_names_text=canonical(fact.formal_names),
        region=fact.region,
        subregion=fact.subregion,
        is_edited=fact.is_edited,
    )
