"""The forms there are, read by the worker and never in the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop_app.gui.services.association import AssociationProvider
from desktop_app.gui.services.notices import Notices
from desktop_app.gui.services.worker import LONG, ON_SCREEN, Worker, in_one_step
from desktop_app.gui.widgets.layout.later import in_turn
from desktop_app.system.paths import BUILT_IN_ORIGIN, FormSource

if TYPE_CHECKING:
    from desktop_app.library import CatalogEntry, Library

T = TypeVar("T")
WithForms = Callable[[Sequence["CatalogEntry"]], None]


class Catalog:
    """The forms of the program, of the association and of the user."""

    def __init__(
        self, sources: Sequence[Path | FormSource], association: AssociationProvider, worker: Worker, notices: Notices
    ) -> None:
        self._sources, self._association, self._worker, self._notices = sources, association, worker, notices
        self._waiting: list[WithForms] = []
        self._reading: Iterator[CatalogEntry] | None = None  # while the forms are read

    @cached_property
    def library(self) -> Library:
        """Loads single forms, at once."""
        from desktop_app.library import Library

        return Library(self._association.association.with_own_source(self._sources))

    def with_library(self, do: Callable[[Library], None]) -> None:
        """Does something with the library once it is known which forms the association adds; none is read for it."""
        self._association.load(lambda: do(self.library))

    def with_forms(self, do: WithForms) -> None:
        """Does something with all forms: at once if they were read before, else when the worker has read them."""
        self._association.load(lambda: self._read(do))

    def when_read(self, do: WithForms) -> None:
        """Does something with all forms once they were read for something else."""
        if self.library.catalogue is not None:
            do(self.library.catalogue)
        else:
            self._waiting.append(do)

    def reread(self) -> None:
        """The folders are read again: at once where somebody waits for the forms, else when they are asked for."""
        self.library.reread()
        self._reading = None
        if self._waiting:
            self._begin()

    def _read(self, do: WithForms) -> None:
        if self.library.catalogue is not None:
            do(self.library.catalogue)
            return
        self._waiting.append(do)
        if self._reading is None:
            self._begin()

    def _begin(self) -> None:
        self._reading = self.library.read_in_steps()
        self._read_next(self._reading, ON_SCREEN)

    def _read_next(self, reading: Iterator[CatalogEntry], rank: int) -> None:
        """One form is one job: whatever else the user asked for meanwhile goes before the next of many own ones."""

        def done(entry: CatalogEntry | None) -> None:
            if entry is None:
                self._inspect_association(reading)
            else:
                self._read_next(reading, ON_SCREEN if entry.source.origin == BUILT_IN_ORIGIN else LONG)

        self._submit(reading, lambda: next(reading, None), done, rank)

    def _inspect_association(self, reading: Iterator[CatalogEntry]) -> None:
        """The last step: whether the answers of the association suit the forms; then whoever waits gets them."""
        entries, association = self.library.catalogue or (), self._association.association

        def inspect() -> str:
            return next(iter(association.faults(each.form for each in entries if each.form)), "")

        def done(fault: str) -> None:
            waiting, self._waiting, self._reading = self._waiting, [], None
            self._association.tell(fault)
            for do in waiting:
                in_turn(self._worker, partial(self._tell, do, entries))  # each in a turn of its own

        self._submit(reading, inspect, done, ON_SCREEN)

    def _tell(self, do: WithForms, entries: Sequence[CatalogEntry]) -> None:
        if not self._worker.is_closed:  # else the program has ended meanwhile
            do(entries)

    def _submit(self, reading: object, make: Callable[[], T], done: Callable[[T], None], rank: int) -> None:
        """A step of reading, of which nothing comes any more once the folders are to be read again."""

        def finish(made: T) -> None:
            if reading is self._reading:
                done(made)

        def fail(sentence: str) -> None:
            if reading is self._reading:
                self._waiting, self._reading = [], None
                self._notices.say("fault", "error", sentence)

        self._worker.submit(in_one_step(make), finish, fail, rank=rank)
