"""What the store knows of damage to its file, and what is done about it: `Drafts.damage`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.drafts import faults
from desktop_app.drafts.damage.wal import Mark, mark
from desktop_app.drafts.faults import DamagedDraft, Error, is_damage
from desktop_app.drafts.file import sidecars
from desktop_app.drafts.gate import Gate
from desktop_app.drafts.models import SalvageReport

if TYPE_CHECKING:  # loaded when the store opens, or damage is looked for
    from desktop_app.drafts.damage.check import Findings
    from desktop_app.drafts.opening import OpenedFile
    from desktop_app.drafts.writer import Writer


class Repaired(NamedTuple):
    """A damaged file that was rebuilt: the Italian sentence about it, what was saved, where the damaged one is."""

    notice: str
    report: SalvageReport
    set_aside: Path | None

    @classmethod
    def of(cls, opened: OpenedFile) -> Repaired | None:
        """What was rebuilt when a file was opened; None where nothing was."""
        return cls(opened.notice, opened.report, opened.set_aside) if opened.report else None


class DamageKeeper:
    """Any thread may call it. `noticed` is called, in any thread, when damage was met or the file was rebuilt."""

    def __init__(self, path: Path, gate: Gate, writer: Callable[[], Writer | None]) -> None:
        self._path, self._gate, self._writer = path, gate, writer
        self._paused = 0
        self._mark: Mark | None = None
        self._marked = False
        self._last: Repaired | None = None
        self.noticed: Callable[[], object] = _nobody

    @property
    def last(self) -> Repaired | None:
        """The last time that the file was rebuilt, at the start or since."""
        return self._last

    @last.setter
    def last(self, repaired: Repaired | None) -> None:
        self._last = repaired
        if repaired is not None:
            self.noticed()

    def mark(self) -> Mark | None:
        """What the index of the journal says before anybody reads the file: who reads it makes it anew."""
        if not self._marked:
            self._mark, self._marked = mark(sidecars(self._path)[1]), True
        return self._mark

    def unmark(self) -> None:
        """The file is open: the index is another by now."""
        self._mark, self._marked = None, False

    def check(self, stop: Callable[[], bool] = lambda: False) -> Findings | None:
        """Looks at everything for damage; takes seconds for a large file, and hinders nobody.

        None where it was ended before: by `stop`, which is asked again and again, or because somebody exchanges the
        file or empties the journal; it may be called again then. Raises StoreFault.
        """
        from desktop_app.drafts.damage.check import check

        with self._gate.reading():
            found = check(self._path, lambda: stop() or self._gate.is_wanted or self._paused > 0)
        if found is not None and not found.is_sound:
            self.note()
        return found

    def repair(self) -> Repaired:
        """Sets the file aside and makes a new one of what it and its backups have. Takes time. Raises StoreFault."""
        writer = self._writer()
        if writer is None:
            raise faults.closed()
        writer.rebuild()
        assert self.last is not None
        return self.last

    def note(self) -> None:
        """Damage was met: unless it is repaired before, the next start does it."""
        writer = self._writer()
        if writer is not None:
            writer.note_damage()
        self.noticed()

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Damage that a read meets here is noted."""
        try:
            yield
        except Error as error:
            if is_damage(error):
                self.note()
            raise

    @contextmanager
    def paused(self, yes: bool) -> Iterator[None]:
        """Meanwhile no check reads the file, which would keep the journal from being emptied."""
        self._paused += yes
        try:
            yield
        finally:
            self._paused -= yes

    def with_way_back(self, id: str, damaged: DamagedDraft) -> DamagedDraft:
        """The same, with the content that the newest backup has, where the file itself offers none."""
        self.note()
        if damaged.offer is not None:
            return damaged
        from desktop_app.drafts.damage.harvest import newest_in
        from desktop_app.drafts.opening import copy_sources

        return DamagedDraft(*newest_in(copy_sources(self._path), id))


def _nobody() -> None:
    """Nobody wants to know yet."""
