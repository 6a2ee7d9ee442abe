"""What must hold after a process was killed, whatever it did: judged from the log of what was acknowledged."""

from pathlib import Path
from typing import Any


def lost(report: dict[str, Any], log: Path) -> list[str]:
    """Return what was acknowledged and is not there as it was acknowledged."""
    missing = []
    for line in log.read_text().splitlines() if log.exists() else ():
        what, uid, detail = line.split()
        match what:
            case "published":
                is_there = report["published"].get(uid) == int(detail)
            case "attached":
                is_there = detail in report["attached"]
            case "answered":
                is_there = uid in report["published"]
            case _:
                is_there = uid in report["published"] or uid in report["drafts"]
        if not is_there:
            missing.append(line)
    return missing


def inconsistent(report: dict[str, Any]) -> list[str]:
    """Return what is wrong with ledger, drafts, links and index after a restart."""
    wrong = list(report["wrong"])
    wrong += [f"draft {uid} is there and published" for uid in report["drafts"].keys() & report["published"].keys()]
    if "index" in report:
        pairs = (("links", "head"), ("index", "head"), ("found", "in_force"), ("citing", "cited"))
        wrong += [
            f"{one} is {report[one]}, {other} {report[other]}" for one, other in pairs if report[one] != report[other]
        ]
    return wrong
