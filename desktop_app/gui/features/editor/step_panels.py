"""The calculation panels of one dossier."""

from __future__ import annotations

from collections.abc import Callable, Collection

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.panel import for_page
from desktop_app.engine.evaluation.state import FormState
from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.edit_session import EditSession


class StepPanels:
    """Each panel is made when first asked for; steps with the same one share it. `navigate` shows a place."""

    def __init__(self, theme: Theme, session: EditSession, navigate: Callable[[FieldRef], None]) -> None:
        self._theme, self._session, self._navigate = theme, session, navigate
        self._form = session.dossier.form
        self._made: dict[int, CalculationPanel] = {}

    @property
    def made(self) -> Collection[CalculationPanel]:
        """The panels made so far."""
        return self._made.values()

    def is_made(self, step: str) -> bool:
        """Whether there is nothing to be made when the panel of a step is asked for."""
        return all(step not in panel.spec.pages or index in self._made for index, panel in enumerate(self._form.panels))

    def has_place(self, state: FormState, step: str) -> bool:
        """Whether the panel of a step will have something to show."""
        return for_page(state, step) is not None

    def of(self, step: str) -> CalculationPanel | None:
        """The panel of a step, None where the form gives it none."""
        for index, panel in enumerate(self._form.panels):
            if step in panel.spec.pages:
                return self._made.get(index) or self._make(index)
        return None

    def _make(self, index: int) -> CalculationPanel:
        panel = self._made[index] = CalculationPanel(self._theme, self._session.tried)
        panel.navigate_requested.connect(self._navigate)
        place = FieldRef(self._form.panels[index].spec.trace[0])
        panel.notice_read.connect(lambda notice: self._session.read_notice(notice, place))
        return panel
