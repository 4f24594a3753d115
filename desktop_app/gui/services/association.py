"""What the user's association hands out: read by the worker, or at once where it is needed before that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop_app.gui.services.notices import Notices
from desktop_app.gui.services.worker import ON_SCREEN, Worker, in_one_step
from desktop_app.system.paths import association_file

if TYPE_CHECKING:  # read after the window is there
    from desktop_app.association import Association, LoadedAssociation
    from desktop_app.drafts.models import Contact

WITHOUT = "Il resto di Commessa funziona come sempre."


class AssociationProvider:
    """Holds the association once its file was read; a file that cannot be used becomes a notice."""

    def __init__(self, notices: Notices, worker: Worker) -> None:
        self._notices, self._worker = notices, worker
        self._association: Association | None = None
        self._contacts: Mapping[str, Contact] | None = None

    def load(self, then: Callable[[], object] = lambda: None) -> None:
        """Reads the file in the worker, where there is one; `then` is called when it was read."""
        if self._association is not None or association_file() is None:
            then()
            return

        def read() -> LoadedAssociation:
            from desktop_app.association import load_association

            return load_association()

        def done(loaded: LoadedAssociation) -> None:
            self._keep(loaded)
            then()

        def failed(sentence: str) -> None:
            from desktop_app.association import Association, LoadedAssociation

            done(LoadedAssociation(Association(), sentence))

        self._worker.submit(in_one_step(read), done, failed, rank=ON_SCREEN)

    @property
    def association(self) -> Association:
        """What there is. Where `load` has not ended yet, the file is read now: up to 0.2 s."""
        if self._association is None:
            from desktop_app.association import load_association

            self._keep(load_association())
            assert self._association is not None
        return self._association

    def _keep(self, loaded: LoadedAssociation) -> None:
        if self._association is None:
            self._association = loaded.association
            self.tell(loaded.fault)

    def tell(self, sentence: str) -> None:
        """What is wrong with the file, if anything."""
        if sentence:
            self._notices.say("association", "warning", sentence, WITHOUT)

    def contacts(self) -> Mapping[str, Contact]:
        """The records that it offers, by the id of a draft's link."""
        if self._contacts is None:
            from desktop_app.association import record_title
            from desktop_app.drafts.models import Contact

            records = self.association.records
            self._contacts = {id: Contact(each.book, *record_title(each), each.answers) for id, each in records.items()}
        return self._contacts
