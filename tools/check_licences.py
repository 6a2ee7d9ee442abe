"""Fail if something we ship depends on a licence we have not agreed to, or docs/licences.md is out of date.

`python -m tools.check_licences --write` writes the list.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "licences.md"
LOCK = ROOT / "package-lock.json"

ALLOWED = (
    r"0BSD|BSD-0-Clause",
    r"Apache-2\.0|Apache License 2\.0|Apache Software License",
    r"BSD License|BSD-2-Clause|BSD-3-Clause",
    r"CC0-1\.0",
    r"ISC|ISC License \(ISCL\)",
    r"MIT( License)?|MIT-0|MIT-CMU",
    r"MPL[- ]2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\)",
    r"OFL-1\.1",
    r"PSF-2\.0|Python-2\.0|Python Software Foundation License",
    r"The Unlicense \(Unlicense\)|Unlicense",
    r"W3C|W3C-20150513",
    r"Zlib",
)
"""Licences that anything we ship may have: permissive ones, and MPL, whose reach ends at the file."""

EXCEPTIONS = {
    "psycopg": r"LGPL-3\.0-only|GNU Lesser General Public License v3 \(LGPLv3\)",
    # What it bundles (PDFium, FreeType, libtiff, libjpeg, zlib, ICU) is under BSD, MIT and licences like them.
    "pypdfium2": r"dependency licenses",
    "psycopg-binary": r"LGPL-3\.0-only|GNU Lesser General Public License v3 \(LGPLv3\)",
}
"""Weak copyleft, agreed to by package: used unchanged, as a library that anyone may replace."""

_INTRODUCTION = """\
# Licences of what Clearinghouse ships

Clearinghouse itself is under the MIT licence. These packages are installed with it or built into its pages.
The list is written by `python -m tools.check_licences --write` and checked by `make check`.
"""

DATA = {
    "Order of letters, from ICU and the CLDR (core/collation.json)": "Unicode-3.0",
    "Outlines of countries, from Natural Earth (web/data/SOURCES.md)": "Public domain",
}
"""Data of others that is shipped as it is, beside the tables whose SOURCES.md names a source for every row."""


def is_allowed(licence: str, package: str = "") -> bool:
    """Say whether a licence expression may be shipped: every part of it, one of each `OR`."""
    parts = [part.strip(" ()") for part in re.split(r";|\bAND\b|,", licence)]
    return bool(licence.strip()) and all(
        any(_is_known(choice.strip(" ()"), package) for choice in re.split(r"\bOR\b|/", part)) for part in parts
    )


def _is_known(licence: str, package: str) -> bool:
    closed = f"{licence})" if licence.count("(") > licence.count(")") else licence
    patterns = [*ALLOWED, *([EXCEPTIONS[package]] if package in EXCEPTIONS else [])]
    return any(re.fullmatch(pattern, closed) for pattern in patterns)


def runtime_packages(start: str = "clearinghouse") -> set[str]:
    """Return the canonical names of everything that `start` needs on this machine, itself left out."""
    found: set[str] = set()
    waiting: list[tuple[str, frozenset[str]]] = [(start, frozenset())]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for requirement in map(Requirement, requires(name) or ()):
            wanted = requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)
            )
            if wanted:
                found.add(canonicalize_name(requirement.name))
                waiting.append((canonicalize_name(requirement.name), frozenset(requirement.extras)))
    return found


def python_licences() -> dict[str, str]:
    """Return the licence of each runtime package, as pip-licenses reads it."""
    names = sorted(runtime_packages())
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--packages", *names]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = json.loads(output)
    found = {canonicalize_name(row["Name"]): _one_line(row["License"]) for row in rows}
    return {name: found.get(canonicalize_name(name), "") for name in names}


def _one_line(licence: str) -> str:
    return " ".join(licence.splitlines()[0].split()) if licence.strip() else ""


def npm_licences(lock: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield name and licence of what a package-lock.json installs beyond development."""
    packages = lock.get("packages")
    for path, entry in sorted(packages.items()) if isinstance(packages, dict) else ():
        if path and not entry.get("dev") and not entry.get("link"):
            yield path.rpartition("node_modules/")[2], str(entry.get("license", ""))


def table(title: str, licences: Mapping[str, str]) -> str:
    """Return one section of the list."""
    rows = [f"| {name} | {licence} |" for name, licence in sorted(licences.items())]
    return "\n".join([f"## {title}", "", "| Package | Licence |", "|---|---|", *rows]) + "\n"


def main() -> None:
    """Check, or write with `--write`; fail on what is not allowed."""
    python = python_licences()
    scripts = dict(npm_licences(json.loads(LOCK.read_text(encoding="utf-8"))))
    text = "\n".join(
        [_INTRODUCTION, table("Python packages", python), table("Packages in the pages", scripts), table("Data", DATA)]
    )
    problems = [
        f"{name}: {licence or 'no licence stated'}: not on the list of allowed licences"
        for name, licence in [*python.items(), *scripts.items()]
        if not is_allowed(licence, name)
    ]
    if "--write" in sys.argv[1:]:
        LIST.parent.mkdir(exist_ok=True)
        LIST.write_text(text, encoding="utf-8")
    elif not LIST.exists() or LIST.read_text(encoding="utf-8") != text:
        problems.append("docs/licences.md is out of date: run `python -m tools.check_licences --write`")
    for problem in problems:
        print(problem)
    print(f"check_licences: {len(python) + len(scripts)} packages, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
