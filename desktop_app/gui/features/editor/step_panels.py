"""The calculation panels of one dossier."""

from __future__ import annotations

from collections.abc import Callable, Collection

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.look.theme import Theme


class StepPanels:
    """Each panel is made when first asked for; steps with the same one share it.

    `navigate` shows a place; `read_notice` notes that a notice of the law was read beside one.
    """

    def __init__(
        self,
        theme: Theme,
        form: Form,
        navigate: Callable[[FieldRef], None],
        read_notice: Callable[[str, FieldRef], None],
    ) -> None:
        self._theme, self._form, self._navigate, self._read_notice = theme, form, navigate, read_notice
        self._made: dict[int, CalculationPanel] = {}

    @property
    def made(self) -> Collection[CalculationPanel]:
        """The panels made so far."""
        return self._made.values()

    def of(self, step: str) -> CalculationPanel | None:
        """The panel of a step, None where the form gives it none."""
        for index, panel in enumerate(self._form.panels):
            if step in panel.spec.pages:
                return self._made.get(index) or self._make(index)
        return None

    def _make(self, index: int) -> CalculationPanel:
        panel = self._made[index] = CalculationPanel(self._theme)
        panel.navigate_requested.connect(self._navigate)
        place = FieldRef(self._form.panels[index].spec.trace[0])
        panel.notice_read.connect(lambda notice: self._read_notice(notice, place))
        return panel
