"""Tables: rows stay whole where possible, and the header is repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable, PageBreak

from desktop_app.engine.documents.blocks import Runs, TableBlock
from desktop_app.pdf import styles
from desktop_app.pdf.flowables.columns import PADDING, Columns, columns
from desktop_app.pdf.tags import Element, TaggedCanvas
from desktop_app.pdf.text import TaggedParagraph, is_blank, is_for_the_pen, tagged_paragraph

TALL_ROW: Final = styles.TEXT_HEIGHT / 3  # only rows taller than this are split over pages
SMALL_TABLE: Final = styles.TEXT_HEIGHT / 7  # up to this one is never split: five or six rows
MIN_SPLIT_HEIGHT: Final = 5 * 13.0  # and only if five lines of them fit on the page
MIN_FIRST_ROWS: Final = 3  # on the page where a table begins, header included


class TableRow:
    """Cells side by side; an empty cell is None."""

    def __init__(self, cells: Sequence[TaggedParagraph | None], widths: Sequence[float]) -> None:
        self.cells = cells
        self._widths = widths
        self.height = 2 * PADDING + max([13.0] + [self._height(cell, at) for at, cell in enumerate(cells) if cell])

    def split(self, height: float) -> tuple[TableRow, TableRow]:
        """The part that fits into `height` points, and the rest."""
        upper: list[TaggedParagraph | None] = []
        lower: list[TaggedParagraph | None] = []
        for at, cell in enumerate(self.cells):
            parts = cell.split(self._inner(at), height - 2 * PADDING) if cell else []
            upper.append(parts[0] if parts else None)
            lower.append(parts[1] if len(parts) > 1 else None)
        return TableRow(upper, self._widths), TableRow(lower, self._widths)

    def draw(self, canvas: TaggedCanvas, top: float) -> None:
        x = 0.0
        for at, cell in enumerate(self.cells):
            if cell:
                cell.wrap(self._inner(at), self.height)
                cell.drawOn(canvas, x + self._padding(at), top - PADDING - cell.height)
            x += self._widths[at]

    def _height(self, cell: TaggedParagraph, at: int) -> float:
        """Of a cell without its padding; lines to write on by hand have theirs in them."""
        height = cell.wrap(self._inner(at), styles.TEXT_HEIGHT)[1]
        return height - 2 * PADDING if cell.style.leading == styles.HAND_LINE else height

    def _inner(self, at: int) -> float:
        return self._widths[at] - 2 * self._padding(at)

    def _padding(self, at: int) -> float:
        return min(PADDING, self._widths[at] / 6)


class TableFlowable(Flowable):
    """The rows, header included. A part continued on another page repeats the header, as an artifact."""

    canv: TaggedCanvas
    spaceBefore = 4.0
    spaceAfter = 10.0

    def __init__(
        self, head: TableRow, rows: list[TableRow], widths: list[float], indent: float, continued: bool = False
    ) -> None:
        super().__init__()
        self._head = head
        self._rows = rows
        self._widths = widths
        self._indent = indent
        self._continued = continued and head.height <= TALL_ROW

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = self._repeated() + sum(row.height for row in self._rows)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        fitting, room = 0, height - self._repeated()
        while fitting < len(self._rows) and self._rows[fitting].height <= room:
            room -= self._rows[fitting].height
            fitting += 1
        upper, lower = self._rows[:fitting], self._rows[fitting:]
        if lower and lower[0].height > TALL_ROW and room >= MIN_SPLIT_HEIGHT:
            above, below = lower[0].split(room)
            upper, lower = [*upper, above], [below, *lower[1:]]
        elif len(lower) == 1 and len(upper) > MIN_FIRST_ROWS:
            upper, lower = upper[:-1], [upper[-1], *lower]  # no single row on the last page
        if not upper or (lower and self._begins_badly(upper)):
            return []
        # Where a row was left for the next page, there would be room for it here.
        return [self._part(upper, self._continued), *([PageBreak(), self._part(lower, True)] if lower else [])]

    def _begins_badly(self, upper: list[TableRow]) -> bool:
        """Whether the table should begin on the next page: it is small, or too few rows fit on this one."""
        if self._continued or upper[0] is not self._head:
            return False
        whole = sum(row.height for row in self._rows)
        return (
            whole <= SMALL_TABLE
            or upper == [self._head]
            or (len(upper) < MIN_FIRST_ROWS and upper[-1].height <= TALL_ROW / 2)
        )

    def draw(self) -> None:
        with self.canv.artifact():
            self._draw_lines()
        y = self.height
        if self._continued:
            with self.canv.artifact("/Type /Pagination /Subtype /Header"):
                _untagged(self._head).draw(self.canv, y)
            y -= self._head.height
        for row in self._rows:
            row.draw(self.canv, y)
            y -= row.height

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:
        super().drawOn(canvas, x + self._indent, y, _sW)

    def _part(self, rows: list[TableRow], continued: bool) -> TableFlowable:
        return TableFlowable(self._head, rows, self._widths, self._indent, continued)

    def _repeated(self) -> float:
        return self._head.height if self._continued else 0.0

    def _draw_lines(self) -> None:
        """Draws the header's background and all lines."""
        canvas, right = self.canv, sum(self._widths)
        tops = [self.height]
        for row in ([self._head] if self._continued else []) + self._rows:
            tops.append(tops[-1] - row.height)
        if self._continued or self._rows[0] is self._head:
            canvas.setFillColor(styles.HEADER_FILL)
            canvas.rect(0, tops[1], right, tops[0] - tops[1], stroke=0, fill=1)
        canvas.setStrokeColor(styles.HAIRLINE)
        canvas.setLineWidth(0.6)
        lines = [(0.0, y, right, y) for y in tops]
        x = 0.0
        for width in [0.0, *self._widths]:
            x += width
            lines.append((x, tops[0], x, tops[-1]))
        canvas.lines(lines)


