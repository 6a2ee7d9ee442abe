"""Fail if a text is not said in all six languages: catalogues, vocabularies, names of governments."""

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from clearinghouse.core.languages import LANGUAGES, normal_tag
from tools import catalogues
from tools.extraction import PACKAGE, Entry, all_entries

ALLOWED_EQUAL = Path(__file__).parent / "messages_allowed_equal.txt"
SHOWN = 60

_SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "zh": re.compile("[\u3400-\u9fff]"),
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NOT_PROSE = re.compile(rf"{_PLACEHOLDER.pattern}|{_TAG.pattern}|&\w+;|\{{\w*\}}")
_LETTER = re.compile(r"[^\W\d_]")

# Forms of a plural that stand for one number only, which may therefore go without saying it.
_FORMS_OF_ONE_NUMBER = {"ar": {0, 1, 2}, "es": {0}}

_NAMED = (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection)


def allowed_in(text: str) -> dict[str, frozenset[str]]:
    """Read the list of texts that may stay as in English, by language code; `*` stands for all."""
    found: dict[str, set[str]] = {language.code: set() for language in LANGUAGES}
    for line in text.splitlines():
        code, separator, words = line.partition(": ")
        if not separator or line.startswith("#"):
            continue
        for each in found if code == "*" else [code]:
            found[each].add(words.strip())
    return {code: frozenset(texts) for code, texts in found.items()}


def is_prose(text: str) -> bool:
    """Say whether anything remains to translate beside placeholders and markup."""
    return bool(_LETTER.search(_NOT_PROSE.sub("", text)))


def in_right_script(text: str, code: str) -> bool:
    """Say whether a text is written in the script of its language; Latin languages always are."""
    return code not in _SCRIPTS or bool(_SCRIPTS[code].search(text))


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(text))


def _tags(text: str) -> list[str]:
    return sorted(_TAG.findall(text))


def problem_of_form(entry: Entry, form: str, *, index: int, code: str, allowed: frozenset[str]) -> str:
    """Return what is wrong with one form of a translation; empty if nothing is."""
    source = entry.plural or entry.text
    given, wanted = _placeholders(form), _placeholders(source)
    may_omit = bool(entry.plural) and index in _FORMS_OF_ONE_NUMBER.get(code, ())
    prose = is_prose(entry.text) and entry.text not in allowed
    if not form.strip():
        return "empty"
    if not given <= wanted or (given != wanted and not may_omit):
        return f"placeholders {sorted(given)} instead of {sorted(wanted)}"
    if _tags(form) != _tags(source):
        return "other markup than in English"
    if prose and form in {entry.text, entry.plural}:
        return "same as in English"
    if prose and not in_right_script(form, code):
        return f"not in the script of {code}"
    return ""


def catalogue_problems(
    catalog: Catalog, entries: Iterable[Entry], *, code: str, allowed: frozenset[str]
) -> Iterator[str]:
    """Yield what keeps a catalogue from saying every entry."""
    for entry in entries:
        forms = catalogues.strings_in(catalog, entry)
        message = catalog.get(entry.text, entry.context or None)
        where = f"{code}: {entry.context or '-'}: {entry.text!r}"
        if forms is None or message is None:
            yield f"{where}: absent (run `make messages`)"
            continue
        if message.fuzzy:
            yield f"{where}: fuzzy"
        for index, form in enumerate(forms):
            problem = problem_of_form(entry, form, index=index, code=code, allowed=allowed)
            if problem:
                yield f"{where}: {problem}"


def label_problems(labels: Mapping[str, str], *, where: str, allowed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield what six labels, by language code, lack: one of the languages, or its script."""
    english = labels.get("en", "")
    for language in LANGUAGES:
        label = labels.get(language.code, "")
        exempt = not is_prose(english) or english in allowed[language.code]
        if not label.strip():
            yield f"{where}: no label in {language.code}"
        elif not exempt and not in_right_script(label, language.code):
            yield f"{where}: {label!r} is not in the script of {language.code}"


def vocabulary_problems(turtle: str, *, where: str, allowed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield what the preferred labels of a vocabulary's schemes and terms lack."""
    graph = Graph().parse(data=turtle, format="turtle")
    named = {each for kind in _NAMED for each in graph.subjects(RDF.type, kind) if isinstance(each, URIRef)}
    for subject in sorted(named):
        labels = {
            normal_tag(label.language or ""): str(label)
            for label in graph.objects(subject, SKOS.prefLabel)
            if isinstance(label, Literal)
        }
        name = graph.namespace_manager.normalizeUri(subject)
        yield from label_problems(labels, where=f"{where}: {name}", allowed=allowed)


def name_problems(
    rows: Iterable[Mapping[str, str]], *, where: str, allowed: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    """Yield what the six names of governments or regions lack; columns are `name_ar` and so on."""
    for number, row in enumerate(rows, start=2):
        names = {language.code: row.get(f"name_{language.code}") or "" for language in LANGUAGES}
        yield from label_problems(names, where=f"{where}:{number}", allowed=allowed)


def all_problems(package: Path = PACKAGE) -> Iterator[str]:
    """Yield every problem of the project's texts."""
    allowed = allowed_in(ALLOWED_EQUAL.read_text(encoding="utf-8"))
    entries = all_entries()
    for language in LANGUAGES:
        if language.catalogue in catalogues.PLURAL_FORMS:
            catalog = catalogues.load(language.catalogue)
            yield from catalogue_problems(catalog, entries, code=language.code, allowed=allowed[language.code])
    for path in sorted(package.glob("vocabularies/data/**/*.ttl")):
        turtle = path.read_text(encoding="utf-8")
        yield from vocabulary_problems(turtle, where=path.name, allowed=allowed)
    for path in sorted(package.glob("parties/data/*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            if "name_en" in (rows.fieldnames or ()):
                yield from name_problems(rows, where=path.name, allowed=allowed)


def main() -> None:
    """Print every problem and fail if there is one."""
    problems = list(all_problems())
    shown = problems if "--all" in sys.argv[1:] else problems[:SHOWN]
    for problem in shown:
        print(problem)
    more = f"; {len(problems) - len(shown)} more are shown by --all" if len(shown) < len(problems) else ""
    print(f"check_messages: {len(problems)} problems{more}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
