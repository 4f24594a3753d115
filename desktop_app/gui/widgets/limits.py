"""Several limits, of which the lowest counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets.flow import FlowLayout, clear
from desktop_app.gui.widgets.link import Link
from desktop_app.gui.widgets.marks import Pips, Tag
from desktop_app.gui.widgets.mnemonics import escape
from desktop_app.gui.widgets.painting import box, painting
from desktop_app.gui.widgets.text import text


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit; `value` is None while it cannot be known, and `article` the words of its link."""

    key: str
    name: str
    article: str
    value: int | None
    bites: bool = False


class _Row(QWidget):
    """Name, article, «vale questo», persons, number."""

    activated = Signal(str)

    def __init__(self, theme: Theme, limit: Limit) -> None:
        super().__init__()
        self._theme, self._bites = theme, False
        self._pips, self._tag = Pips(theme), Tag(theme, "vale questo", "arrow-left", "accent")
        self._tag.turn(on=False)
        self._number = text(theme, "", wrap=False)
        self._number.setMinimumWidth(theme.px(18))
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.gap(10), theme.gap(2), theme.gap(10), theme.gap(2))
        row.setSpacing(theme.gap(10))
        row.addWidget(self._named(limit), 1)
        row.addWidget(self._pips)
        row.addWidget(self._number)

    def _named(self, limit: Limit) -> QWidget:
        """Name, article and tag in one row, which goes on below where the panel is narrow."""
        named, theme = QWidget(), self._theme
        flow = FlowLayout(theme.gap(8), 0)
        named.setLayout(flow)
        self._name = text(theme, limit.name, "small", natural=True)
        flow.addWidget(self._name)
        if limit.article:
            link = Link(theme, escape(limit.article), "tiny", 400)
            link.clicked.connect(lambda _=False: self.activated.emit(limit.key))
            flow.addWidget(link)
        flow.addWidget(self._tag)
        return named

    def show_limit(self, limit: Limit, most: int) -> None:
        """Another value, or another that bites; what has not changed is not touched."""
        number = "–" if limit.value is None else str(limit.value)
        self._number.setText(number)
        self._pips.show_count(limit.value or 0, most if limit.value is not None else 0)
        self._tag.turn(limit.bites)
        if limit.bites != self._bites:
            self._bites = limit.bites
            self._name.setFont(self._theme.font("small", 600 if limit.bites else 400))
            self._number.setFont(self._theme.font("body", 700 if limit.bites else 400))
            self.update()
        counts = ", vale questo" if limit.bites else ""
        self.setAccessibleName(f"{limit.name}: {number}{counts}")

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._bites:
            theme = self._theme
            with painting(self) as painter:
                box(painter, QRectF(self.rect()), theme.px(6), theme.color("accent_soft"), theme.color("accent_line"))


class LimitMeter(QWidget):
    """The limits one below the other, the one that bites on a soft ground. `activated` brings a limit's key."""

    activated = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._limits, self._rows = theme, tuple[Limit, ...](), list[_Row]()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_limits(self, limits: Sequence[Limit]) -> None:
        if tuple(limits) == self._limits:
            return
        if [_named(each) for each in limits] != [_named(each) for each in self._limits]:
            self._build(limits)
        self._limits = tuple(limits)
        most = max((limit.value for limit in limits if limit.value is not None), default=0)
        for row, limit in zip(self._rows, limits, strict=True):
            row.show_limit(limit, most)

    def _build(self, limits: Sequence[Limit]) -> None:
        clear(self._column)
        self._rows = [_Row(self._theme, limit) for limit in limits]
        for row in self._rows:
            row.activated.connect(self.activated)
            self._column.addWidget(row)


def _named(limit: Limit) -> tuple[str, str, str]:
    return limit.key, limit.name, limit.article
