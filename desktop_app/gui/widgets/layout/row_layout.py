"""The layout of a field's row. One layout for all its parts: nested ones are too slow with dozens of rows on a page."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop_app.gui.look.theme import Theme

RowSlot = Literal["label", "guide", "origin", "editor", "beside", "help", "notices"]
SLOTS: Final[tuple[RowSlot, ...]] = get_args(RowSlot)


class PlacedItem(NamedTuple):
    """An item and its rectangle, in a row whose top left corner is 0, 0."""

    item: QLayoutItem
    left: int
    top: int
    width: int
    height: int


class RowLayout(QLayout):
    """Label with the guide button and the origin's tag; editor with unit and links ("beside"); help; notices below.

    `in_line` says whether the "beside" slot may share the editor's line.
    """

    def __init__(self, theme: Theme, in_line: bool) -> None:
        super().__init__()
        self._slots: dict[RowSlot, QLayoutItem] = {}
        self._next_slot: RowSlot = "label"
        self._in_line = in_line
        self._tight, self._origin_gap, self._beside_gap = theme.gap(4), theme.gap(10), theme.gap(14)
        self._row_gap, self._below_gap = theme.gap(6), theme.gap(8)
        self._placed: dict[int, list[PlacedItem]] = {}
        self._minimum: QSize | None = None
        self._preferred: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def set_slot(self, slot: RowSlot, widget: QWidget) -> None:
        """Puts a widget into a slot that is empty."""
        self._next_slot = slot
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        slots = self._slots | {self._next_slot: item}
        self._slots = {slot: slots[slot] for slot in SLOTS if slot in slots}  # as they are read

    def count(self) -> int:
        return len(self._slots)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return list(self._slots.values())[index] if 0 <= index < len(self._slots) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._slots.pop(list(self._slots)[index]) if 0 <= index < len(self._slots) else None

    def invalidate(self) -> None:
        self._placed.clear()
        self._minimum = self._preferred = None
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _end(self._places(width), 0)

    def height_of_head(self, width: int) -> int:
        """How high label and tag are in a row so many px wide."""
        return self._head(self._shown(), width)[1]

    def sizeHint(self) -> QSize:
        if self._preferred is None:
            self._preferred = QSize(max((item.sizeHint().width() for item in self._shown().values()), default=0), 0)
        return self._preferred

    def minimumSize(self) -> QSize:
        if self._minimum is None:
            sizes = {slot: item.minimumSize() for slot, item in self._shown().items()}
            wide = {slot: size.width() for slot, size in sizes.items()}
            if "guide" in wide:
                wide["label"] += self._tight + wide["guide"]
            high = max((size.height() for size in sizes.values()), default=0)
            self._minimum = QSize(max(wide.values(), default=0), high)
        return self._minimum

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, left, top, width, height in self._places(rect.width()):
            item.setGeometry(QRect(rect.left() + left, rect.top() + top, width, height))

    def _shown(self) -> dict[RowSlot, QLayoutItem]:
        return {slot: item for slot, item in self._slots.items() if not item.isEmpty()}

    def _places(self, width: int) -> list[PlacedItem]:
        """Cached by width: Qt asks many times before it lays out once."""
        if width not in self._placed:
            self._placed[width] = self._place(width)
        return self._placed[width]

    def _place(self, width: int) -> list[PlacedItem]:
        shown = self._shown()
        places, top = self._head(shown, width)
        places += self._main(shown, top + (self._tight if places else 0), width)
        notices = shown.get("notices")
        if notices is not None:
            places.append(PlacedItem(notices, 0, _end(places, top) + self._below_gap, width, _height(notices, width)))
        return places

    def _head(self, shown: dict[RowSlot, QLayoutItem], width: int) -> tuple[list[PlacedItem], int]:
        """Places the label, the guide button after it and the origin's tag; returns the places and their height."""
        label, guide, origin = shown.get("label"), shown.get("guide"), shown.get("origin")
        if label is None:
            return [], 0
        sign = guide.sizeHint() if guide is not None else QSize(-self._tight, 0)
        taken = sign.width() + self._tight
        words = min(label.sizeHint().width(), width - taken)
        high = _height(label, words)
        line = max(high, sign.height())
        size = origin.sizeHint() if origin is not None else QSize()
        left, follows = words + taken + self._origin_gap, origin is not None
        if follows and left + size.width() <= width:
            line, follows = max(line, size.height()), False
        places = [PlacedItem(label, 0, (line - max(high, sign.height())) // 2, words, max(high, sign.height()))]
        if guide is not None:
            places.append(
                PlacedItem(guide, words + self._tight, (line - sign.height()) // 2, sign.width(), sign.height())
            )
        if origin is not None and not follows:
            places.append(PlacedItem(origin, left, (line - size.height()) // 2, size.width(), size.height()))
        elif origin is not None:
            places.append(PlacedItem(origin, 0, line + self._tight, min(size.width(), width), size.height()))
            line += self._tight + size.height()
        return places, line

    def _main(self, shown: dict[RowSlot, QLayoutItem], top: int, width: int) -> list[PlacedItem]:
        """Places the editor, the "beside" slot and the help."""
        places: list[PlacedItem] = []
        editor, beside, help = shown.get("editor"), shown.get("beside"), shown.get("help")
        if self._in_line and editor is not None:
            places += self._line(editor, beside, top, width)
        else:
            for item in (editor, beside):
                top = self._under(places, item, top, width)
        self._under(places, help, _end(places, top - self._tight) + self._tight, width)
        return places

    def _under(self, places: list[PlacedItem], item: QLayoutItem | None, top: int, width: int) -> int:
        if item is None:
            return top
        places.append(PlacedItem(item, 0, top, width, _height(item, width)))
        return _end(places, top) + self._tight

    def _line(self, editor: QLayoutItem, beside: QLayoutItem | None, top: int, width: int) -> list[PlacedItem]:
        """Places editor and "beside" slot on one line, vertically centred, or stacked where the width is too small."""
        wide = min(editor.sizeHint().width(), width)
        high = _height(editor, wide)
        if beside is None:
            return [PlacedItem(editor, 0, top, wide, high)]
        room = min(beside.sizeHint().width(), width)
        tall = _height(beside, room)
        if wide + self._beside_gap + room > width:
            return [
                PlacedItem(editor, 0, top, wide, high),
                PlacedItem(beside, 0, top + high + self._row_gap, room, tall),
            ]
        line = max(high, tall)
        return [
            PlacedItem(editor, 0, top + (line - high) // 2, wide, high),
            PlacedItem(beside, wide + self._beside_gap, top + (line - tall) // 2, room, tall),
        ]


def _end(places: list[PlacedItem], else_at: int) -> int:
    return max((each.top + each.height for each in places), default=else_at)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
