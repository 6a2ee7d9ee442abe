"""Loading a vocabulary from any SKOS file, with a report."""

import argparse
import json
from pathlib import Path

from clearinghouse.core.canonical import Json
from clearinghouse.vocabularies.importing import ImportReport, as_json, import_skos
from clearinghouse.vocabularies.loading import store_scheme
from clearinghouse.vocabularies.queries import standing_scheme


def load_options(parser: argparse.ArgumentParser) -> None:
    """Offer to look only, and to print the report for machines."""
    parser.add_argument("--dry-run", action="store_true", help="report what would change and store nothing")
    parser.add_argument("--json", action="store_true", help="print the report as JSON (vocabularies)")


def load_vocabulary(path: Path, *, is_trial: bool, as_lines_of_json: bool) -> int:
    """Read a file as SKOS, store its schemes unless it is a trial, and print the report.

    Nothing is stored if the file cannot be read.
    """
    report = import_skos(path, standing=standing_scheme)
    stored = {
        one.scheme.identifier: not is_trial and store_scheme(one.scheme, change=_change(path, one.as_json()))
        for one in report.schemes
    }
    if as_lines_of_json:
        schemes = [{**one.as_json(), "stored": stored[one.scheme.identifier]} for one in report.schemes]
        print(json.dumps({"schemes": schemes, "problems": [as_json(one) for one in report.problems]}))
    else:
        _print(report, stored, is_trial=is_trial)
    return 0


def _change(path: Path, told: Json) -> Json:
    """Return what the entry says: an operator's file stands until somebody edits it, whatever the software brings."""
    counts = {kind: len(told[kind]) for kind in ("added", "changed", "retired", "merged") if told[kind]}
    return {"reason": f"Loaded from the file {path.name}.", **counts}


def _print(report: ImportReport, stored: dict[str, bool], *, is_trial: bool) -> None:
    for problem in report.problems:
        print(problem.sentence.text % problem.data)
    for one in report.schemes:
        difference = one.difference
        state = "stored" if stored[one.scheme.identifier] else "not stored" if is_trial and difference else "unchanged"
        print(
            f"{one.scheme.identifier}: {len(one.scheme.terms)} terms ({len(difference.added)} added, "
            f"{len(difference.changed)} changed, {len(one.retired)} of them no longer used, "
            f"{difference.unchanged} as before), {state}."
        )
        for problem in one.problems:
            print(f"  {problem.sentence.text % problem.data}")
