"""Where the user is in the dossier that is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.services.position import Position
from desktop_app.gui.steps.caret import field_ref_at


def position_in(view: DossierView, focused: QWidget | None) -> Position:
    """The step and the field that has the focus; no field while the view is covered."""
    ref = field_ref_at(focused, view) if view.isVisible() else None
    guide_page = next((each.guide_page for each in view.closing if each.step_id == view.step), "")
    return Position(view.dossier.form, view.step, view.isVisible(), ref, guide_page)
