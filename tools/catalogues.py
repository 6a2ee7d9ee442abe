"""Our gettext catalogues: read, bring up to date, write, compile; by Babel alone, without GNU gettext."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.extraction import PACKAGE, Entry

LOCALE = PACKAGE / "locale"

PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 && n%100<=99 ? 4 : 5);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "zh_Hans": "nplurals=1; plural=0;",
}
"""The catalogues that we keep: every interface language but English, the language of the sources."""

# Without dates and tool versions, which would change with every run.
_HEADER = (
    'msgid ""\n'
    'msgstr ""\n'
    '"Project-Id-Version: Clearinghouse\\n"\n'
    '"Language: {locale}\\n"\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: {plural_forms}\\n"\n'
)


def path_of(locale: str) -> Path:
    """Return where the catalogue of `locale` is kept."""
    return LOCALE / locale / "LC_MESSAGES" / "django.po"


def header_of(locale: str) -> str:
    """Return the header entry of a catalogue."""
    return _HEADER.format(locale=locale, plural_forms=PLURAL_FORMS[locale])


def read(source: str, locale: str) -> Catalog:
    """Parse the text of a catalogue; raises PoFileError if it is not one."""
    return read_po(BytesIO(source.encode()), locale=locale, abort_invalid=True)


def load(locale: str) -> Catalog:
    """Read the catalogue of `locale`; an empty one if there is none yet."""
    path = path_of(locale)
    return read(path.read_text(encoding="utf-8") if path.exists() else header_of(locale), locale)


def text_of(message: Message) -> str:
    """Return the text that a message is looked up by: of a plural, the singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> tuple[str, ...]:
    """Return the forms of a translation, one unless the message has a plural."""
    if message.string is None or isinstance(message.string, str):
        return (message.string or "",)
    return tuple(form or "" for form in message.string)


def strings_in(catalog: Catalog, entry: Entry) -> tuple[str, ...] | None:
    """Return the forms that the catalogue has for `entry`, empty ones included; None if it is absent.

    A translation with another number of forms than the entry needs counts as absent.
    """
    message = catalog.get(entry.text, entry.context or None)
    if message is None or message.pluralizable != bool(entry.plural):
        return None
    forms = forms_of(message)
    return forms if not entry.plural or len(forms) == catalog.num_plurals else None


def _add(catalog: Catalog, entry: Entry, *, strings: tuple[str, ...] | None) -> None:
    forms = strings or ("",) * (catalog.num_plurals if entry.plural else 1)
    catalog.add(
        (entry.text, entry.plural) if entry.plural else entry.text,
        forms if entry.plural else forms[0],
        context=entry.context or None,
    )


def revived(catalog: Catalog) -> Catalog:
    """Return a catalogue in which obsolete messages count as present, so that an update finds them."""
    full = read(header_of(str(catalog.locale)), str(catalog.locale))
    for message in [*catalog.obsolete.values(), *(each for each in catalog if each.id)]:
        full.add(message.id, message.string, context=message.context, flags=message.flags)
    return full


def updated(catalog: Catalog, entries: Iterable[Entry]) -> Catalog:
    """Return the catalogue with exactly `entries`, keeping translations; left-over ones become obsolete.

    A text that changed is a new text: nothing is guessed from similar ones.
    """
    locale = str(catalog.locale)
    old = revived(catalog)
    new = read(header_of(locale), locale)
    kept = set()
    for entry in entries:
        _add(new, entry, strings=strings_in(old, entry))
        kept.add(entry.key)
    leftover = (each for each in old if each.id and any(forms_of(each)))
    for message in sorted(leftover, key=lambda each: (each.context or "", text_of(each))):
        text, context = text_of(message), message.context
        if (context or "", text) not in kept:
            new.obsolete[(text, context) if context else text] = message
    return new


def written(catalog: Catalog) -> str:
    """Return the text of a catalogue: one line a string, no locations, so that differences stay small."""
    out = BytesIO()
    write_po(out, catalog, width=0, no_location=True, omit_header=True)
    body = out.getvalue().decode().strip()
    return f"{header_of(str(catalog.locale))}\n{body}\n" if body else header_of(str(catalog.locale))


def save(catalog: Catalog) -> bool:
    """Write the catalogue; return whether the file changed."""
    path = path_of(str(catalog.locale))
    text = written(catalog)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def compile_catalogue(source: Path) -> Path:
    """Write the machine form of a catalogue beside it and return its path."""
    locale = source.parent.parent.name
    target = source.with_suffix(".mo")
    out = BytesIO()
    write_mo(out, read(source.read_text(encoding="utf-8"), locale))
    target.write_bytes(out.getvalue())
    return target
