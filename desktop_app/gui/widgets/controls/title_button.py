"""The title of a document, which opens the list of all documents of the dossier."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls.menu import styled_menu
from desktop_app.gui.widgets.controls.pressable import Pressable
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.labels import set_tooltip
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import painting

MenuChoice = tuple[object, str]


def show_choice_menu(theme: Theme, button: QWidget, choices: Sequence[MenuChoice], current: object) -> QMenu:
    """Opens a menu below a button, the current choice checked; each action has the id of its choice as data."""
    made = styled_menu(theme, button)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(made)
    for id, words in choices:
        action = made.addAction(escape_mnemonic(words))
        action.setData(id)
        action.setCheckable(True)
        action.setChecked(id == current)
        group.addAction(action)
    made.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
    return made


class TitleButton(Pressable):
    """The document's title, elided to fit; it opens a menu of all documents. `document_chosen` brings an id."""

    document_chosen = Signal(str)

    def __init__(self, theme: Theme, role: Role = "h2") -> None:
        super().__init__()
        self._theme = theme
        self._choices: Sequence[MenuChoice] = ()
        self._current = ""
        self.setFont(theme.font(role, 600))
        speak_as(self, "heading")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def show_documents(self, documents: Sequence[tuple[str, str]], current: str) -> None:
        self._choices, self._current = documents, current
        title = dict(documents)[current]
        self.setText(title)
        set_tooltip(self, title)
        self.setAccessibleName(f"Documento: {title}")
        self.setAccessibleDescription("Apre l’elenco dei documenti della pratica.")
        self.setEnabled(len(documents) > 1)
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        opened = show_choice_menu(self._theme, self, self._choices, self._current)
        opened.triggered.connect(lambda action: self.document_chosen.emit(action.data()))

    def _chevron_width(self) -> int:
        return self._theme.px(18) + self._theme.gap(6) if self.isEnabled() else 0

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + self._chevron_width() + 2, round(metrics.height() * 0.92))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, size = self._theme, self._theme.px(18)
        color = theme.color("accent" if self.isEnabled() and self.underMouse() else "text")
        room = self.width() - self._chevron_width()
        words = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        with painting(self) as painter:
            painter.setFont(self.font())
            painter.setPen(color)
            painter.drawText(QRectF(0, 0, room, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
            if self.isEnabled():
                left = min(room, QFontMetrics(self.font()).horizontalAdvance(words)) + theme.gap(6)
                icons.draw(painter, "chevron-down", color, QRectF(left, (self.height() - size) / 2, size, size))
