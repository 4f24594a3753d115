"""Several limits of which the lowest is binding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import draw_person_icons, draw_tag, person_icons_width, tag_size
from desktop_app.gui.widgets.drawing.labels import WORD_WRAP_CENTRED
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.painted_label import PaintedLabel, content_update
from desktop_app.gui.widgets.drawing.painting import draw_box, painting
from desktop_app.gui.widgets.layout.flow import clear_layout

BINDING_TAG = ("vale questo", "arrow-left", "accent")


@dataclass(frozen=True, slots=True)
class LimitEntry:
    """One limit; `value` is None while it is not known, `article` the words of its link."""

    key: str
    name: str
    article: str
    value: int | None
    binding: bool = False

    @property
    def number(self) -> str:
        return "–" if self.value is None else str(self.value)


class _Row(PaintedLabel):
    """Name, article, «vale questo», persons and number; painted by one widget, all but the link.

    Name, article and tag wrap where the panel is narrow.
    """

    link_activated = Signal(str)

    def __init__(self, theme: Theme, limit: LimitEntry) -> None:
        super().__init__(theme)
        self._limit, self._most = limit, 0
        self._measured: dict[tuple[int, int, bool], list[QRect]] = {}  # by width, room and binding
        self._line, self._digits = QFontMetrics(theme.font("body")).height(), QFontMetrics(theme.font("body", 700))
        self._link: Link | None = None
        if limit.article:
            self._link = Link(theme, escape_mnemonic(limit.article), "tiny", 400)
            self._link.setParent(self)
            self._link.clicked.connect(lambda: self.link_activated.emit(limit.key))
        self._update_accessible_name()

    def show_limit(self, limit: LimitEntry, most: int) -> None:
        """Shows a changed limit; `most` is the highest value of all limits, that many persons are drawn."""
        if (limit, most) == (self._limit, self._most):
            return
        with content_update(self):
            self._limit, self._most = limit, most
        self._update_accessible_name()
        self._place_link()

    def _update_accessible_name(self) -> None:
        limit = self._limit
        self.setAccessibleName(f"{limit.name}: {limit.number}{f', {BINDING_TAG[0]}' if limit.binding else ''}")

    # --- places ------------------------------------------------------------------------------------------

    def heightForWidth(self, width: int) -> int:
        return max(self._line, *(each.bottom() + 1 for each in self._places(width))) + self._theme.gap(2)

    def _count_width(self) -> int:
        """The width of the number's column, that of bold digits: nothing moves when a limit becomes binding."""
        return max(self._theme.px(18), self._digits.horizontalAdvance(self._limit.number) + 1)

    def _persons(self) -> int:
        return 0 if self._limit.value is None else self._most

    def _places(self, width: int) -> list[QRect]:
        """The rectangles of name, link and tag (those there are), vertically centred in their rows."""
        gap = self._theme.gap(10)
        persons = person_icons_width(self._theme, self._persons())
        taken = self._count_width() + gap + (persons + gap if persons else 0)
        asked = (width, taken, self._limit.binding)
        if asked not in self._measured:
            self._measured[asked] = self._placed(max(1, width - 2 * gap - taken))
        return self._measured[asked]

    def _placed(self, room: int) -> list[QRect]:
        theme = self._theme
        rows, left = list[list[QRect]](), 0
        for size in self._sizes(room):
            if not rows or left + size.width() > room:
                rows.append([])
                left = 0
            rows[-1].append(QRect(QPoint(theme.gap(10) + left, 0), size))
            left += size.width() + theme.gap(8)
        return _stacked(rows, theme.gap(2))

    def _sizes(self, room: int) -> list[QSize]:
        metrics = QFontMetrics(self._theme.font("small", 600))
        name = metrics.boundingRect(QRect(0, 0, room, 4000), WORD_WRAP_CENTRED, self._limit.name).size() + QSize(1, 0)
        sizes = [QSize(min(name.width(), room), max(name.height(), self._line))]
        if self._link is not None:
            wide = min(self._link.sizeHint().width(), room)
            sizes.append(QSize(wide, self._link.heightForWidth(wide)))
        return [*sizes, tag_size(self._theme, *BINDING_TAG[:2])] if self._limit.binding else sizes

    def _place_link(self) -> None:
        if self._link is not None:
            self._link.setGeometry(self._places(self.width())[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_link()

    # --- drawing -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, limit, whole = self._theme, self._limit, QRectF(self.rect())
        places = self._places(self.width())
        with painting(self) as painter:
            if limit.binding:
                draw_box(painter, whole, theme.px(6), theme.color("accent_soft"), theme.color("accent_line"))
                draw_tag(painter, theme, QRectF(places[-1]), *BINDING_TAG)
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font("small", 600 if limit.binding else 400))
            painter.drawText(QRectF(places[0]), WORD_WRAP_CENTRED, limit.name)
            painter.setFont(theme.font("body", 700 if limit.binding else 400))
            right = whole.adjusted(0, 0, -theme.gap(10), 0)
            painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), limit.number)
            right.setRight(right.right() - self._count_width() - theme.gap(10))
            right.setLeft(right.right() - person_icons_width(theme, self._persons()))
            draw_person_icons(painter, theme, right, limit.value or 0, self._persons())


def _stacked(rows: Sequence[Sequence[QRect]], top: int) -> list[QRect]:
    places = list[QRect]()
    for row in rows:
        high = max(each.height() for each in row)
        places += [each.translated(0, top + (high - each.height()) // 2) for each in row]
        top += high
    return places


class LimitMeter(QWidget):
    """The limits one below the other, the binding one highlighted. `link_activated` brings a limit's key."""

    link_activated = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._limits, self._rows = theme, tuple[LimitEntry, ...](), list[_Row]()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_limits(self, limits: Sequence[LimitEntry]) -> None:
        if tuple(limits) == self._limits:
            return
        if [_named(each) for each in limits] != [_named(each) for each in self._limits]:
            self._build(limits)
        self._limits = tuple(limits)
        most = max((limit.value for limit in limits if limit.value is not None), default=0)
        for row, limit in zip(self._rows, limits, strict=True):
            row.show_limit(limit, most)

    def _build(self, limits: Sequence[LimitEntry]) -> None:
        clear_layout(self._column)
        self._rows = [_Row(self._theme, limit) for limit in limits]
        for row in self._rows:
            row.link_activated.connect(self.link_activated)
            self._column.addWidget(row)


def _named(limit: LimitEntry) -> tuple[str, str, str]:
    return limit.key, limit.name, limit.article
