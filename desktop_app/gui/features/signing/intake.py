"""Files that were dropped, pasted or chosen: recognised by the worker, kept by the store, told to the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop_app.drafts.models import SummaryOrMaker
from desktop_app.gui.services.worker import Progress, Steps, Task
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.job_strip import JobStrip
from desktop_app.gui.widgets.feedback.notice import Notice

if TYPE_CHECKING:  # loaded with the first file
    from desktop_app.drafts.store import Drafts
    from desktop_app.library import Library
    from desktop_app.session.dossier import Dossier
    from desktop_app.session.intake.arrivals import Arrival, Place


NO_SUMMARIES: Final[Mapping[str, tuple[str, SummaryOrMaker]]] = {}


CLOSING: Final = "Aspetto i file che hai aggiunto."
CLOSE_NOW: Final = (
    "Appena sono conservati la finestra si chiude. Se la chiudi ancora, non aspetto: andranno riaggiunti."
)


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
        self._keeping = False
        self._close: Callable[[], object] | None = None
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
        self._stay()
        self._begin()  # what was handed in meanwhile

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
            from desktop_app.session.intake.keeping import record_arrivals

            return Taken(tuple(record_arrivals(drafts, arrivals, summaries)))

        self._keeping = True
        store.ask(record, self._tell, self._on_not_kept)

    def _on_not_kept(self, fault: Exception) -> None:
        self._keeping = False
        self._context.store.tell_fault(fault)
        self._stay()
        self._begin()

    def _tell(self, taken: Taken) -> None:
        self._keeping = False
        if not all(number for _, number in taken.arrivals):
            self._stay()  # what was not kept has to be seen
        self.taken.emit(taken)
        self._begin()
        close, self._close = (None, self._close) if self._is_at_work else (self._close, None)
        if close is not None:
            close()

    # --- closing -----------------------------------------------------------------------------------------

    @property
    def _is_at_work(self) -> bool:
        return self.strip.busy or self._keeping or bool(self._waiting)

    def may_close(self, close: Callable[[], object]) -> bool:
        """Before the window closes: whether no file is on its way. Else `close` is called once all are kept; who asks
        another time does not wait.
        """  # fmt: skip
        if self._close is not None or not self._is_at_work:
            return True
        self._close = close
        self._context.window.tell("taking", Notice("note", CLOSING, CLOSE_NOW))
        return False

    def _stay(self) -> None:
        """The user has to see something first."""
        self._close = None
        self._context.window.tell("taking", None)


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
    from dataclasses import replace
    from hashlib import sha256

    from desktop_app.session.intake.arrivals import TWICE, Arrival, Recognition
    from desktop_app.session.intake.batch import in_any_order
    from desktop_app.session.intake.keeping import place_of, read_trusted, snapshot
    from desktop_app.session.intake.recording import summary_anew
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
    seen: dict[bytes, Arrival] = {}
    for number, file in enumerate(incoming_files(paths)):
        if (yield Progress(f"Guardo «{shown(file.name)}»" if file.name else "Guardo i file", number, number + 1)):
            break
        digest = sha256(file.data).digest()
        first = seen.get(digest) if file.data else None
        if first is None:
            first = seen[digest] = recognition.arrival(file)
            found.append(first)
        elif first.file.data:
            found.append(Arrival(file._replace(data=b""), "note", TWICE))
        else:  # nothing was kept of the first: it is answered as that was
            found.append(replace(first, file=file._replace(data=b"")))
    return Looked(in_any_order(recognition, found), {id: summary_anew(each.dossier) for id, each in opened.items()})
