"""The layout of a step: short fields two by two in the paper's order, everything else at full width.

The controls of two fields in one row stand on one line.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop_app.gui.look.theme import Theme

LOW_FACTOR = 0.7  # of a gap between rows, in a low window


@runtime_checkable
class Headed(Protocol):
    """A part with a control under a label that may wrap."""

    def height_of_head(self, width: int) -> int: ...


class PairLayout(QLayout):
    """Hidden items leave no gap. `columns` is how many short items share a row, 1 or 2; `row_gap` is in px at 100 %."""

    def __init__(self, theme: Theme, row_gap: float = 20) -> None:
        super().__init__()
        self._items: list[tuple[QLayoutItem, bool, int]] = []
        self._next: tuple[bool, int] = (True, 0)
        self._gap, self.columns = theme.gap(32), 2
        self._row_gap = self._full_gap = theme.gap(row_gap)
        self._placed: dict[int, tuple[list[tuple[QLayoutItem, QRect]], int]] = {}
        self._least: int | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        self._placed.clear()
        self._least = None
        super().invalidate()

    def add(self, widget: QWidget, *, short: bool = False, above: int = 0) -> None:
        """Adds a widget: a short one shares its row with a short neighbour; `above` is extra space over it, in px."""
        self._next = (not short, above)
        self.addWidget(widget)

    def set_columns(self, columns: int, low: bool) -> None:
        """How many short items share a row, 1 or 2; a low window has narrower gaps between rows."""
        gap = round(self._full_gap * (LOW_FACTOR if low else 1))
        if (columns, gap) != (self.columns, self._row_gap):
            self.columns, self._row_gap = columns, gap
            self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append((item, *self._next))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index][0] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index)[0] if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        """Without a height, which follows from the width (`heightForWidth`)."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The width that the widest item needs; where it is narrow, short items get rows of their own."""
        if self._least is None:
            self._least = max((item.minimumSize().width() for item, *_ in self._shown()), default=0)
        return QSize(self._least, 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.width())[0]:
            item.setGeometry(place.translated(rect.topLeft()))

    def _shown(self) -> list[tuple[QLayoutItem, bool, int]]:
        return [each for each in self._items if not each[0].isEmpty()]

    def _rows(self, width: int) -> list[tuple[list[QLayoutItem], int]]:
        half = (width - self._gap) // 2
        rows: list[tuple[list[QLayoutItem], int]] = []
        open_row = False
        for item, wide, above in self._shown():
            alone = wide or self.columns == 1 or item.minimumSize().width() > half
            if not alone and open_row:
                rows[-1][0].append(item)
                open_row = False
            else:
                rows.append(([item], above))
                open_row = not alone
        return rows

    def _places(self, width: int) -> tuple[list[tuple[QLayoutItem, QRect]], int]:
        """Each item's place, counted from 0, 0, and the height of all, in px.

        Kept for each width: Qt asks many times before it lays out once. A short item without a neighbour may use the
        whole row.
        """
        if width not in self._placed:
            self._placed[width] = self._place(width)
        return self._placed[width]

    def _place(self, width: int) -> tuple[list[tuple[QLayoutItem, QRect]], int]:
        half, top = (width - self._gap) // 2, 0
        places: list[tuple[QLayoutItem, QRect]] = []
        for number, (items, above) in enumerate(self._rows(width)):
            top += above if number else 0
            wide = width if len(items) == 1 else half
            heads = [_height_of_head(item, wide) if len(items) > 1 else 0 for item in items]
            line = max(heads)  # of the row's controls: whatever wraps above them
            end = top
            for item, head, left in zip(items, heads, (0, half + self._gap), strict=False):
                place = QRect(left, top + line - head, wide, _height(item, wide))
                places.append((item, place))
                end = max(end, place.top() + place.height())
            top = end + self._row_gap
        return places, max(0, top - self._row_gap)


def _height_of_head(item: QLayoutItem, width: int) -> int:
    part = item.widget()
    return part.height_of_head(width) if isinstance(part, Headed) else 0


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
