"""Loading concept schemes: each new version is an entry of the ledger."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from clearinghouse.core.canonical import canonical, digest
from clearinghouse.ledger.actions import writing
from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.models import StoredScheme
from clearinghouse.vocabularies.turtle import read_schemes

DATA = Path(__file__).resolve().parent / "data"


def load_schemes(folder: Path = DATA) -> Iterator[tuple[str, int, bool]]:
    """Load every Turtle file of a folder; yield identifier, number of terms, and whether it was new or changed."""
    for path in sorted(folder.glob("*.ttl")):
        for scheme in read_schemes(path):
            yield scheme.identifier, len(scheme.terms), store_scheme(scheme)


def store_scheme(scheme: Scheme) -> bool:
    """Store a version of a scheme unless it is what stands already; say whether it was stored."""
    content = asdict(scheme)
    text = canonical(content)
    fingerprint = digest(text)
    if StoredScheme.objects.filter(pk=scheme.identifier, digest=fingerprint).exists():
        return False
    with writing() as ledger:
        entry = ledger.append_now("vocabulary.published", scheme.identifier, public=content)
        StoredScheme.objects.update_or_create(
            pk=scheme.identifier,
            defaults={"text": text, "digest": fingerprint, "loaded_sequence": entry.sequence},
        )
    return True


def restored(text: str) -> Scheme:
    """Read a scheme back from its canonical text."""
    content = json.loads(text)
    terms = tuple(
        Term(
            term["identifier"],
            term["scheme"],
            term.get("labels", {}),
            {language: tuple(labels) for language, labels in term.get("alternatives", {}).items()},
            tuple(term.get("broader", ())),
            term.get("notation", ""),
            term.get("position", 0),
        )
        for term in content.get("terms", ())
    )
    return Scheme(
        content["identifier"], content.get("labels", {}), terms, content["completeness"], content.get("source", "")
    )
