"""Layouts that adapt to the width: a row that wraps, and a pair that is side by side or stacked; layout helpers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop_app.gui.look.theme import Theme

DIRECT: Final = Qt.FindChildOption.FindDirectChildrenOnly


class ItemLayout(QLayout):
    """Keeps the items; where they stand is what each kind of layout says."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None


class FlowLayout(ItemLayout):
    """Items side by side at their preferred widths, in as many rows as the width needs.

    Hidden items and those with an empty size hint are skipped.
    """

    def __init__(self, gap: int, row_gap: int, align_right: bool = False) -> None:
        super().__init__()
        self._gap, self._row_gap, self._align_right = gap, row_gap, align_right
        self._heights: dict[int, int] = {}
        self._sizes: list[tuple[QLayoutItem, QSize]] | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        self._heights.clear()
        self._sizes = None
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        sizes = [size for _, size in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item, _ in self._shown()]
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[tuple[QLayoutItem, QSize]]:
        """The visible items with their size hints; cached, as Qt asks many times before it lays out once."""
        if self._sizes is None:
            sizes = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
            self._sizes = [(item, size) for item, size in sizes if not size.isNull()]
        return self._sizes

    def _place(self, rect: QRect, move: bool) -> int:
        """Lays out the rows, items vertically centred; returns the height. With `move` false nothing is moved."""
        top = rect.top()
        for row in self._rows(rect.width()):
            high = max(size.height() for _, size in row)
            used = sum(size.width() for _, size in row) + self._gap * (len(row) - 1)
            left = rect.right() + 1 - used if self._align_right else rect.left()
            for item, size in row:
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), size))
                left += size.width() + self._gap
            top += high + self._row_gap
        return max(0, top - rect.top() - self._row_gap)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item, size in self._shown():
            wide = min(size.width(), width)
            high = item.heightForWidth(wide) if item.hasHeightForWidth() else size.height()
            if not rows or left + wide > width:
                rows.append([])
                left = 0
            rows[-1].append((item, QSize(wide, high)))
            left += wide + self._gap
        return rows


class FoldLayout(ItemLayout):
    """Two items: side by side in the ratio `shares`, or stacked where the width is below `fold_below` px (at 100 %).

    Without shares the second item has its preferred width and the first one the rest.
    """

    def __init__(self, theme: Theme, fold_below: float = 500, shares: tuple[int, int] | None = (5, 8)) -> None:
        super().__init__()
        self._fold_below, self._shares = theme.px(fold_below), shares
        self._gap, self._row_gap = theme.gap(24), theme.gap(8)
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def set_pair(self, main: QWidget, aside: QWidget) -> None:
        self.addWidget(main)
        self.addWidget(aside)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            places = self._places(QRect(0, 0, width, 0))
            self._heights[width] = max((place.bottom() + 1 for place in places), default=0)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        wide = max((item.sizeHint().width() for item in self._shown()), default=0)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(max((size.width() for size in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in zip(self._shown(), self._places(rect), strict=True):
            item.setGeometry(place)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, rect: QRect) -> list[QRect]:
        items = self._shown()
        if len(items) == 2 and rect.width() >= self._fold_below:
            return self._side_by_side(rect, *items)
        places, top = [], rect.top()
        for item in items:
            high = _height(item, rect.width())
            places.append(QRect(rect.left(), top, rect.width(), high))
            top += high + self._row_gap
        return places

    def _side_by_side(self, rect: QRect, main: QLayoutItem, aside: QLayoutItem) -> list[QRect]:
        room = rect.width() - self._gap
        if self._shares:
            first = max(room * self._shares[0] // sum(self._shares), main.minimumSize().width())
        else:
            first = room - min(aside.sizeHint().width(), room // 2)
        left = rect.left() + first + self._gap
        return [
            QRect(rect.left(), rect.top(), first, _height(main, first)),
            QRect(left, rect.top(), room - first, _height(aside, room - first)),
        ]


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def parts_in(layout: QLayout) -> Iterator[QWidget]:
    """The widgets in a layout and in those inside it, in their order.

    Never over `layout.itemAt`: PySide keeps the item for as long as the layout, and does not hear when Qt deletes it
    with its widget. Whatever is made next at the same place in memory then takes the program down when it goes.
    """
    around = layout.parentWidget()
    widgets = around.findChildren(QWidget, options=DIRECT) if around is not None else []
    found: list[QWidget | QLayout] = [*widgets, *layout.findChildren(QLayout, options=DIRECT)]
    placed = [(at, each) for each in found if (at := layout.indexOf(each)) >= 0]
    for _, each in sorted(placed, key=lambda pair: pair[0]):
        if isinstance(each, QWidget):
            yield each
        else:
            yield from parts_in(each)


def clear_layout(layout: QLayout) -> None:
    """Removes all widgets from a layout: hidden now, deleted when control returns to the event loop."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


@contextmanager
def layout_suspended(layout: QLayout) -> Iterator[None]:
    """Suspends the layout while parts are added and removed, then lays out once: Qt would do so at every part shown."""
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        around = layout.parentWidget()
        if around is not None and around.isVisible():
            layout.activate()
