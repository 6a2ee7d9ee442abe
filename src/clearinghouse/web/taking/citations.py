"""Records as entries for reference managers: RIS and BibTeX; and as lines of JSON."""

import json
from collections.abc import Mapping

from clearinghouse.derived.pages import Reader, TermValue, page_values
from clearinghouse.web.owners import owner_name
from clearinghouse.web.speech import say
from clearinghouse.web.taking.columns import address_of, summary_in, title_in
from clearinghouse.web.taking.found import Taken

_RIS_TYPES: Mapping[str, str] = {
    "biosafetyLaw": "STAT",
    "measure": "STAT",
    "nationalRiskAssessment": "RPRT",
    "independentRiskAssessment": "RPRT",
    "absNationalReport1": "RPRT",
    "nationalReport": "RPRT",
    "nbsap": "RPRT",
    "database": "DBASE",
    "nationalReport7IndicatorData": "DATA",
    "biosafetyNews": "NEWS",
    "news": "NEWS",
    "pressRelease": "NEWS",
}
_MOST_WORDS = 20
_BIBTEX_SPECIAL = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def as_ris(taken: Taken, reader: Reader, *, origin: str, publisher: str) -> str:
    """Return the entry of a record in RIS, each line ended as the format asks."""
    day = taken.revision.published_at.date()
    lines = [
        ("TY", _RIS_TYPES.get(taken.record.format_slug, "GEN")),
        ("ID", f"{taken.record.printed_number}-{taken.revision.number}"),
        ("TI", title_in(taken, reader).text),
        ("AU", owner_name(taken.record.owner) or publisher),
        ("PY", str(day.year)),
        ("DA", day.strftime("%Y/%m/%d")),
        ("PB", publisher),
        ("M3", say(taken.record.format.name)),
        ("LA", title_in(taken, reader).language),
        ("AB", summary_in(taken, reader)),
        *(("KW", word) for word in _words(taken, reader)),
        ("AN", taken.record.guid),
        ("UR", address_of(taken, origin)),
    ]
    text = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return f"{text}ER  - \r\n\r\n"


def as_bibtex(taken: Taken, reader: Reader, *, origin: str, publisher: str) -> str:
    """Return the entry of a record in BibTeX, in UTF-8."""
    day = taken.revision.published_at.date()
    number = f"{taken.record.printed_number}-{taken.revision.number}"
    fields = {
        "author": f"{{{_escaped(owner_name(taken.record.owner) or publisher)}}}",
        "title": f"{{{_escaped(title_in(taken, reader).text)}}}",
        "year": str(day.year),
        "month": str(day.month),
        "day": str(day.day),
        "publisher": _escaped(publisher),
        "type": _escaped(say(taken.record.format.name)),
        "number": _escaped(number),
        "language": title_in(taken, reader).language,
        "abstract": _escaped(summary_in(taken, reader)),
        "keywords": _escaped(", ".join(_words(taken, reader))),
        "url": address_of(taken, origin),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{number},\n{lines}}}\n\n"


def as_json_line(taken: Taken) -> str:
    """Return a record as one line of JSON: its identity and its public body, as the API gives them."""
    record, revision = taken.record, taken.revision
    row = {
        "identifier": record.guid,
        "number": f"{record.printed_number}-{revision.number}",
        "format": record.format_slug,
        "realm": record.realm,
        "owner": record.owner,
        "revision": revision.number,
        "publishedAt": revision.published_at.isoformat(),
        "sequence": revision.entry_id,
        "isDemonstration": record.is_demonstration,
        "body": taken.body,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def _words(taken: Taken, reader: Reader) -> list[str]:
    """Return the terms of a record in the reader's language, each once."""
    fmt = taken.record.format
    values = (value for one in fmt for value in page_values(one, taken.body, fmt, reader))
    labels = (value.label for value in values if isinstance(value, TermValue) and value.is_known)
    return list(dict.fromkeys(labels))[:_MOST_WORDS]


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_BIBTEX_SPECIAL)
