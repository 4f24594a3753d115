"""Files that were dropped, pasted or chosen: recognised by the worker, kept by the store, told to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop_app.drafts.models import SummaryOrMaker
from desktop_app.gui.services.worker import Progress, Steps, Task
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.job_strip import JobStrip

if TYPE_CHECKING:  # loaded with the first file
    from desktop_app.drafts.store import Drafts
    from desktop_app.library import Library
    from desktop_app.session.dossier import Dossier
    from desktop_app.session.intake.arrivals import Arrival, Place


NO_SUMMARIES: Final[Mapping[str, tuple[str, SummaryOrMaker]]] = {}


class Taken(NamedTuple):
    """What became of files: each arrival with the number of the act that was recorded of it, 0 where nothing was."""

    arrivals: tuple[tuple[Arrival, int], ...]


class Looked(NamedTuple):
    """What files are, and how the list shows the dossiers that are not open, by their ids."""

    arrivals: Sequence[Arrival]
    summaries: Mapping[str, tuple[str, SummaryOrMaker]]


class Intake(QObject):
    """`taken` brings a Taken when the store has what was kept; `busy` while files are looked at."""

    taken = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.strip = JobStrip(context.window)
        self._waiting: list[Path] = []
        context.store.opened.connect(lambda _: self._begin())

    def take(self, paths: Sequence[Path]) -> None:
        """Looks at files; those that come while others are looked at wait for their turn."""
        self._waiting += paths
        if self._context.store.is_open:  # else they wait for it
            self._begin()

    def _begin(self) -> None:
        if self._waiting and not self.strip.busy:
            self._context.catalog.with_library(self._look)

    def _look(self, library: Library) -> None:
        if self.strip.busy or not self._waiting:
            return
        paths, self._waiting = self._waiting, []
        context, saver = self._context, self._context.store.saver
        trusted = trusted_lists(context)
        open = (saver.id, saver.dossier) if saver is not None else None
        task = Task(context.worker, _recognise(paths, context.drafts, library, open, trusted))
        self.strip.begin(task, lambda looked: self.keep(looked.arrivals, looked.summaries), self._fail)

    def _fail(self, sentence: str) -> None:
        self._context.store.tell("intake", "error", sentence)

    def keep(
        self, arrivals: Sequence[Arrival], others: Mapping[str, tuple[str, SummaryOrMaker]] = NO_SUMMARIES
    ) -> None:
        """Records what is to be kept, then tells of all."""
        store, saver = self._context.store, self._context.store.saver
        drafts, summaries = self._context.drafts, dict(others)
        if saver is not None:
            saver.save()
            summaries[saver.id] = (saver.dossier.draft.to_json(), saver.summary(saver.dossier.state))

        def record() -> Taken:
            from desktop_app.session.intake.keeping import record_arrival

            return Taken(tuple((each, record_arrival(drafts, each, summaries)) for each in arrivals))

        store.ask(record, self._tell)

    def _tell(self, taken: Taken) -> None:
        self.taken.emit(taken)
        if self._waiting:
            self._begin()


def trusted_list_file(drafts: Drafts) -> Path:
    """Where the list of certifiers lies that the user handed in."""
    return drafts.path.parent / "elenco-certificatori.xml"


def trusted_lists(context: AppContext) -> list[Path]:
    """Where a list of certifiers may lie: the user's own, then that of the association."""
    theirs = context.association.association.certifiers
    return [trusted_list_file(context.drafts), *([theirs] if theirs is not None else [])]


def _recognise(
    paths: Sequence[Path], drafts: Drafts, library: Library, open: tuple[str, Dossier] | None, trusted: Sequence[Path]
) -> Steps[Looked]:
    """In the worker: the files of somebody else may be many, large, slow, or made to do harm."""
    from desktop_app.session.intake.arrivals import TWICE, Arrival, Recognition
    from desktop_app.session.intake.batch import in_any_order
    from desktop_app.session.intake.keeping import place_of, read_trusted, snapshot, summary_anew
    from desktop_app.system.incoming import incoming_files, shown

    place: Place | None = snapshot(drafts, *open) if open is not None else None
    opened: dict[str, Place] = {}

    def load(id: str) -> Place | None:
        found = opened.get(id) or place_of(drafts, library, id)
        if found is not None:
            opened[id] = found
        return found

    recognition = Recognition(drafts.acts, load, place, read_trusted(trusted))
    found: list[Arrival] = []
    seen: set[bytes] = set()
    for number, file in enumerate(incoming_files(paths)):
        if (yield Progress(f"Guardo «{shown(file.name)}»" if file.name else "Guardo i file", number, number + 1)):
            break
        if file.data and file.data in seen:
            found.append(Arrival(file, "note", TWICE))
            continue
        seen.add(file.data)
        found.append(recognition.arrival(file))
    return Looked(in_any_order(recognition, found), {id: summary_anew(each.dossier) for id, each in opened.items()})
