"""The search field above lists."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.inner_button import InnerButton
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.inputs.line_edits import LineInput

SEARCH_DELAY_MS = 150  # after the last keystroke


class SearchField(LineInput):
    """`search_changed` brings the text, after a short pause in typing, at once on Enter or when it is cleared."""

    search_changed = Signal(str)

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__(theme)
        self._searched_for = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._icon = IconView(theme, "search", "muted", 18, "body")
        self._icon.setParent(self)
        self._inset = theme.gap(12)
        self._clear = InnerButton(theme, "x", "Svuota la ricerca", self)
        self._clear.clicked.connect(self._clear_text)
        self._show_clear_button("")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_DELAY_MS)
        self._pause.timeout.connect(self._emit_search)
        self.typed.connect(lambda _: self._pause.start())
        self.enter_pressed.connect(self._emit_search)
        self.textChanged.connect(self._show_clear_button)

    def keep_search(self, words: str) -> None:
        """Shows what was searched for in a field that was made anew, as known: nothing is emitted for it."""
        self._searched_for = words
        self.setText(words)

    def search_what_is_typed(self) -> None:
        """After the pause, as if it had just been typed; nothing where it was searched for already."""
        self._pause.start()

    def _show_clear_button(self, words: str) -> None:
        """Shows the clear button only when there is text; without it the placeholder has the whole width."""
        theme = self._theme
        self.reserve_margins(theme.px(18) + theme.gap(6), theme.px(26) if words else 0)
        self._clear.setVisible(bool(words))

    def _clear_text(self) -> None:
        self.clear()
        self._emit_search()

    def _emit_search(self) -> None:
        self._pause.stop()
        if self.text() != self._searched_for:
            self._searched_for = self.text()
            self.search_changed.emit(self._searched_for)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._icon.move(self._inset, (self.height() - self._icon.height()) // 2)
        inset = (self.height() - self._clear.height()) // 2
        self._clear.move(self.width() - self._clear.width() - inset, inset)
