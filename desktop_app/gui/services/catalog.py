"""The forms there are, read by the worker and never in the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop_app.gui.services.worker import SEEN, in_one_step

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.controller import Desk
    from desktop_app.library import CatalogEntry


def with_forms(desk: Desk, do: Callable[[Sequence[CatalogEntry]], None]) -> None:
    """Does something with all forms: at once if they were read before, else when the worker has read them."""
    desk.handed.look(lambda: _read_forms(desk, do))


def _read_forms(desk: Desk, do: Callable[[Sequence[CatalogEntry]], None]) -> None:
    library, association = desk.library, desk.handed.association
    if library.catalogue is not None:
        do(library.catalogue)
        return

    def read() -> tuple[Sequence[CatalogEntry], str]:
        listed = library.read()
        return listed, next(iter(association.faults(each.form for each in listed if each.form)), "")

    def done(found: tuple[Sequence[CatalogEntry], str]) -> None:
        desk.handed.tell(found[1])
        do(found[0])

    desk.output.worker.submit(
        in_one_step(read), done, lambda sentence: desk.tell("fault", "error", sentence), rank=SEEN
    )
