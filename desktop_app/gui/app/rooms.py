"""Makes the rooms of the window: the only file that knows them all. What they ask of each other: `controller.py`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_app.gui.app.appearance import Appearance
from desktop_app.gui.features.about.controller import AboutController
from desktop_app.gui.features.address_book.controller import AddressBookController
from desktop_app.gui.features.backups.controller import BackupController
from desktop_app.gui.features.damage.controller import DamageController
from desktop_app.gui.features.data_place.controller import DataPlaceController
from desktop_app.gui.features.deadlines.controller import DeadlinesController
from desktop_app.gui.features.documents.controller import DocumentsController
from desktop_app.gui.features.dossiers.controller import DossiersController
from desktop_app.gui.features.dossiers.transfer import TransferController
from desktop_app.gui.features.editor.controller import EditorController
from desktop_app.gui.features.forms.controller import FormsController
from desktop_app.gui.features.guide.controller import GuideController
from desktop_app.gui.features.new_dossier.controller import NewDossierController
from desktop_app.gui.features.options.controller import OptionsController
from desktop_app.gui.features.passage.controller import PassageController
from desktop_app.gui.features.preview.controller import PreviewController
from desktop_app.gui.features.recovery.controller import RecoveryController
from desktop_app.gui.features.signing.controller import SigningController
from desktop_app.gui.features.summary.controller import SummaryController
from desktop_app.gui.features.versions.controller import VersionsController
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room

Do = Callable[[], object]


class Rooms(QObject):
    """Each room by its name. `leave_dossier` stores and closes the open dossier, and then does what it is given."""

    def __init__(
        self, application: QApplication, context: AppContext, dossiers: DossiersController,
        recovery: RecoveryController, leave_dossier: Callable[[Do], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.application, self.context, self.window = application, context, context.window
        self.dossiers, self.recovery = dossiers, recovery
        self.transfer = TransferController(context)
        self.new_dossier = NewDossierController(context)
        self.summary = SummaryController(context)
        self.signing = SigningController(context)
        self.editor = EditorController(context, (self.summary.make_step, self.signing.make_step))
        self.preview = PreviewController(context, lambda: self.documents.folder_words())
        self.documents = DocumentsController(
            context, lambda: self.preview.position and self.preview.position[:2], self.dossiers.chosen_ids
        )
        self.deadlines = DeadlinesController(context)
        self.versions = VersionsController(context)
        self.address_book = AddressBookController(context)
        self.backups = BackupController(context, leave_dossier)
        self.damage = DamageController(context, leave_dossier)
        self.forms, self.passage = FormsController(context), PassageController(context)
        self.about = AboutController(context)
        self.data_place = DataPlaceController(context)
        documents = self.documents
        self.options = OptionsController(
            context, documents.choose_base, documents.forget_base, self.data_place.show_folder
        )
        self.guide = GuideController(context, self.editor.position)
        # The order in which their pages come back in another look: what covers others is the last.
        self.rooms: tuple[Room, ...] = (
            *(self.documents, self.dossiers, self.new_dossier, self.editor, self.preview, self.recovery),
            *(self.summary, self.signing, self.transfer, self.deadlines, self.versions, self.address_book),
            *(self.backups, self.damage),
            *(self.forms, self.passage, self.about, self.data_place, self.options, self.guide),
        )
        self.appearance = Appearance(self.application, context, self.rooms)
