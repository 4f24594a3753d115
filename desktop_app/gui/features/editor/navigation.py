"""What leads from step to step: the rail, the list in the header, Indietro and Avanti."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.gui.features.editor.header import EditorHeader
from desktop_app.gui.features.editor.rail_words import steps_of
from desktop_app.gui.features.editor.step_bar import StepBar
from desktop_app.gui.steps.closing_step import ClosingStep
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.drawing.states import DOSSIER_LOOKS
from desktop_app.gui.widgets.lists.rail import Rail, RailStep
from desktop_app.session.states import dossier_state
from desktop_app.session.steps import step_state


class StepNavigation:
    """`ids` are the steps in order, the `closing` ones last; `show` draws how far each is."""

    def __init__(
        self, session: EditSession, closing: Sequence[ClosingStep], rail: Rail, header: EditorHeader, bar: StepBar
    ) -> None:
        self._session, self._closing = session, closing
        self._rail, self._header, self._bar = rail, header, bar
        self._asked = [page.id for page in session.dossier.form.pages]
        self.closing_ids = [step.step_id for step in closing]
        self.ids = [*self._asked, *self.closing_ids]
        self._shown: tuple[list[RailStep], int, bool] | None = None
        self.says_exported = False

    def neighbour(self, step: str, by: int) -> str | None:
        """The nearest step after a step (`by` 1) or before it (-1) that is of use in this dossier."""
        index = self.ids.index(step) + by
        while 0 <= index < len(self._asked) and step_state(self._session.state, self.ids[index]) == "not_needed":
            index += by
        return self.ids[index] if 0 <= index < len(self.ids) else None

    def is_exported(self) -> bool:
        """Whether documents were exported that say what the answers say now. Quick while no printed answer is typed."""
        dossier, place = self._session.dossier, self._session.typing_place
        if self.says_exported and place is not None:
            key = f"{place.field}.{place.column}" if place.column else place.field
            if not any(key in document.rests_on for document in dossier.form.documents) and dossier.state.complete:
                return True
        return dossier_state(dossier.state, dossier.document_statuses()) == "exported"

    def show(self, step: str, low: bool) -> None:
        """The state of all steps, with the one that is shown; a `low` window has a tighter rail."""
        steps, current = steps_of(self._session, self._closing), self.ids.index(step)
        closing = steps[len(self._asked) :]
        self.says_exported = any(each.words == DOSSIER_LOOKS["exported"].words for each in closing)
        if (steps, current, low) == self._shown:
            return
        self._shown = (steps, current, low)
        self._rail.show_steps(steps, current, low)
        self._header.show_steps(steps, current)
        before, after = self.neighbour(step, -1), self.neighbour(step, 1)
        titles = {id: step.title for id, step in zip(self.ids, steps, strict=True)}
        self._bar.show_steps(titles.get(before or ""), titles.get(after or ""))
