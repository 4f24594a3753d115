"""Copies of dossiers, those that put another one right among them: made, opened, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.drafts.store import Drafts
from desktop_app.gui.shell.context import AppContext
from desktop_app.session.acts import Rectified, Rectifies
from desktop_app.session.intake.recording import record

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.opening import DossierOpener

COPIED: Final = "Questa è una copia."
EMPTY_IN_COPY: Final = "Date, protocolli e quello che vale per una pratica sola sono da scrivere."
CALLED: Final = "Rettifica di {}"
RECTIFIES: Final = "Questa pratica ne rettifica un'altra."
ABOUT_RECTIFYING: Final = "Ha tutte le sue risposte: correggi quello che non va, poi esportala."

Do = Callable[[], object]


class Copying:
    """`open` opens a dossier and does more, `go_home` shows the list."""

    def __init__(
        self, context: AppContext, opener: DossierOpener,
        open: Callable[..., object], go_home: Do,
    ) -> None:  # fmt: skip
        self._context, self._opener = context, opener
        self._open, self._go_home = open, go_home

    def duplicate(self, id: str) -> None:
        """A copy of a dossier without what belongs to that alone, open; taken back, it is in the bin."""
        drafts = self._context.drafts

        def made(copy: str) -> None:
            self._show(copy, COPIED, EMPTY_IN_COPY, lambda: drafts.bin(copy), self._go_home)

        self._opener.duplicate(id, made)

    def rectify(self, reason: str) -> None:
        """A dossier that puts the open one right, linked to it, open; taken back, both are as before."""
        saver, drafts = self._context.store.saver, self._context.drafts
        if saver is None:
            return
        id, documents = saver.id, saver.dossier.document_statuses()

        def made(link: tuple[str, int]) -> None:
            copy, act = link

            def take_back() -> None:
                drafts.acts.remove(act)
                drafts.bin(copy)

            self._show(copy, RECTIFIES, ABOUT_RECTIFYING, take_back, lambda: self._open(id))

        self._opener.make(lambda: rectified(drafts, id, reason, documents), made)

    def _show(self, copy: str, fact: str, text: str, take_back: Do, then: Do) -> None:
        """Opens what was made and says what it is, with the way back."""
        store = self._context.store

        def undo(_: str) -> None:  # closed last: something is to be seen while the disk is waited for
            store.ask(take_back, lambda _: then())

        def tell() -> None:
            if store.saver is not None:
                store.saver.store()  # its summary is still to be made
            store.tell("copied", "info", fact, (("undo", "Annulla"),), undo, text)

        self._open(copy, then=tell)


def rectified(drafts: Drafts, id: str, reason: str, documents: Sequence[DocumentStatus]) -> tuple[str, int]:
    """Makes a dossier that puts another one right, and links the two; gives its id and the act of the other.

    In the store's thread. Raises StoreFault.
    """
    copy = drafts.duplicate(id, called=CALLED)
    protocol = next((each.protocol for each in documents if each.protocol), "")
    record(drafts, copy, Rectifies(of=id, reason=reason, protocol=protocol))
    return copy, record(drafts, id, Rectified(by=copy, reason=reason))
