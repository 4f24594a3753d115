"""A place for one notice, above a list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice


class NoticeSlot(QWidget):
    """Shows one notice as a banner, or nothing; a new one is announced to screen readers."""

    link_activated = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.callout: Callout | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.gap(10))
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Replaces the notice shown; None removes it."""
        if self.callout is not None:
            self._column.removeWidget(self.callout)
            self.callout.hide()
            self.callout.deleteLater()
            self.callout = None
        self.setVisible(notice is not None)
        if notice is not None:
            self.callout = Callout(self._theme, notice, bar=False)
            self.callout.link_activated.connect(self.link_activated)
            self._column.addWidget(self.callout)
            announce(self, notice.spoken)
