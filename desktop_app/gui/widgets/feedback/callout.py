"""A notice on screen: icon, the fact in bold, text, and links to remedies."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import bold_then_plain, text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import draw_box, draw_side_bar, painting
from desktop_app.gui.widgets.feedback.notice import Links, Notice
from desktop_app.gui.widgets.layout.flow import FlowLayout, FoldLayout

# kind: icon, its colour, background, border (tokens of the theme)
CALLOUT_LOOKS = {
    "error": ("state-problem", "error", "error_soft", "error_line"),
    "warning": ("state-warning", "warn", "warn_soft", "warn_line"),
    "note": ("info", "muted", "canvas", "line"),
    "info": ("info", "accent", "accent_soft", "accent_line"),
    "ok": ("state-done", "ok", "ok_soft", "ok_line"),
    "plain": ("info", "muted", "surface", "line"),
}


class LinkRow(QWidget):
    """Links side by side that wrap. `link_activated` brings the key of the one pressed; `about` describes all."""

    link_activated = Signal(str)

    def __init__(self, theme: Theme, links: Links, about: str) -> None:
        super().__init__()
        row = FlowLayout(theme.gap(18), theme.gap(4))
        self.setLayout(row)
        for key, words in links:
            link = Link(theme, escape_mnemonic(words))
            link.setAccessibleDescription(about)
            link.clicked.connect(lambda _=False, key=key: self.link_activated.emit(key))
            row.addWidget(link)


class Callout(QWidget):
    """Beside a field (`bar`): stacked, with a bar at its left. Else a banner with its links at the right.

    `link_activated` brings the key of the link pressed.
    """

    link_activated = Signal(str)

    def __init__(self, theme: Theme, notice: Notice, bar: bool = True) -> None:
        super().__init__()
        self._theme, self._bar, self._notice = theme, bar, notice
        icon, self._color, self._ground, self._line = CALLOUT_LOOKS[notice.kind]
        row = QHBoxLayout(self)
        side, high = theme.gap(14), theme.gap(8)
        row.setContentsMargins(side, high, theme.gap(12), high)
        row.setSpacing(theme.gap(10))
        row.addWidget(IconView(theme, notice.icon or icon, self._color, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._stacked(notice) if bar else self._inline(notice), 1)
        self.setAccessibleName(notice.spoken)

    @property
    def notice(self) -> Notice:
        return self._notice

    def _links(self, links: Links) -> LinkRow:
        row = LinkRow(self._theme, links, self._notice.fact)
        row.link_activated.connect(self.link_activated)
        return row

    def _stacked(self, notice: Notice) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(text_label(self._theme, notice.fact, "small", weight=600))
        if notice.text:
            column.addWidget(text_label(self._theme, notice.text, "small"))
        if notice.links:
            column.addSpacing(self._theme.gap(4))
            column.addWidget(self._links(notice.links))
        return content

    def _inline(self, notice: Notice) -> QWidget:
        words: QLabel = text_label(self._theme, "", "small")
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setText(bold_then_plain(notice.fact, notice.text))
        if not notice.links:
            return words
        content = QWidget()
        fold = FoldLayout(self._theme, fold_below=300, shares=None)
        fold.set_pair(words, self._links(notice.links))
        content.setLayout(fold)
        return content

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        radius = theme.px(6 if self._bar else 8)
        framed = not self._bar or theme.is_contrast
        with painting(self) as painter:
            draw_box(painter, rect, radius, theme.color(self._ground), theme.color(self._line) if framed else None)
            if self._bar:
                draw_side_bar(painter, rect, radius, theme.color(self._color), theme.px(4))
