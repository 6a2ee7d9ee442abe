"""Answers of a record as plain text: what stands in a cell of a table, or in a reference manager."""

from collections.abc import Iterable
from typing import assert_never

from clearinghouse.core.rich_text import plain
from clearinghouse.derived.pages import (
    CodeValue,
    ConstructValue,
    DayValue,
    GroupValue,
    LegacyValue,
    LinkValue,
    MonthValue,
    PointValue,
    ReferenceValue,
    SaidValue,
    TermValue,
    TextValue,
    Value,
)

SEPARATOR = "; "


def plain_values(values: Iterable[Value]) -> str:
    """Return the answers of one field in one line, separated by semicolons."""
    return SEPARATOR.join(text for value in values if (text := plain_value(value)))


def plain_value(value: Value) -> str:
    """Return one answer in one line. Days are ISO dates, records their number and title, places degrees."""
    match value:
        case TextValue(spoken=spoken, is_rich=is_rich):
            return " ".join((plain(spoken.text) if is_rich else spoken.text).split())
        case CodeValue(text=text, unit=unit):
            return f"{text} {unit}".strip()
        case SaidValue(text=text):
            return text
        case DayValue(day=day):
            return day.isoformat()
        case MonthValue(day=month):
            return month
        case TermValue(label=label, custom=custom):
            return f"{label}: {' '.join(custom.text.split())}" if custom else label
        case ReferenceValue(identifier=identifier, card=card):
            return f"{card.number} {card.title.text}" if card else identifier
        case LinkValue(url=url):
            return url
        case ConstructValue(elements=elements):
            return " > ".join(f"{one.type} {plain_value(one.reference)}" for one in elements)
        case PointValue(latitude=latitude, longitude=longitude):
            return f"{latitude}, {longitude}"
        case GroupValue(rows=rows):
            return " | ".join(f"{row.label}: {plain_values(row.values)}" for row in rows)
        case LegacyValue(lines=lines):
            return SEPARATOR.join(text for _depth, text in lines)
        case _:
            assert_never(value)
