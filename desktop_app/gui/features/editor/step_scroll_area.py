"""One step inside its own scroll area, with places under it for the panel and for the buttons of a narrow window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, ScrollContent, centred_column


class StepScrollArea(FadeScrollArea):
    """Each step has its own, so that it is where it was when the user comes back."""

    def __init__(self, theme: Theme, page: StepPage) -> None:
        super().__init__(theme)
        self.page = page
        self._column = ScrollContent()
        self.panel_slot = CardFrame(theme, fill="canvas", line="line")
        self.bar_slot = QWidget()
        for slot in (self.panel_slot, self.bar_slot):
            QVBoxLayout(slot).setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, theme.gap(24), 0, theme.gap(32))
        column.setSpacing(theme.gap(24))
        column.addWidget(page)
        column.addWidget(self.panel_slot)
        column.addWidget(self.bar_slot)
        column.addStretch(1)
        self.panel_slot.hide()
        self.bar_slot.hide()
        bar = self.verticalScrollBar()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # no width changes with what is asked
        bar.rangeChanged.connect(lambda _, most: bar.setEnabled(most > 0))
        self.sides = (0, 0)
        self.set_content(centred_column(self._column, 0))

    @property
    def holds_panel(self) -> bool:
        """Whether a panel stands under the form, which is that of other steps, too."""
        return bool(self.panel_slot.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))

    def set_content_width(self, most: int, right: int = 0) -> None:
        """The content is never wider than so many px, and stands in the middle of what `right` px leave free.

        `sides` are what is free at its left and right before that, the scroll bar counted.
        """
        self._column.setMaximumWidth(most)
        content = self.widget()
        row = content.layout() if content is not None else None
        assert row is not None
        bar = self.verticalScrollBar().sizeHint().width()
        side = self._theme.gap(32) + bar
        self.sides = (side, side + right)
        row.setContentsMargins(side, 0, side + right - bar, 0)

    def scroll_to_top_of(self, part: QWidget) -> None:
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

    def scroll_to_panel(self) -> None:
        """Scrolls to the panel under the form."""
        content = self.widget()
        if content is not None:
            self.verticalScrollBar().setValue(self.panel_slot.mapTo(content, self.panel_slot.rect().topLeft()).y())
