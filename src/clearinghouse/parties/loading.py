"""Loading governments from the project's own table."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from clearinghouse.core.canonical import canonical
from clearinghouse.core.errors import DomainError
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.core.messages import Message
from clearinghouse.ledger.actions import writing
from clearinghouse.parties.models import Government

SUBJECT = "governments"
"""What the entries of the ledger that load governments are about."""
GOVERNMENTS_FILE = Path(__file__).resolve().parent / "data" / "governments.csv"
_MAY_BE_EMPTY = ("iso3", "m49", "region", "subregion", "ldc", "lldc", "sids")


class MalformedTableError(DomainError):
    """A table of governments cannot be read."""

    code = "table-malformed"
    sentence = Message("error", "Line %(line)s, column %(column)s: a value is missing. Nothing was loaded.")


@dataclass(frozen=True, slots=True)
class Difference:
    """What loading changed, by code."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int


def read_governments(path: Path = GOVERNMENTS_FILE) -> Iterator[Government]:
    """Yield the governments of a table. Raises MalformedTableError with line and column."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            yield _government(row, line)


def _government(row: Mapping[str, str], line: int) -> Government:
    for column in ("code", *(f"name_{language.code}" for language in LANGUAGES)):
        if not (row.get(column) or "").strip():
            raise MalformedTableError(line=line, column=column)
    for column in _MAY_BE_EMPTY:
        if row.get(column) is None:
            raise MalformedTableError(line=line, column=column)
    names = {language.code: row[f"name_{language.code}"] for language in LANGUAGES}
    formal = {language.code: row.get(f"formal_{language.code}", "") for language in LANGUAGES}
    return Government(
        code=row["code"],
        iso3=row["iso3"],
        m49=row["m49"],
        names_text=canonical(names),
        formal_names_text=canonical(formal),
        region=row["region"],
        subregion=row["subregion"],
        is_least_developed=row["ldc"] == "1",
        is_landlocked_developing=row["lldc"] == "1",
        is_small_island_developing=row["sids"] == "1",
    )


def _facts(government: Government) -> dict[str, object]:
    return {field.attname: getattr(government, field.attname) for field in Government._meta.concrete_fields}


def load_governments(path: Path = GOVERNMENTS_FILE) -> Difference:
    """Bring the governments in line with a table; each change is an entry of the ledger."""
    wanted = list(read_governments(path))
    present = {government.code: _facts(government) for government in Government.objects.all()}
    added = [g for g in wanted if g.code not in present]
    changed = [g for g in wanted if g.code in present and present[g.code] != _facts(g)]
    if added or changed:
        _store(added, changed)
    return Difference(
        tuple(g.code for g in added), tuple(g.code for g in changed), len(wanted) - len(added) - len(changed)
    )


def _store(added: list[Government], changed: list[Government]) -> None:
    with transaction.atomic():
        Government.objects.bulk_create(added)
        for government in changed:
            government.save()
        facts = [_facts(government) for government in (*added, *changed)]
        with writing() as ledger:
            ledger.append_now("governments.loaded", SUBJECT, public={"governments": facts})
