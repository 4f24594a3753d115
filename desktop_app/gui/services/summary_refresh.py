"""Works out anew what the list shows of dossiers on another day than that of their last save; little by little."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.dossier_summary import read_heads
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.store import Drafts
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.gui.services.catalog import Catalog
from desktop_app.gui.services.worker import LONG, Worker, in_one_step

if TYPE_CHECKING:
    from desktop_app.library import Library

DELAY_MS: Final = 4_000  # after the start, or after midnight, when nobody waits for the disk
PAUSE_MS: Final = 250  # between two batches, so that it is not felt
BATCH: Final = 5  # dossiers
Summary = tuple[str, str, str]  # id, the content that it is of, summary


class SummaryRefresh(QObject):
    """`refreshed` comes when all of them are of today. A dossier that cannot be read keeps what is there."""

    refreshed = Signal()

    def __init__(self, drafts: Drafts, catalog: Catalog, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts, self._catalog, self._worker = drafts, catalog, worker
        self._today, self._left = dt.date.min, list[str]()
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.start)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._next)

    def start_later(self, today: dt.date) -> None:
        """Begins with the dossiers of another day than this one after a while."""
        self._today = today
        self._later.start(DELAY_MS)

    def start(self) -> None:
        """Begins at once; what was going on for an earlier day is given up."""
        drafts, day = self._drafts, self._today.isoformat()

        def begin(left: list[str]) -> None:
            if left and day == self._today.isoformat():
                self._left = left
                self._catalog.with_library(lambda _: self._next())

        self._left = []
        found = in_one_step(lambda: stale(drafts, day))
        # where the list cannot be read, what it says of that itself is enough
        self._worker.submit(found, begin, lambda _: None, rank=LONG)

    def _next(self) -> None:
        batch, self._left = self._left[:BATCH], self._left[BATCH:]
        library, today = self._catalog.library, self._today
        if batch:
            made = in_one_step(lambda: list(summaries(self._drafts, library, batch, today)))
            self._worker.submit(made, self._store, lambda _: self._go_on(), rank=LONG)

    def _store(self, found: Sequence[Summary]) -> None:
        if found:
            self._drafts.refresh_summaries(found)
        self._go_on()

    def _go_on(self) -> None:
        if self._left:
            self._pause.start()
        else:
            self.refreshed.emit()


def stale(drafts: Drafts, day: str) -> list[str]:
    """The ids of the dossiers whose summary is of another day, or of another version of the program."""
    rows = drafts.rows()
    are_stale = read_heads(rows.summaries, lambda head: head.is_stale(day))
    return [id for id, is_stale in zip(rows.ids, are_stale, strict=True) if is_stale]


def summaries(drafts: Drafts, library: Library, ids: Sequence[str], today: dt.date) -> Iterator[Summary]:
    """The summaries of dossiers as on that day."""
    from desktop_app.engine.answers.draft import fit, parse_stored
    from desktop_app.engine.evaluation.evaluate import evaluate
    from desktop_app.session.stored_acts import read_acts
    from desktop_app.session.summary import summary_of

    for id in ids:
        try:
            content, exports, acts = drafts.read(id).content, drafts.exports(id), read_acts(drafts.acts.of(id))
            draft = parse_stored(content)
            form = library.load(draft.form)
            state = evaluate(form, fit(draft, form), today)
        except (StoreFault, DraftFault, FormFault):
            continue
        yield id, content, summary_of(state, exports, acts=acts).to_json()
