"""What stands beside the questions in a wide window: the calculation, or the page that is being filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.page_view.page_side import PagePosition, PageSide
    from desktop_app.gui.steps.field_item import FieldItem

MakePage = Callable[[], "PageSide"]
NOTHING = "In questo passo non c’è un calcolo. «Pagina» mostra i documenti mentre li compili."


class SideColumn(QWidget):
    """A switch, and under it the calculation (in `panel_slot`) or the page, which is made when first shown.

    `chosen` comes when the user has turned the switch: whether to the page. Without `make_page` there is none.
    With it the switch stands also beside a step that has no calculation, which is said there.
    """

    chosen = Signal(bool)
    navigate_requested = Signal(object)  # a FieldRef

    def __init__(self, theme: Theme, make_page: MakePage | None = None, paged: bool = False) -> None:
        super().__init__()
        self._theme, self._make_page = theme, make_page
        self._page: PageSide | None = None
        self._place: FieldRef | None = None
        self._paged = paged and make_page is not None
        self.has_room = False  # for a page
        self.panel_slot = QWidget()
        QVBoxLayout(self.panel_slot).setContentsMargins(0, 0, 0, 0)
        self.panel_area = FadeScrollArea(theme, "canvas")
        self.panel_area.set_content(self.panel_slot)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 0, 0)  # for the line
        self._column.setSpacing(0)
        self._nothing = text_label(theme, NOTHING, "small", "muted")
        self._nothing.setContentsMargins(theme.gap(20), theme.gap(12), theme.gap(20), 0)
        self._column.addWidget(self._switch())
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self._nothing, 1)
        self._column.addWidget(self.panel_area, 1)
        look = self.palette()
        look.setColor(QPalette.ColorRole.Window, theme.color("canvas"))
        self.setPalette(look)
        self.setAutoFillBackground(True)

    def _switch(self) -> QWidget:
        theme, head = self._theme, QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.gap(14), theme.gap(8), theme.gap(14), theme.gap(4))
        row.setSpacing(theme.gap(4))
        self._buttons = (FilterButton(theme, "Calcolo"), FilterButton(theme, "Pagina"))
        for button, name in zip(self._buttons, ("Mostra il calcolo", "Mostra la pagina"), strict=True):
            button.setAccessibleName(name)
            row.addWidget(button)
        row.addStretch(1)
        self._buttons[self._paged].setChecked(True)
        self._buttons[1].toggled.connect(self._turned)
        if self._make_page is None:
            head.hide()
        return head

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(0, 0, 1, self.height(), self._theme.color("line"))

    @property
    def paged(self) -> bool:
        """Whether it is the page that stands here where there is room."""
        return self._paged

    @property
    def page(self) -> PageSide | None:
        """The page view, once it was made."""
        return self._page

    def turn(self, paged: bool) -> None:
        """Shows the page, or the calculation."""
        self._buttons[paged].setChecked(True)

    def _turned(self, paged: bool) -> None:
        self._paged = paged
        self.chosen.emit(paged)

    @property
    def has_switch(self) -> bool:
        """Whether there is a choice, so that it has something to show beside every step."""
        return self._make_page is not None

    def arrange(self, paged: bool, has_panel: bool = True) -> None:
        """Shows the page where it was chosen and there is room for it, else the calculation, or that there is none."""
        if paged and self._page is None and self._make_page is not None:
            self._page = self._make_page()
            self._page.navigate_requested.connect(self.navigate_requested)
            self._column.addWidget(self._page, 1)
            if self._place is not None:
                self._page.show_place(self._place)
        self.panel_area.setVisible(not paged and has_panel)
        self._nothing.setVisible(not paged and not has_panel)
        if self._page is not None:
            self._page.setVisible(paged)

    def position(self) -> PagePosition | None:
        """Where the page stands, None where none was shown."""
        return self._page.position() if self._page is not None else None

    def return_to(self, position: PagePosition) -> None:
        """The page that is made instead of another one stands where that did."""
        if self._page is not None:
            self._place = position.place
            self._page.return_to(position)

    def show_field(self, item: FieldItem | None) -> None:
        """The field that is in hand; the last one stays where the focus is elsewhere."""
        if item is not None:
            self._place = item.place
            if self._page is not None:
                self._page.show_place(item.place)

    def show_state(self) -> None:
        """The dossier has changed."""
        if self._page is not None:
            self._page.show_state()
