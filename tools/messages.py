"""Update and compile the message catalogues: `python -m tools.messages update|compile|missing`."""

import argparse
import json
import sys
from pathlib import Path

from tools import catalogues
from tools.extraction import Entry, all_entries


def untranslated(locale: str, entries: list[Entry]) -> list[Entry]:
    """Return the entries whose translation is absent or has an empty form."""
    catalog = catalogues.load(locale)
    return [entry for entry in entries if not all(catalogues.strings_in(catalog, entry) or ("",))]


def update() -> None:
    """Bring every catalogue in line with the sources and say what is left to translate."""
    entries = all_entries()
    for locale in catalogues.PLURAL_FORMS:
        changed = catalogues.save(catalogues.updated(catalogues.load(locale), entries))
        left = len(untranslated(locale, entries))
        print(f"{locale}: {len(entries)} messages, {left} untranslated{', updated' if changed else ''}")


def compile_all(paths: list[Path]) -> None:
    """Compile the given catalogues, or all of them."""
    for path in paths or sorted(catalogues.LOCALE.glob("*/LC_MESSAGES/*.po")):
        catalogues.compile_catalogue(path)


def missing(locale: str) -> None:
    """Print what is untranslated as JSON, in the form that `fill` reads back."""
    rows = [
        {"context": entry.context, "text": entry.text, "plural": entry.plural, "strings": []}
        for entry in untranslated(locale, all_entries())
    ]
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=1)
    print()


def fill(locale: str, source: Path) -> None:
    """Put the translations of a JSON file made by `missing` into the catalogue."""
    catalog = catalogues.load(locale)
    for row in json.loads(source.read_text(encoding="utf-8")):
        message = catalog.get(row["text"], row["context"] or None)
        if message is None:
            sys.exit(f"{locale}: not in the catalogue, run update first: {row['text']!r}")
        if row["strings"]:
            message.string = tuple(row["strings"]) if message.pluralizable else row["strings"][0]
    catalogues.save(catalog)


def main() -> None:
    """Read the command line and carry it out."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="extract every text and bring the catalogues in line")
    compiling = commands.add_parser("compile", help="write the .mo files")
    compiling.add_argument("paths", nargs="*", type=Path)
    for name, text in (("missing", "print untranslated texts as JSON"), ("fill", "read them back")):
        command = commands.add_parser(name, help=text)
        command.add_argument("locale", choices=sorted(catalogues.PLURAL_FORMS))
        if name == "fill":
            command.add_argument("source", type=Path)
    given = parser.parse_args()
    match given.command:
        case "update":
            update()
        case "compile":
            compile_all(given.paths)
        case "missing":
            missing(given.locale)
        case "fill":
            fill(given.locale, given.source)


if __name__ == "__main__":
    main()
