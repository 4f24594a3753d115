"""Saves the open dossier after each change, and tells the window's thread what the store has acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.drafts.models import ActEntry, ExportEntry, Saved, Stored
from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.state import FormState
from desktop_app.session.dossier import Dossier
from desktop_app.session.exported import ExportComparison
from desktop_app.session.stored_acts import read_acts
from desktop_app.session.summary import summary_of

PAUSE_MS = 300  # of typing, before a change goes to the disk; leaving a field does not wait for it


class Saver(QObject):
    """Saves one open dossier. `saved` brings a Saved, `failed` a sentence; both come in the window's thread."""

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, drafts: Drafts, stored: Stored, dossier: Dossier) -> None:
        super().__init__()
        self.drafts, self.id, self.number, self.dossier = drafts, stored.id, stored.number, dossier
        dossier.id = stored.id
        self.step = ""
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.save)
        self._stored: tuple[Draft, int] = (dossier.draft, dossier.revision)
        self._comparison = ExportComparison()  # of the writer's thread: the window has its own

    def changed(self) -> None:
        """Something was typed: it is saved after a short pause."""
        self._pause.start()

    def save(self) -> None:
        """Hands the dossier over as it is now; nothing where the store has it already."""
        self._pause.stop()
        if (self.dossier.draft, self.dossier.revision) != self._stored:
            self.store()

    def store(self) -> None:
        """The same, also where the store has the answers already but not what the list of dossiers shows."""
        self._stored = (self.dossier.draft, self.dossier.revision)
        # A new change leaves what was undone aside; going back and forth does not.
        moved, history = self.dossier.can_redo(), self.dossier.history
        state = self.dossier.state
        self.drafts.save(
            self.id,
            state.draft.to_json,
            state.title,
            self.step,
            self._tell_saved,
            self._tell_failed,
            summary=self.summary(state),
            revision=self.dossier.revision,
            keep_later=moved,
            after=history.made_of,
            note=history.current.note,
        )

    def summary(self, state: FormState) -> Callable[[Sequence[ExportEntry], Sequence[ActEntry]], str]:
        """Makes the summary of a state for the list of dossiers, in the writer's thread."""
        return lambda exports, acts: summary_of(state, exports, self._comparison, read_acts(acts)).to_json()

    def _tell_saved(self, saved: Saved) -> None:
        self.saved.emit(saved)

    def _tell_failed(self, sentence: str) -> None:
        self.failed.emit(sentence)
