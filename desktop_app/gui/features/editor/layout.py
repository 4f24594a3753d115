"""Where the parts of the guided view stand: three columns in a wide window, one in a narrow one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.editor.breakpoint import Breakpoint, breakpoint_for
from desktop_app.gui.features.editor.header import EditorHeader
from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.features.editor.side_column import SideColumn
from desktop_app.gui.features.editor.step_bar import BarSlot, ResultStrip, StepBar
from desktop_app.gui.features.editor.step_scroll_area import StepScrollArea
from desktop_app.gui.features.editor.step_stack import StepStack
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.closing_step import ClosingPage
from desktop_app.gui.widgets.drawing.labels import Separator
from desktop_app.gui.widgets.layout.later import later
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.lists.rail import Rail

ROOMY = 1100  # em from which the next deadline has its place in the header
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's word for "no limit"


class EditorLayout:
    """The header above; rail, step and panel side by side; the bar with Indietro and Avanti under the step.

    Where the window is narrow, the rail goes, and the panel and then the bar stand under the form; the panel's
    result stays in sight in the strip at the bottom. In a form with panels a step without one stands where others do.
    """

    def __init__(
        self, theme: Theme, view: QWidget, header: EditorHeader, rail: Rail, stack: StepStack,
        bar: StepBar, strip: ResultStrip, side: SideColumn,
    ) -> None:  # fmt: skip
        self._theme, self._header, self._bar, self._strip = theme, header, bar, strip
        self.keeps_room = False  # whether a step without a panel stands where those with one do
        self.breakpoint: Breakpoint | None = None
        self._panel: CalculationPanel | None = None
        self.rail_area = FadeScrollArea(theme, "canvas", line="right")
        self.side = side
        self.rail_area.set_content(rail)
        rail.current_changed.connect(self._reveal_step)
        self._bar_slot, self.middle = BarSlot(theme, bar), QWidget()
        middle = QVBoxLayout(self.middle)
        middle.addWidget(stack, 1)
        middle.addWidget(Separator(theme))
        middle.addWidget(self._bar_slot)
        columns = QHBoxLayout()
        columns.addWidget(self.rail_area)
        columns.addWidget(self.middle, 1)
        columns.addWidget(side)
        outer = QVBoxLayout(view)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        outer.addWidget(header)
        outer.addWidget(Separator(theme))
        outer.addLayout(columns, 1)
        outer.addWidget(strip)
        for layout in (middle, outer, columns):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    @property
    def has_panel(self) -> bool:
        """Whether there is a panel, beside the step or under it."""
        return self._panel is not None

    def _reveal_step(self, item: QWidget) -> None:
        """Of many steps the one that is shown stands in sight; once the rail is laid out."""
        later(item, lambda: self.rail_area.reveal(item))

    def fit(self, size: QSize) -> bool:
        """Chooses the breakpoint for a size of the view; whether it is another."""
        look = breakpoint_for(self._theme, size.width(), size.height())
        changed, self.breakpoint = look != self.breakpoint, look
        return changed

    def arrange(
        self, width: int, area: StepScrollArea | None, panel: CalculationPanel | None, others: Collection[QWidget],
        kept: bool = False,
    ) -> None:  # fmt: skip
        """Puts a step (None: a closing one) and its panel where they belong, and hides the `others`.

        `kept`: the panel is still to come, and its column is kept free.
        """
        look = self.breakpoint
        assert look is not None
        self._panel = panel
        self._header.set_layout(not look.rail_width, look.low, width / self._theme.factor >= ROOMY)
        self.side.has_room = look.page_width > 0
        paged = self.side.paged and self.side.has_room and area is not None
        beside = bool(look.panel_width) and panel is not None and not paged
        without = self.side.has_switch and self.side.has_room and area is not None and panel is None and not kept
        room = look.page_width if paged else look.panel_width
        self.rail_area.setVisible(look.rail_width > 0)
        self.rail_area.setFixedWidth(max(1, look.rail_width))
        self.side.arrange(paged, not without)
        self.side.setVisible(beside or paged or without or (kept and look.panel_width > 0))
        self.side.setFixedWidth(max(1, room))
        self._strip.setVisible(panel is not None and not beside)
        if area is not None:
            area.set_content_width(look.form_width, look.panel_width if self.keeps_room and self.side.isHidden() else 0)
            area.page.set_columns(look.columns, look.low)
        self._bar.setMaximumWidth(look.form_width if area is not None else QWIDGETSIZE_MAX)
        for other in others:
            other.hide()
        if panel is not None and area is not None:
            _move(panel, self.side.panel_slot if beside else area.panel_slot)
            area.panel_slot.setVisible(not beside and not paged)
        if area is None or look.fixed_bar:
            self._bar_slot.take(self._bar)
        else:
            self._bar_slot.hide()
            _move(self._bar, area.bar_slot)

    def align_bar(self, area: StepScrollArea | None, closing: ClosingPage | None) -> None:
        """Puts the bar under the text of a step or of a closing one."""
        if area is None:
            self._bar_slot.align(closing.sides if closing is not None else (0, 0), fills=True)
        else:
            self._bar_slot.align(area.sides)


def _move(part: QWidget, slot: QWidget) -> None:
    """Moves a part of the view into a place that has a layout, and shows both."""
    layout = slot.layout()
    assert layout is not None
    layout.addWidget(part)
    part.show()
    slot.show()