def make_table(block: TableBlock, parent: Element, indent: float) -> TableFlowable:
    numeric = [at < len(block.numeric) and block.numeric[at] for at in range(len(block.head))]
    sizes = columns(block, numeric, styles.TEXT_WIDTH - indent)
    element = parent.add("Table")
    head = element.add("THead") if block.rows else None  # PDF/UA forbids a header without a body
    body = element.add("TBody")
    header = _row(block.head, numeric, sizes, (head or body).add("TR"), header=True)
    named = _names_rows(block)
    rows = [_row(row, numeric, sizes, body.add("TR"), named=named) for row in block.rows]
    return TableFlowable(header, [header, *rows], sizes.widths, indent)


def _row(
    row: Sequence[Runs],
    numeric: list[bool],
    sizes: Columns,
    element: Element,
    header: bool = False,
    named: bool = False,
) -> TableRow:
    """A row of cells; in one that is `named` the first is the header of the others."""
    cells: list[TaggedParagraph | None] = []
    by_pen = any(run.pen for runs in row for run in runs)
    for at, runs in enumerate(row):
        scope = "Column" if header else "Row" if named and at == 0 else ""
        cell = element.add("TH", ("Table", f"Scope/{scope}")) if scope else element.add("TD")
        style = styles.paragraph_style("numeric" if numeric[at] else "cell")
        if by_pen:
            style = styles.for_a_hand(style, lined=False)
        if is_blank(runs):
            cells.append(None)
            continue
        made = tagged_paragraph(runs, style, cell, bold=header, whole=sizes.whole)
        if is_for_the_pen(runs):  # an empty cell says as much as a line in it
            made.leave_to_the_pen()
        cells.append(made)
    return TableRow(cells, sizes.widths)


def _names_rows(block: TableBlock) -> bool:
    """Whether the first column says what each row is about: words, in each row others. Numbers, days name nothing."""
    names = ["".join(run.text for run in row[0] if run.style != "blank").strip() for row in block.rows]
    return (
        len(block.head) > 1
        and len(set(names)) == len(names)
        and all(sum(sign.isalpha() for sign in name) > 1 for name in names)
    )


def _untagged(row: TableRow) -> TableRow:
    for cell in row.cells:
        if cell:
            cell.element = None
    return row
