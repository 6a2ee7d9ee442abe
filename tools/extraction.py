"""Every text of ours that people read, found in Python sources, templates and declarations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.messages import messages_of

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "clearinghouse"

# Babel's notation: the positions of the text, the plural and (with "c") the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "Message": ((1, "c"), 2),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One text to translate; `context` is empty for a plain gettext call, `plural` for one form."""

    text: str
    context: str = ""
    plural: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What gettext looks a text up by."""
        return (self.context, self.text)


def entries_of_python(source: str) -> Iterator[Entry]:
    """Yield the literal texts that Python source passes to gettext or `Message`."""
    for _, text, _, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        if isinstance(text, str):
            yield Entry(text, context or "")
        else:
            yield Entry(text[0], context or "", text[1])


def entries_of_template(source: str) -> Iterator[Entry]:
    """Yield the texts of a Django template's translate tags."""
    # Within brackets the tokenizer does not mind the indentation that the markup leaves behind.
    return entries_of_python(f"(\n{templatize(source)}\n)")


def entries_of_declarations() -> Iterator[Entry]:
    """Yield the labels that the common formats declare."""
    for declared in FORMATS.values():
        for message in messages_of(declared):
            yield Entry(message.text, message.context)


def entries_of_package(package: Path = PACKAGE) -> Iterator[Entry]:
    """Yield the texts of every Python source and template below `package`."""
    for path in sorted(package.rglob("*.py")):
        yield from entries_of_python(path.read_text(encoding="utf-8"))
    for folder in sorted(package.rglob("templates")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield from entries_of_template(path.read_text(encoding="utf-8"))


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """Return one entry for each key, the one with a plural if any has it, by context, then text."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.text and (entry.key not in found or entry.plural):
            found[entry.key] = entry
    return [found[key] for key in sorted(found)]


def all_entries() -> list[Entry]:
    """Return every text of the project, in the order of the catalogues."""
    return merged([*entries_of_package(), *entries_of_declarations()])
