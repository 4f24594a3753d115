"""Copies of dossiers, those that put another one right among them: what is said of them, how they are taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.drafts.store import Drafts
from desktop_app.gui.shell.context import AppContext
from desktop_app.session.acts import Rectified, Rectifies
from desktop_app.session.intake.keeping import record

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.opening import DossierOpener

COPIED: Final = "Questa è una copia."
EMPTY_IN_COPY: Final = "Date, protocolli e quello che vale per una pratica sola sono da scrivere."
CALLED: Final = "Rettifica di {}"
RECTIFIES: Final = "Questa pratica ne rettifica un'altra."
ABOUT_RECTIFYING: Final = (
    "Ha tutte le sue risposte: correggi quello che non va, poi esportala. La trovi in Firma e invio."
)

Then = Callable[[], object]


def tell_copied(context: AppContext, copy: str, close: Callable[[Callable[[Then], object]], object]) -> None:
    """Says that the open dossier is a copy; to take it back `close` closes it, and gets what bins it and does more."""
    drafts, store = context.drafts, context.store
    if store.saver is not None:
        store.saver.store()  # its summary is still to be made

    def bin(then: Then) -> None:
        store.ask(lambda: drafts.bin(copy), lambda _: then())

    store.tell("copied", "info", COPIED, (("undo", "Annulla"),), lambda _: close(bin), EMPTY_IN_COPY)


def rectify(
    context: AppContext,
    opener: DossierOpener,
    reason: str,
    open: Callable[..., object],
    close: Callable[[Then], object],
) -> None:
    """Makes a dossier that puts the open one right, linked to it, and opens it; taken back, both are as before."""
    saver, drafts, store = context.store.saver, context.drafts, context.store
    if saver is None:
        return
    id, documents = saver.id, saver.dossier.document_statuses()

    def made(link: tuple[str, int]) -> None:
        copy, act = link

        def take_back() -> None:
            drafts.acts.remove(act)
            drafts.bin(copy)

        def undo(_: str) -> None:
            close(lambda: store.ask(take_back, lambda _: open(id)))

        def tell() -> None:
            if store.saver is not None:
                store.saver.store()
            store.tell("copied", "info", RECTIFIES, (("undo", "Annulla"),), undo, ABOUT_RECTIFYING)

        open(copy, then=tell)

    opener.make(lambda: rectified(drafts, id, reason, documents), made)


def rectified(drafts: Drafts, id: str, reason: str, documents: Sequence[DocumentStatus]) -> tuple[str, int]:
    """Makes a dossier that puts another one right, and links the two; gives its id and the act of the other.

    In the store's thread. Raises StoreFault.
    """
    copy = drafts.duplicate(id, called=CALLED)
    protocol = next((each.protocol for each in documents if each.protocol), "")
    record(drafts, copy, Rectifies(of=id, reason=reason, protocol=protocol))
    return copy, record(drafts, id, Rectified(by=copy, reason=reason))
