"""Where a revision that was taken in does not follow its common format: it is shown as it is, and said to differ."""

from clearinghouse.core.canonical import parsed
from clearinghouse.formats.format import Field, Format
from clearinghouse.records.queries import ReadRevision
from clearinghouse.web.speech import say


def departures_of(read: ReadRevision) -> list[str]:
    """Return the questions of which the answer was missing or wrong when the revision was taken in, each once."""
    if read.revision.is_conforming:
        return []
    fmt = read.record.format
    problems = parsed(read.entry.envelope).get("problems", [])
    fields = (_field_at(str(problem.get("pointer", "")), fmt) for problem in problems)
    return list(dict.fromkeys(say(fmt.label_of(field)) for field in fields if field))


def _field_at(pointer: str, fmt: Format) -> Field | None:
    """Return the field of a format within which a place lies."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    names = (".".join(steps[:length]) for length in range(1, len(steps) + 1))
    return next((fmt.fields[name] for name in names if name in fmt.fields), None)
