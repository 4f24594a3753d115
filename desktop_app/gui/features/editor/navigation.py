"""What leads from step to step: the rail, the list in the header, Indietro and Avanti."""

from __future__ import annotations

from desktop_app.gui.features.editor.header import EditorHeader
from desktop_app.gui.features.editor.rail_words import SUMMARY, steps_of
from desktop_app.gui.features.editor.step_bar import StepBar
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.drawing.states import DOSSIER_LOOKS
from desktop_app.gui.widgets.lists.rail import Rail, RailStep
from desktop_app.session.states import dossier_state
from desktop_app.session.steps import step_state

PREVIEW = "&Anteprima dei documenti"  # what Avanti does on the summary


class StepNavigation:
    """`ids` are the steps in order, the summary last; `show` draws how far each is."""

    def __init__(self, session: EditSession, rail: Rail, header: EditorHeader, bar: StepBar) -> None:
        self._session, self._rail, self._header, self._bar = session, rail, header, bar
        self.ids = [*(page.id for page in session.dossier.form.pages), SUMMARY]
        self._shown: tuple[list[RailStep], int, bool] | None = None
        self.says_exported = False

    def neighbour(self, step: str, by: int) -> str | None:
        """The nearest step after a step (`by` 1) or before it (-1) that is of use in this dossier."""
        index = self.ids.index(step) + by
        while 0 <= index < len(self.ids) - 1 and step_state(self._session.state, self.ids[index]) == "not_needed":
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
        steps, current = steps_of(self._session), self.ids.index(step)
        self.says_exported = steps[-1].words == DOSSIER_LOOKS["exported"].words
        if (steps, current, low) == self._shown:
            return
        self._shown = (steps, current, low)
        self._rail.show_steps(steps, current, low)
        self._header.show_steps(steps, current)
        before, after = self.neighbour(step, -1), self.neighbour(step, 1)
        titles = {id: step.title for id, step in zip(self.ids, steps, strict=True)}
        last = PREVIEW if step == SUMMARY and self._session.dossier.documents.applicable() else ""
        self._bar.show_steps(titles.get(before or ""), titles.get(after or ""), last)
