"""Comma-separated values that spreadsheets open as they are meant."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know that a text is UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def comma_separated(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as lines. A cell that begins as a formula does would be computed, and is made a text."""
    out = StringIO()
    csv.writer(out).writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue()
