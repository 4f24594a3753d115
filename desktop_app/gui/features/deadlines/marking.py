"""Says of a deadline that it was met by hand, and takes that back: recorded as an act of its dossier, open or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop_app.gui.services.worker import ON_SCREEN, in_one_step
from desktop_app.gui.shell.context import AppContext

if TYPE_CHECKING:
    from desktop_app.dossier_summary import DeadlineSummary
    from desktop_app.drafts.models import SummaryOrMaker
    from desktop_app.library import Library

MARKED: Final = "Segnata come fatta. Nel calendario si toglie quando esporti di nuovo le scadenze."
UNMARKED: Final = "La scadenza è di nuovo da fare."
UNREADABLE: Final = "Non riesco a leggere questa pratica. Aprila dall'elenco: lì vedi che cosa ha."
Summary = tuple[str, "SummaryOrMaker"]  # of this draft


class Marking(QObject):
    """`recorded` comes when the store knows it."""

    recorded = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context

    def mark(self, id: str, deadline: DeadlineSummary, day: dt.date) -> None:
        """The user says on which day a deadline of a dossier was met; it can be undone."""
        drafts = self._context.drafts

        def record(summary: Summary) -> None:
            from desktop_app.session.acts import Met
            from desktop_app.session.intake.recording import record

            record(drafts, id, Met(deadline=deadline.key, title=deadline.title, day=day), None, summary)

        self._change(id, record, MARKED, lambda: self.unmark(id, deadline))

    def unmark(self, id: str, deadline: DeadlineSummary) -> None:
        """It was not met; what an answer or a delivery says stays."""
        drafts, days = self._context.drafts, list[dt.date]()

        def remove(summary: Summary) -> None:
            from desktop_app.session.acts import Met, of_kind
            from desktop_app.session.stored_acts import read_acts

            for act in of_kind(read_acts(drafts.acts.of(id)), Met):
                if act.deadline == deadline.key:
                    days.extend([act.day] if act.day else [])
                    drafts.acts.remove(act.number, content=summary[0], summary=summary[1])

        def again() -> None:
            for day in days[-1:]:
                self.mark(id, deadline, day)

        self._change(id, remove, UNMARKED, again)

    def _change(self, id: str, do: Callable[[Summary], None], words: str, undo: Callable[[], object]) -> None:
        store = self._context.store

        def done(_: object) -> None:
            self._context.window.say("act", "ok", words, links=(("undo", "Annulla"),), follow=lambda _: undo())
            self.recorded.emit()

        self._with_summary(id, lambda summary: store.ask(lambda: do(summary), done))

    def _with_summary(self, id: str, then: Callable[[Summary], object]) -> None:
        """The draft and its summary: of the open dossier at once, of another when the worker has read it."""
        saver = self._context.store.saver
        if saver is not None and saver.id == id:
            saver.save()
            then((saver.dossier.draft.to_json(), saver.summary(saver.dossier.state)))
        else:
            self._context.catalog.with_library(lambda library: self._read(library, id, then))

    def _read(self, library: Library, id: str, then: Callable[[Summary], object]) -> None:
        drafts = self._context.drafts

        def read() -> Summary | None:
            from desktop_app.session.intake.keeping import place_of
            from desktop_app.session.intake.recording import summary_anew

            place = place_of(drafts, library, id)
            return summary_anew(place.dossier) if place is not None else None

        def found(summary: Summary | None) -> None:
            if summary is None:
                self._fail(UNREADABLE)
            else:
                then(summary)

        self._context.worker.submit(in_one_step(read), found, self._fail, rank=ON_SCREEN)

    def _fail(self, sentence: str) -> None:
        self._context.store.tell("act", "error", sentence)
