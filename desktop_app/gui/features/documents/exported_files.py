"""The files exported from the open dossier: their folder, and what they weigh in a message."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.services.export_folder import chosen_folders
from desktop_app.gui.services.worker import ON_SCREEN, in_one_step
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.widgets.feedback.notice import Notice

if TYPE_CHECKING:  # imported where files are looked for
    from desktop_app.drafts.models import ExportEntry
    from desktop_app.gui.features.documents.message_size import Found


class ExportedFiles:
    """Looks for them only below the folders that the user chose; `export` makes them anew."""

    def __init__(self, context: AppContext, export: Callable[[], None]) -> None:
        self._context, self._export = context, export

    def show_folder(self) -> None:
        """The folder of the newest in the system's own program, else a sentence."""

        def show(found: Found) -> None:
            from desktop_app.gui.features.documents.message_size import folder_of, weight

            folder = folder_of(found)
            if folder is not None:
                show_folder(folder, self._context.window)
            else:
                self._tell(weight(found))

        self._look_up(show)

    def weigh(self) -> None:
        """How large a message with them is."""
        saver = self._context.store.saver

        def tell(found: Found) -> None:
            from desktop_app.gui.features.documents.message_size import weight

            if saver is not None and saver is self._context.store.saver:  # the dossier is still open
                dossier = saver.dossier
                change = dossier.comparison.change
                self._tell(weight(found, lambda each: change(each, dossier.state) is not None))

        self._look_up(tell)

    def _look_up(self, done: Callable[[Found], None]) -> None:
        """In the worker, for a drive may be slow to answer."""
        from desktop_app.gui.features.documents.message_size import look_up

        exports, folders = self._exports(), chosen_folders(self._context.settings)
        work = in_one_step(lambda: look_up(exports, folders))
        self._context.worker.submit(work, done, lambda _: None, rank=ON_SCREEN)

    def _exports(self) -> list[ExportEntry]:
        exports: list[ExportEntry] = []
        saver = self._context.store.saver
        with self._context.store.faults_told():
            if saver is not None:
                exports = self._context.drafts.exports(saver.id)
        return exports

    def _tell(self, notice: Notice) -> None:
        """Its only link exports."""
        say = self._context.window.say
        say("sending", notice.kind, notice.fact, notice.text, notice.links, lambda _: self._export())
