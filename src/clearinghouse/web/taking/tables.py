"""Tables of records as they are written: comma-separated values, and a spreadsheet, both without holding them."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, cast
from xml.sax.saxutils import escape

from clearinghouse.web.comma_separated import BYTE_ORDER_MARK, comma_separated
from clearinghouse.web.taking.columns import MOST_CELL_CHARS

Rows = Iterable[list[list[str]]]
"""Rows of cells, some at a time; the first is that of the heads."""

_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def table(rows: Rows) -> Iterator[bytes]:
    """Yield the rows as comma-separated values in UTF-8."""
    yield BYTE_ORDER_MARK.encode()
    for batch in rows:
        yield comma_separated(batch).encode()


def spreadsheet(rows: Rows) -> Iterator[bytes]:
    """Yield the rows as an Office Open XML workbook of one sheet whose cells are text."""
    out = _Drained()
    # The parts are written in order, which asks for no more than a file that cannot be sought.
    with zipfile.ZipFile(cast(IO[bytes], out), "w", zipfile.ZIP_DEFLATED) as parts:
        for name, text in _PARTS.items():
            parts.writestr(name, text)
        with parts.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(_SHEET_BEGINS.encode())
            for batch in rows:
                sheet.write("".join(_row(row) for row in batch).encode())
                yield out.drained()
            sheet.write(b"</sheetData></worksheet>")
    yield out.drained()


class _Drained:
    """A file without places to go back to; what was written can be taken out."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        return None

    def drained(self) -> bytes:
        found, self._waiting = b"".join(self._waiting), []
        return found


def _row(cells: list[str]) -> str:
    texts = (escape(cell[:MOST_CELL_CHARS].translate(_NOT_IN_XML)) for cell in cells)
    inside = "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for text in texts)
    return f"<row>{inside}</row>"


_OFFICE = "http://schemas.openxmlformats.org"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SHEET_BEGINS = (
    f'{_HEAD}<worksheet xmlns="{_OFFICE}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_HEAD}<workbook xmlns="{_OFFICE}/spreadsheetml/2006/main"'
        f' xmlns:r="{_OFFICE}/officeDocument/2006/relationships">'
        '<sheets><sheet name="Records" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>"
    ),
}
