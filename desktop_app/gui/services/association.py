"""What the user's association handed out, as the window meets it: read beside the window, or when first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop_app.gui.services.worker import SEEN, in_one_step
from desktop_app.system.paths import association_file

if TYPE_CHECKING:  # read after the window is there
    from desktop_app.association import Association, LoadedAssociation
    from desktop_app.drafts.models import Contact
    from desktop_app.gui.services.store_session import StoreSession
    from desktop_app.gui.services.worker import Worker

WITHOUT = "Il resto di Commessa funziona come sempre."


class AssociationProvider:
    """Holds the association once it was read; a file that cannot be used becomes a notice."""

    def __init__(self, keeper: StoreSession, worker: Worker) -> None:
        self._keeper, self._worker = keeper, worker
        self._association: Association | None = None
        self._cards: Mapping[str, Contact] | None = None

    def look(self, then: Callable[[], object] = lambda: None) -> None:
        """Reads the file in the worker, where there is one; `then` comes when it was read."""
        if self._association is not None or association_file() is None:
            then()
            return

        def read() -> LoadedAssociation:
            from desktop_app.association import load

            return load()

        def done(load: LoadedAssociation) -> None:
            self._take(load)
            then()

        def failed(sentence: str) -> None:
            from desktop_app.association import Association, LoadedAssociation

            done(LoadedAssociation(Association(), sentence))

        self._worker.submit(in_one_step(read), done, failed, rank=SEEN)

    @property
    def association(self) -> Association:
        """What there is, at once."""
        if self._association is None:
            from desktop_app.association import load

            self._take(load())
            assert self._association is not None
        return self._association

    def _take(self, load: LoadedAssociation) -> None:
        if self._association is None:
            self._association = load.association
            self.tell(load.fault)

    def tell(self, sentence: str) -> None:
        """What is wrong with the file."""
        if sentence:
            self._keeper.tell("association", "warning", sentence, text=WITHOUT)

    def cards(self) -> Mapping[str, Contact]:
        """The records that it offers, by the id of a draft's link."""
        if self._cards is None:
            from desktop_app.association import called
            from desktop_app.drafts.models import Contact

            records = self.association.records
            self._cards = {id: Contact(each.book, *called(each), each.answers) for id, each in records.items()}
        return self._cards
