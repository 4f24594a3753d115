"""One step inside its own scroll area, with room under it for what folds there."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, ScrollContent, centred_column


class StepHolder(FadeScrollArea):
    """Keeps its place when the user comes back."""

    def __init__(self, theme: Theme, page: StepPage) -> None:
        super().__init__(theme)
        self.page = page
        self._column = ScrollContent()
        self.below = CardFrame(theme, fill="canvas", line="line")
        self.bar_slot = QWidget()
        for slot in (self.below, self.bar_slot):
            QVBoxLayout(slot).setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, theme.gap(24), 0, theme.gap(32))
        column.setSpacing(theme.gap(24))
        column.addWidget(page)
        column.addWidget(self.below)
        column.addWidget(self.bar_slot)
        column.addStretch(1)
        self.below.hide()
        self.bar_slot.hide()
        self.set_content(centred_column(self._column, theme.gap(32)))

    def set_width(self, most: int) -> None:
        """The content is never wider, and stands in the middle."""
        self._column.setMaximumWidth(most)

    def show_top(self, part: QWidget) -> None:
        """Scrolls so that as much of a part is seen as fits, from its top."""
        content = self.widget()
        if content is None or not content.isAncestorOf(part):
            return
        content.ensurePolished()
        for layout in (part.layout(), self.page.layout(), content.layout()):
            if layout is not None:
                layout.activate()
        content.resize(content.width(), max(content.sizeHint().height(), content.heightForWidth(content.width())))
        top = part.mapTo(content, part.rect().topLeft()).y()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or top + part.height() > bar.value() + room:
            bar.setValue(max(0, min(top - self._theme.gap(10), top + part.height() - room // 3)))

    def go_below(self) -> None:
        """Scrolls to what is folded under the form."""
        content = self.widget()
        if content is not None:
            self.verticalScrollBar().setValue(self.below.mapTo(content, self.below.rect().topLeft()).y())

    def put(self, slot: QWidget, part: QWidget) -> None:
        """Moves a part of the view under the form."""
        layout = slot.layout()
        assert layout is not None
        layout.addWidget(part)
        part.show()
        slot.show()
