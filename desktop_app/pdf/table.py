"""Tables: rows that stay whole where they can, and a header that comes back on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from desktop_app.engine.documents.blocks import Runs
from desktop_app.engine.documents.blocks import TableBlock as TableBlock
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.tags import Element, TaggedCanvas
from desktop_app.pdf.text import TextRun, empty, face, text

PADDING: Final = 4.0
TALL: Final = styles.TEXT_HEIGHT / 3  # only a row taller than this is torn
LEAST_TORN: Final = 5 * 13.0  # and never with less room than five lines
LEAST_ROWS: Final = 3  # on the page where a table begins, header included


class RowFlowable:
    """Cells side by side; a cell without text is None."""

    def __init__(self, cells: Sequence[TextRun | None], widths: Sequence[float]) -> None:
        self.cells = cells
        self._widths = widths
        self.height = 2 * PADDING + max([13.0] + [self._height(cell, at) for at, cell in enumerate(cells) if cell])

    def split(self, height: float) -> tuple[RowFlowable, RowFlowable]:
        """The part that fits in `height`, and the rest."""
        upper: list[TextRun | None] = []
        lower: list[TextRun | None] = []
        for at, cell in enumerate(self.cells):
            parts = cell.split(self._inner(at), height - 2 * PADDING) if cell else []
            upper.append(parts[0] if parts else None)
            lower.append(parts[1] if len(parts) > 1 else None)
        return RowFlowable(upper, self._widths), RowFlowable(lower, self._widths)

    def draw(self, canvas: TaggedCanvas, top: float) -> None:
        x = 0.0
        for at, cell in enumerate(self.cells):
            if cell:
                cell.wrap(self._inner(at), self.height)
                cell.drawOn(canvas, x + self._padding(at), top - PADDING - cell.height)
            x += self._widths[at]

    def _height(self, cell: TextRun, at: int) -> float:
        return cell.wrap(self._inner(at), styles.TEXT_HEIGHT)[1]

    def _inner(self, at: int) -> float:
        return self._widths[at] - 2 * self._padding(at)

    def _padding(self, at: int) -> float:
        return min(PADDING, self._widths[at] / 6)


class Table(Flowable):
    """Rows with their header; a continued part draws the header again, as an artifact."""

    canv: TaggedCanvas
    spaceBefore = 4.0
    spaceAfter = 10.0

    def __init__(
        self, head: RowFlowable, rows: list[RowFlowable], widths: list[float], indent: float, continued: bool = False
    ) -> None:
        super().__init__()
        self._head = head
        self._rows = rows
        self._widths = widths
        self._indent = indent
        self._continued = continued and head.height <= TALL

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = self._repeated() + sum(row.height for row in self._rows)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Table]:
        fitting, room = 0, height - self._repeated()
        while fitting < len(self._rows) and self._rows[fitting].height <= room:
            room -= self._rows[fitting].height
            fitting += 1
        upper, lower = self._rows[:fitting], self._rows[fitting:]
        if lower and lower[0].height > TALL and room >= LEAST_TORN:
            above, below = lower[0].split(room)
            upper, lower = [*upper, above], [below, *lower[1:]]
        elif len(lower) == 1 and len(upper) > LEAST_ROWS:
            upper, lower = upper[:-1], [upper[-1], *lower]  # the last row is not left alone
        if not upper or (lower and self._begins_badly(upper)):
            return []
        return [self._part(upper, self._continued)] + ([self._part(lower, True)] if lower else [])

    def _begins_badly(self, upper: list[RowFlowable]) -> bool:
        """The table would rather begin on the next page: it is small, or little of it stays on this one."""
        if self._continued or upper[0] is not self._head:
            return False
        whole = sum(row.height for row in self._rows)
        return whole <= TALL or upper == [self._head] or (len(upper) < LEAST_ROWS and upper[-1].height <= TALL / 2)

    def draw(self) -> None:
        with self.canv.artifact():
            self._rule()
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

    def _part(self, rows: list[RowFlowable], continued: bool) -> Table:
        return Table(self._head, rows, self._widths, self._indent, continued)

    def _repeated(self) -> float:
        return self._head.height if self._continued else 0.0

    def _rule(self) -> None:
        """The shade of the header and every line, at once."""
        canvas, right = self.canv, sum(self._widths)
        tops = [self.height]
        for row in ([self._head] if self._continued else []) + self._rows:
            tops.append(tops[-1] - row.height)
        if self._continued or self._rows[0] is self._head:
            canvas.setFillColor(styles.SHADE)
            canvas.rect(0, tops[1], right, tops[0] - tops[1], stroke=0, fill=1)
        canvas.setStrokeColor(styles.HAIRLINE)
        canvas.setLineWidth(0.6)
        lines = [(0.0, y, right, y) for y in tops]
        x = 0.0
        for width in [0.0, *self._widths]:
            x += width
            lines.append((x, tops[0], x, tops[-1]))
        canvas.lines(lines)


def table(block: TableBlock, parent: Element, indent: float) -> Table:
    numeric = [at < len(block.numeric) and block.numeric[at] for at in range(len(block.head))]
    widths = _widths(block, numeric, styles.TEXT_WIDTH - indent)
    element = parent.add("Table")
    head = element.add("THead") if block.rows else None  # PDF/UA: never without a body
    body = element.add("TBody")
    header = _row(block.head, numeric, widths, (head or body).add("TR"), header=True)
    rows = [_row(row, numeric, widths, body.add("TR")) for row in block.rows]
    return Table(header, [header, *rows], widths, indent)


def _row(
    row: Sequence[Runs], numeric: list[bool], widths: list[float], element: Element, header: bool = False
) -> RowFlowable:
    cells: list[TextRun | None] = []
    for at, runs in enumerate(row):
        cell = element.add("TH", ("Table", "Scope/Column")) if header else element.add("TD")
        style = styles.style("numeric" if numeric[at] else "cell")
        cells.append(None if empty(runs) else text(runs, style, cell, bold=header))
    return RowFlowable(cells, widths)


def _untagged(row: RowFlowable) -> RowFlowable:
    for cell in row.cells:
        if cell:
            cell.element = None
    return row


def _widths(block: TableBlock, numeric: list[bool], total: float) -> list[float]:
    """Each column gets its longest word (all its text, where numeric), and of the rest what it asks for."""
    fair = total / len(block.head)
    least, wanted = [], []
    for at, whole_text in enumerate(numeric):
        cells = [(block.head[at], True), *((row[at], False) for row in block.rows)]
        sizes = [_measure(runs, header) for runs, header in cells]
        longest = max(whole if whole_text else word for whole, word in sizes)
        least.append(min(fair, longest + 2 * PADDING + 1))
        wanted.append(max(least[at], min(total, max(whole for whole, _ in sizes) + 2 * PADDING + 1)))
    if sum(wanted) <= total:
        return [width * total / sum(wanted) for width in wanted]
    share = (total - sum(least)) / (sum(wanted) - sum(least))
    return [low + share * (high - low) for low, high in zip(least, wanted, strict=True)]


def _measure(runs: Runs, header: bool) -> tuple[float, float]:
    """How wide the text is on one line, and its longest word."""
    size = styles.style("cell").fontSize
    whole = longest = last = 0.0  # the last word goes on in the next run
    for run in runs:
        own = face(run, header)
        written = fonts.clean(run.text)
        whole += sum(fonts.width(fonts.pieces(line, own), size) for line in written.split("\n"))
        first, *others = written.replace("\n", " ").split(" ")
        last += fonts.width(fonts.pieces(first, own), size) if first else 0.0
        longest = max(longest, last)
        if others:
            last = fonts.width(fonts.pieces(others[-1], own), size) if others[-1] else 0.0
            inner = max(others[:-1], key=len, default="")
            longest = max(longest, last, fonts.width(fonts.pieces(inner, own), size) if inner else 0.0)
    return whole, longest
