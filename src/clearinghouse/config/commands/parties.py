"""Commands about governments: loading their tables, and who is Party to what on a day."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import get_args

from django.utils import timezone

from clearinghouse.parties.facts import Sort
from clearinghouse.parties.instruments import INSTRUMENTS
from clearinghouse.parties.loading import Difference, load, load_all
from clearinghouse.parties.queries import current_parties, stated_totals
from clearinghouse.parties.snapshot import Parties

LOADED: tuple[Sort, ...] = get_args(Sort)
"""What `load` may be asked to load of these."""
_MOST_SHOWN = 20


def load_file(sort: Sort, path: Path) -> int:
    """Load one table and say row by row what it changed."""
    difference = load(sort, path)
    _print_rows("+", difference.added)
    _print_rows("~", difference.changed)
    _print_rows("-", difference.removed)
    print(_summary(difference))
    return 0


def load_shipped() -> None:
    """Bring everything in line with the tables that come with the software, and say what changed."""
    for sort, difference in load_all():
        if not difference.is_empty:
            print(f"{sort.capitalize().replace('-', ' ')}: {_summary(difference)}", file=sys.stderr)


def _print_rows(sign: str, keys: tuple[str, ...]) -> None:
    for key in keys[:_MOST_SHOWN]:
        print(f"{sign} {key}")
    if len(keys) > _MOST_SHOWN:
        print(f"{sign} and {len(keys) - _MOST_SHOWN} more")


def _summary(difference: Difference) -> str:
    told = f"{len(difference.added)} added, {len(difference.changed)} changed, {difference.unchanged} unchanged"
    if difference.removed:
        told += f", {len(difference.removed)} removed"
    if difference.kept:
        told += f", {len(difference.kept)} kept as the secretariat edited them"
    return f"{told}."


def parties_options(parser: argparse.ArgumentParser) -> None:
    """Ask for a day and an instrument."""
    parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="a day, as 2026-11-21")
    parser.add_argument("--instrument", choices=list(INSTRUMENTS), help="list the governments, for this one alone")
    parser.add_argument("--json", action="store_true", help="print JSON")


def parties(options: argparse.Namespace) -> int:
    """Count the Parties to each instrument on a day, or list where each government stands with one."""
    on = options.on or timezone.now().date()
    known = current_parties()
    if options.instrument:
        _list(known, options.instrument, on, is_json=options.json)
    else:
        _count(known, on, is_json=options.json)
    return 0


def _count(known: Parties, on: date, *, is_json: bool) -> None:
    rows = [
        {
            "instrument": code,
            "on": on.isoformat(),
            "parties": len(known.parties_to(code, on)),
            "deposits": len(known.depositors_of(code, on)),
            "signatories": len(known.signatories_to(code, on)),
            "dateUnknown": sum(known.status(one, code, on).is_date_unknown for one in known.codes),
        }
        for code in INSTRUMENTS
    ]
    unmet = [one for one in stated_totals(known) if not one.is_met]
    if is_json:
        differing = [
            {"instrument": one.instrument, "on": one.on.isoformat(), "counted": one.counted, "stated": one.total,
             "held": one.held, "source": one.source}
            for one in unmet
        ]  # fmt: skip
        print(json.dumps({"totals": rows, "differing": differing}))
        return
    for row in rows:
        print("{instrument:6} {parties:4} Parties, {signatories:4} signatories on {on}".format(**row))
    for one in unmet:
        print(f"{one.instrument}: {one.held} {one.counted} are held for {one.on}, others state {one.total}.")


def _list(known: Parties, instrument: str, on: date, *, is_json: bool) -> None:
    statuses = [status for code in known.codes if (status := known.status(code, instrument, on)).confidence]
    rows = [
        {
            "government": one.government,
            "name": known.name(one.government, "en", on),
            "signature": one.signed and one.signed.isoformat(),
            "deposit": one.deposited and one.deposited.isoformat(),
            "kind": one.kind,
            "inForceSince": one.in_force_since and one.in_force_since.isoformat(),
            "isParty": one.is_party,
            "isDateUnknown": one.is_date_unknown,
            "confidence": one.confidence,
            "source": one.source,
        }
        for one in statuses
        if one.is_party or one.is_signatory or one.is_waiting
    ]
    if is_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        since = row["inForceSince"] or ("unknown" if row["isDateUnknown"] else "-")
        print(f"{row['government']}  {since:10}  {row['kind'] or '-':12}  {row['name']}")
    print(f"{len(known.parties_to(instrument, on))} Parties to {instrument} on {on}.")
