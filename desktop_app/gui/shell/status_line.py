"""The line below everything: what was saved, where the data are, the size of the text; what has no room is left out."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label


class StatusLine(QWidget):
    """What was saved is always seen whole; where the data are unless it is well there; the size where there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status")
        speak_as(self, "status")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.gap(18), theme.gap(4), theme.gap(18), theme.gap(4))
        row.setSpacing(theme.gap(8))
        self._saved_icon = IconView(theme, "state-done", "ok", 15)
        self._saved = text_label(theme, "", "tiny", weight=600, wrap=False)
        self._saved.setAccessibleDescription("Stato del salvataggio")  # its name is what it says, with the hour
        self._place_icon = IconView(theme, "hard-drive", "muted", 15)
        self._place, self._is_well_placed = text_label(theme, "", "tiny", "muted", wrap=False), True
        self._size = text_label(theme, f"Testo {round(theme.factor * 100)}\u00a0%", "tiny", "muted", wrap=False)
        self._size.setIndent(theme.gap(14))
        row.addWidget(self._saved_icon)
        row.addWidget(self._saved)
        row.addStretch(1)
        for part in (self._place_icon, self._place, self._size):
            row.addWidget(part)

    def show_saved(self, words: str, well: bool) -> None:
        self._saved.setText(words)
        self._saved_icon.show_icon("state-done" if well else "state-warning", "ok" if well else "warn")
        self._fit()

    def show_place(self, words: str, well: bool) -> None:
        self._place.setText(words)
        self._place_icon.show_icon("hard-drive" if well else "state-warning", "muted" if well else "warn")
        self._is_well_placed = well
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leaves out what there is no room for, the least first."""
        place = (self._place_icon, self._place)
        for part in (*place, self._size):
            part.setVisible(part is self._size or bool(self._place.text()))
        for parts in ((self._size,), place if self._is_well_placed else ()):
            if self._row.totalMinimumSize().width() > self.width():
                for part in parts:
                    part.hide()
                self._row.invalidate()
