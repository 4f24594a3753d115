"""Where the user is in the dossier that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.services.position import Position
from desktop_app.gui.steps.caret import Caret, field_ref_at

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.page_view.page_side import PagePosition


def position_in(view: DossierView, focused: QWidget | None) -> Position:
    """The step and the field that has the focus, or will have it; no field while the view is covered."""
    ref = (field_ref_at(focused, view) or view.awaited) if view.isVisible() else None
    guide_page = next((each.guide_page for each in view.closing if each.step_id == view.step), "")
    return Position(view.dossier.form, view.step, view.isVisible(), ref, guide_page)


def _is_in_panel(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, CalculationPanel):
        widget = widget.parentWidget()
    return widget is not None


class KeptView(NamedTuple):
    """What of a view the one has again that is made instead of it, in another look."""

    caret: Caret | None
    has_panel: bool
    page: PagePosition | None

    @classmethod
    def of(cls, view: DossierView, waiting: Caret | None) -> KeptView:
        """`waiting`: for which the view was made; another look may come before its place has the focus again."""
        caret = Caret.held(view) or (waiting if view.is_waiting else None)
        return cls(caret, caret is None and _is_in_panel(view.window().focusWidget()), view.side.position())

    def put(self, again: DossierView) -> None:
        if self.has_panel:
            again.panel()  # in a later turn else: what was tried there goes on
        if self.caret is not None:
            self.caret.put(again, again.go_to)
        if self.page is not None:
            again.side.return_to(self.page)
