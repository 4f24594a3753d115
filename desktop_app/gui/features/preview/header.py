"""The header of the preview: back, document, page, zoom, print, export."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_placement import Zoom
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.title_button import MenuChoice, TitleButton, show_choice_menu
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.painting import draw_box, painting

FIT_CHOICES: tuple[MenuChoice, ...] = (("width", "Larghezza"), ("page", "Pagina intera"))
PERCENT_CHOICES: tuple[MenuChoice, ...] = tuple(
    (each / 100, f"{each}\u00a0%") for each in (50, 75, 100, 125, 150, 200, 300)
)


class ZoomControl(QWidget):
    """Zoom out, the current zoom with its menu, zoom in."""

    zoom_chosen = Signal(object)  # a Zoom
    zoom_step_requested = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._zoom: Zoom = "width"
        self._less = Button(theme, "Riduci la pagina (Ctrl −)", icon="zoom-out", small=True, icon_only=True)
        self._more = Button(theme, "Ingrandisci la pagina (Ctrl +)", icon="zoom-in", small=True, icon_only=True)
        self._now = Button(theme, "Larghezza", "quiet", trailing="chevron-down", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap(2))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for button in (self._less, self._now, self._more):
            row.addWidget(button)
        self._less.clicked.connect(lambda: self.zoom_step_requested.emit(False))
        self._more.clicked.connect(lambda: self.zoom_step_requested.emit(True))
        self._now.clicked.connect(self._open)

    def tab_stops(self) -> list[QWidget]:
        """The focusable widgets, from left to right."""
        return [self._less, self._now, self._more]

    def show_zoom(self, zoom: Zoom, percent: int) -> None:
        self._zoom = zoom
        words = str(dict(FIT_CHOICES).get(zoom, f"{percent}\u00a0%"))
        self._now.show_words(words)
        self._now.setAccessibleName(f"Grandezza della pagina: {words}")

    def _open(self) -> None:
        opened = show_choice_menu(self._theme, self._now, (*FIT_CHOICES, *PERCENT_CHOICES), self._zoom)
        opened.triggered.connect(lambda action: self.zoom_chosen.emit(action.data()))


class PreviewHeader(QWidget):
    """`narrow` puts the actions below the title; `hints` shows shortcuts on the buttons; `short` hides the caption."""

    close_requested = Signal()
    print_requested = Signal()
    export_requested = Signal()

    def __init__(self, theme: Theme, back: str, *, hints: bool, narrow: bool, short: bool) -> None:
        super().__init__()
        self._theme, self._short = theme, short
        self.title, self.zoom = TitleButton(theme), ZoomControl(theme)
        self.caption = text_label(theme, "", "small", "muted", wrap=False)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.page_label = text_label(theme, "", "small", "muted", wrap=False)
        self._back = Button(theme, back, "quiet", icon="chevron-left", small=True, icon_only=narrow)
        self._back.setAccessibleName(f"Chiudi l’anteprima e torna a {back}")
        self._print = Button(theme, "S&tampa", icon="printer", key="Ctrl P" if hints else "", small=True)
        key = "Ctrl E" if hints else ""
        self._export = Button(theme, "&Esporta", "primary", icon="file-down", key=key, small=True)
        self._back.clicked.connect(self.close_requested)
        self._print.clicked.connect(self.print_requested)
        self._export.clicked.connect(self.export_requested)
        self._narrow = narrow
        self._lay_out()

    def _lay_out(self) -> None:
        theme, column = self._theme, QVBoxLayout(self)
        column.setContentsMargins(theme.gap(14), theme.gap(6), theme.gap(18), theme.gap(6) + 1)
        column.setSpacing(theme.gap(8))
        first, second = QHBoxLayout(), QHBoxLayout() if self._narrow else None
        first.setSpacing(theme.gap(14))
        first.addWidget(self._back)
        first.addWidget(_Divider(theme))
        first.addLayout(self._titles(), 1)
        column.addLayout(first)
        row = first
        if second is not None:
            second.setSpacing(theme.gap(14))
            column.addLayout(second)
            row = second
        row.addWidget(self.page_label)
        if second is not None:
            row.addStretch(1)
        for widget in (self.zoom, self._print, self._export):
            row.addWidget(widget)

    def _titles(self) -> QVBoxLayout:
        """The title, and below it the caption unless the window is short."""
        column = QVBoxLayout()
        column.setSpacing(0)
        line = QHBoxLayout()
        line.addWidget(self.title)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.caption)
        if self._short:
            self.caption.hide()  # not with setVisible(True): without a parent it would open as a window
        return column

    def show_caption(self, words: str, draft: bool) -> None:
        self.caption.setText(words)
        self._export.show_words("&Esporta bozza" if draft else "&Esporta")

    def show_page(self, page: int, count: int) -> None:
        self.page_label.setText(f"Pagina {page + 1} di {count}" if count else "")

    def tab_stops(self) -> list[QWidget]:
        """The focusable widgets, from left to right."""
        return [self._back, self.title, *self.zoom.tab_stops(), self._print, self._export]

    def set_ready(self, ready: bool) -> None:
        """Enables printing and exporting."""
        self._print.setEnabled(ready)
        self._export.setEnabled(ready)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            line = QRectF(0, self.height() - 1, self.width(), 1)
            painter.fillRect(line, self._theme.color("line"))


class _Divider(QWidget):
    """A vertical line between the back button and the title."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._color = theme.color("line")
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_box(painter, QRectF(self.rect()), 0, self._color, None)
