"""The forms there are, read by the worker and never in the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.gui.services.association import AssociationProvider
from desktop_app.gui.services.notices import Notices
from desktop_app.gui.services.worker import ON_SCREEN, Worker, in_one_step
from desktop_app.system.paths import FormSource

if TYPE_CHECKING:
    from desktop_app.library import CatalogEntry, Library


class Catalog:
    """The forms of the program, of the association and of the user."""

    def __init__(
        self, sources: Sequence[Path | FormSource], association: AssociationProvider, worker: Worker, notices: Notices
    ) -> None:
        self._sources, self._association, self._worker, self._notices = sources, association, worker, notices

    @cached_property
    def library(self) -> Library:
        """Loads single forms, at once."""
        from desktop_app.library import Library

        return Library(self._association.association.with_own_source(self._sources))

    def with_library(self, do: Callable[[Library], None]) -> None:
        """Does something with the library once it is known which forms the association adds; none is read for it."""
        self._association.load(lambda: do(self.library))

    def with_forms(self, do: Callable[[Sequence[CatalogEntry]], None]) -> None:
        """Does something with all forms: at once if they were read before, else when the worker has read them."""
        self._association.load(lambda: self._read(do))

    def _read(self, do: Callable[[Sequence[CatalogEntry]], None]) -> None:
        library, association = self.library, self._association.association
        if library.catalogue is not None:
            do(library.catalogue)
            return

        def read() -> tuple[Sequence[CatalogEntry], str]:
            entries = library.read()
            return entries, next(iter(association.faults(each.form for each in entries if each.form)), "")

        def done(found: tuple[Sequence[CatalogEntry], str]) -> None:
            self._association.tell(found[1])
            do(found[0])

        def failed(sentence: str) -> None:
            self._notices.say("fault", "error", sentence)

        self._worker.submit(in_one_step(read), done, failed, rank=ON_SCREEN)
