"""What is said of a copy that was made of a dossier, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from desktop_app.gui.shell.context import AppContext

COPIED: Final = "Questa è una copia."
EMPTY_IN_COPY: Final = "Date, protocolli e quello che vale per una pratica sola sono da scrivere."

Then = Callable[[], object]


def tell_copied(context: AppContext, copy: str, close: Callable[[Callable[[Then], object]], object]) -> None:
    """Says that the open dossier is a copy; to take it back `close` closes it, and gets what bins it and does more."""
    drafts, store = context.drafts, context.store
    if store.saver is not None:
        store.saver.store()  # its summary is still to be made

    def bin(then: Then) -> None:
        store.ask(lambda: drafts.bin(copy), lambda _: then())

    store.tell("copied", "info", COPIED, (("undo", "Annulla"),), lambda _: close(bin), EMPTY_IN_COPY)
