"""Storing concept schemes: each new version is an entry of the ledger."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils import timezone

from clearinghouse.core.canonical import Json, canonical, digest, parsed
from clearinghouse.ledger.actions import Writer, writing
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.merging import merge
from clearinghouse.vocabularies.models import StoredScheme
from clearinghouse.vocabularies.turtle import read_schemes

DATA = Path(__file__).resolve().parent / "data"
PUBLISHED = "vocabulary.published"
CHANGE = "change"
"""Where the envelope of an entry says what changed, by whom and why; its public part is the scheme."""
BROUGHT = "brought"
"""In such a change, the digest of the version that the software brought and that was merged into an edited one."""
_UPDATED = "Brought by a new version of the software, and merged with what was edited here."


def load_schemes(folder: Path = DATA) -> Iterator[tuple[str, int, bool]]:
    """Load every Turtle file of a folder; yield identifier, number of terms, and whether it was new or changed.

    What was edited here stays: see `take_in`.
    """
    for path in sorted(folder.glob("*.ttl")):
        for scheme in read_schemes(path):
            yield scheme.identifier, len(scheme.terms), take_in(scheme)


def take_in(scheme: Scheme) -> bool:
    """Store what the software brings, unless it brought the same last time; say whether anything was stored.

    Over a version that was edited here, only what the software changed since its last version is taken in, and where
    both changed a term the edited one stands.
    """
    brought = digest(text_of(scheme))
    standing = StoredScheme.objects.filter(pk=scheme.identifier).first()
    if standing is None or standing.digest == brought:
        return store_scheme(scheme)
    base, last_brought = _last_brought(scheme.identifier)
    if base is None or standing.digest == base.public_digest:
        return last_brought != brought and store_scheme(scheme)
    if last_brought == brought:
        return False
    merged = merge(restored(_public_text(base)), restored(standing.text), scheme).scheme
    return store_scheme(merged, change={BROUGHT: brought, "reason": _UPDATED})


def _last_brought(identifier: str) -> tuple[Entry | None, str]:
    """Return the last entry by which the software brought a version, and the digest of what it brought."""
    for entry in Entry.objects.filter(kind=PUBLISHED, subject=identifier).order_by("-sequence").iterator():
        change = parsed(entry.envelope).get(CHANGE) or {BROUGHT: entry.public_digest}
        if BROUGHT in change:
            return entry, str(change[BROUGHT])
    return None, ""


def _public_text(entry: Entry) -> str:
    return Part.objects.get(entry=entry, name=Part.PUBLIC).text


def store_scheme(scheme: Scheme, *, change: Json | None = None) -> bool:
    """Store a version of a scheme unless it is what stands already; say whether it was stored."""
    text = text_of(scheme)
    if StoredScheme.objects.filter(pk=scheme.identifier, digest=digest(text)).exists():
        return False
    with writing() as ledger:
        append_scheme(ledger, scheme, text, change=change)
    return True


def append_scheme(ledger: Writer, scheme: Scheme, text: str, *, change: Json | None = None) -> Entry:
    """Append the entry of a version and keep it as the one that stands. text: of the scheme, by `text_of`."""
    envelope = {"kind": PUBLISHED, **({CHANGE: change} if change else {})}
    entry = ledger.append(
        PUBLISHED, scheme.identifier, envelope=envelope, effective_at=timezone.now(), public=json.loads(text)
    )
    StoredScheme.objects.update_or_create(
        pk=scheme.identifier,
        defaults={"text": text, "digest": digest(text), "loaded_sequence": entry.sequence},
    )
    return entry


def text_of(scheme: Scheme) -> str:
    """Return the canonical text of a scheme, which `restored` reads."""
    return canonical(asdict(scheme))


def restored(text: str) -> Scheme:
    """Read a scheme back from its canonical text."""
    content = json.loads(text)
    return Scheme(
        content["identifier"],
        content.get("labels", {}),
        tuple(_term(term) for term in content.get("terms", ())),
        content["completeness"],
        content.get("source", ""),
        content.get("version", ""),
        content.get("created", ""),
        content.get("modified", ""),
        content.get("notes", {}),
    )


def _term(term: Mapping[str, Any]) -> Term:
    return Term(
        term["identifier"],
        term["scheme"],
        term.get("labels", {}),
        _lists(term.get("alternatives", {})),
        tuple(term.get("broader", ())),
        term.get("notation", ""),
        term.get("position", 0),
        term.get("definitions", {}),
        term.get("scope_notes", {}),
        tuple(term.get("related", ())),
        _lists(term.get("mappings", {})),
        tuple(term.get("aliases", ())),
        term.get("is_deprecated", False),
        term.get("replaced_by", ""),
    )


def _lists(texts: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(several) for key, several in texts.items()}
