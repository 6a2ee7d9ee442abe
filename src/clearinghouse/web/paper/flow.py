"""Blocks → pages: rows of cells that go on over as many pages as they need, in the direction of the paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clearinghouse.core.languages import direction_of
from clearinghouse.web.paper.blocks import Block, Paragraph, Table
from clearinghouse.web.paper.directions import LEFT_TO_RIGHT, RIGHT_TO_LEFT, base_of
from clearinghouse.web.paper.document import WIDTH, Document, Tag
from clearinghouse.web.paper.lines import Line, lines_of

MARGIN = 51.0
TOP = 48.0
BOTTOM = 780.0
"""Where text ends; the foot of the page stands below."""
INNER = WIDTH - 2 * MARGIN

_KEPT_TOGETHER = 60.0
"""Rows lower than this go to the next page whole."""
_BULLET_WIDTH = 11.0
_CELL_PADDING = 4.0


@dataclass(frozen=True, slots=True)
class Item:
    """One line in a cell: the part to which it belongs, where it begins, and the gap above it."""

    line: Line
    tag: Tag | None
    x: float
    gap: float = 0


Cell = list[Item]


class Flow:
    """What writes blocks one below the other."""

    def __init__(self, document: Document, *, base: int) -> None:
        self.document = document
        self.base = base
        self.y = TOP
        document.add_page()

    def start(self, offset: float, width: float) -> float:
        """Return the left edge of a box that begins `offset` points from where lines of the paper begin."""
        return MARGIN + offset if self.base == LEFT_TO_RIGHT else WIDTH - MARGIN - offset - width

    def next_page(self) -> None:
        """Go on at the top of a new page."""
        self.document.add_page()
        self.y = TOP

    def make_room(self, height: float) -> None:
        """Begin a new page unless so much is left of this one."""
        if self.y + height > BOTTOM and self.y > TOP:
            self.next_page()

    def cell(
        self, blocks: Iterable[Paragraph], parent: Tag | None, *, offset: float, width: float, kind: str = "P"
    ) -> Cell:
        """Return the lines of paragraphs in a box that begins at an offset."""
        found: Cell = []
        for block in blocks:
            tag = parent.add(kind, block.language) if parent is not None else None
            indent = block.indent + (_BULLET_WIDTH if block.bullet and not block.indent else 0)
            inner = width - indent
            lines = self._lines(block, inner)
            x = self.start(offset + indent, inner)
            if block.bullet and lines:
                mark = lines_of([replace(block.spans[0], text=block.bullet, url="")], _BULLET_WIDTH, base=self.base)
                lines[0] = _beside(mark[0], lines[0], self.start(offset + indent - _BULLET_WIDTH, _BULLET_WIDTH) - x)
            found += [Item(line, tag, x, block.gap if at == 0 else 0) for at, line in enumerate(lines)]
        return found

    def _lines(self, block: Paragraph, width: float) -> list[Line]:
        text = "".join(span.text for span in block.spans)
        # Words of the paper run as it does, texts of a record as their language, or as their first letter.
        language = block.language
        base = self.base if not language else base_of(text) if language == "und" else _base_in(language)
        lines = lines_of(block.spans, width, base=base)
        if len(lines) == 1 and base != self.base:
            return lines_of(block.spans, width, base=base, is_right=self.base == RIGHT_TO_LEFT)
        return lines

    def row(self, cells: Sequence[Cell], *, gap: float = 0) -> None:
        """Write cells side by side; what does not fit goes on, each below itself, on the next page."""
        if not self._fits(cells, gap=gap):
            self.next_page()
        self.y += gap if self.y > TOP else 0
        left = [list(cell) for cell in cells]
        while True:
            reached = max((self._fill(cell) for cell in left), default=self.y)
            if not any(left):
                self.y = reached
                return
            self.next_page()

    def _fits(self, cells: Sequence[Cell], *, gap: float) -> bool:
        """Say whether cells can begin on this page: low ones whole, others with two lines."""
        height = max((_height(cell) for cell in cells), default=0)
        first = max((cell[0].line.height for cell in cells if cell), default=0)
        needed = gap + (height if height < _KEPT_TOGETHER else first * 2)
        return self.y + needed <= BOTTOM or self.y <= TOP

    def _fill(self, cell: Cell) -> float:
        """Write as many lines of a cell as fit, take them away from it, and return where they end."""
        y, done = self.y, 0
        for item in cell:
            gap = item.gap if done else 0
            if y + gap + item.line.height > BOTTOM and (done or y > TOP):
                break
            self.document.line(item.line, item.x, y + gap, item.tag)
            y += gap + item.line.height
            done += 1
        del cell[:done]
        return y

    def paragraphs(self, blocks: Iterable[Paragraph], parent: Tag, *, gap: float = 0, kind: str = "P") -> None:
        """Write paragraphs over the whole width."""
        self.row([self.cell(blocks, parent, offset=0, width=INNER, kind=kind)], gap=gap)

    def blocks(self, blocks: Iterable[Block], parent: Tag, *, offset: float, width: float) -> None:
        """Write paragraphs and tables in a box."""
        for block in blocks:
            match block:
                case Paragraph():
                    self.row([self.cell([block], parent, offset=offset, width=width)], gap=block.gap)
                case Table():
                    self.table(block, parent, offset=offset, width=width)

    def table(self, table: Table, parent: Tag, *, offset: float = 0, width: float = INNER) -> None:
        """Write a table; its headings stand on top of every page on which a row of it begins."""
        whole = parent.add("Table", table.language)
        widths = _column_widths(table, width)
        self.y += 3
        for number, cells in enumerate(table.rows):
            is_head = number < table.heads
            row = self._cells(cells, whole.add("TR"), widths, offset=offset, kind="TH" if is_head else "TD")
            if not is_head and not self._fits(row, gap=_CELL_PADDING):
                self.next_page()
                for head in table.rows[: table.heads]:
                    self._table_row(self._cells(head, None, widths, offset=offset), offset, width, is_head=True)
            self._table_row(row, offset, width, is_head=is_head)
        self.y += 3

    def _cells(
        self,
        cells: Iterable[Paragraph],
        parent: Tag | None,
        widths: Iterable[float],
        *,
        offset: float,
        kind: str = "TH",
    ) -> list[Cell]:
        """Return the lines of a row. parent: None for headings that are only repeated."""
        row, at = [], offset
        for cell, column in zip(cells, widths, strict=False):
            row.append(self.cell([cell], parent, offset=at, width=column - _CELL_PADDING * 2, kind=kind))
            at += column
        return row

    def _table_row(self, row: Sequence[Cell], offset: float, width: float, *, is_head: bool) -> None:
        self.row(row, gap=_CELL_PADDING)
        self.y += _CELL_PADDING
        self.document.rule(self.start(offset, width), self.y, width, grey=0.55 if is_head else 0.85)


def _base_in(language: str) -> int:
    return RIGHT_TO_LEFT if direction_of(language) == "rtl" else LEFT_TO_RIGHT


def _height(cell: Cell) -> float:
    return sum(item.gap + item.line.height for item in cell)


def _beside(mark: Line, line: Line, shift: float) -> Line:
    """Return a line with the mark of a list before it."""
    pieces = tuple(replace(piece, x=piece.x + shift) for piece in mark.pieces)
    return replace(line, pieces=(*pieces, *line.pieces))


def _column_widths(table: Table, width: float) -> list[float]:
    """Share the width by what stands in the columns, none less than a third of its equal part."""
    columns = max(len(row) for row in table.rows)
    wanted = [0.0] * columns
    for row in table.rows[:200]:
        for at, cell in enumerate(row):
            wanted[at] = max(wanted[at], min(sum(len(span.text) for span in cell.spans), 60))
    least = width / columns / 3
    whole = sum(wanted) or 1
    return [least + (width - least * columns) * one / whole for one in wanted]
