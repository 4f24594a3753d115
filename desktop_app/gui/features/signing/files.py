"""Opens the files of a dossier, looked for beside the window's thread: a drive may be slow to answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop_app.gui.services.desktop import open_file, show_folder
from desktop_app.gui.services.export_folder import chosen_base, chosen_folders, year_folder
from desktop_app.gui.services.worker import ON_SCREEN, in_one_step
from desktop_app.gui.shell.context import AppContext
from desktop_app.system.allowed_paths import may_be_looked_up
from desktop_app.system.files import make_folder
from desktop_app.system.outside import write_beside

if TYPE_CHECKING:
    from desktop_app.gui.services.autosave import Saver

ELSEWHERE: Final = "Il file sta in una cartella che su questo computer nessuno ha scelto."
ADVICE: Final = "Lì non lo cerco. Se la cartella è tua, sceglila nelle Opzioni; altrimenti esporta di nuovo."


def returned_folder(base: Path, saver: Saver) -> Path:
    """Where copies of what came back of a dossier go, and what is prepared for sending: nobody's name is in it."""
    form = saver.dossier.form.id
    name = f"{form.rpartition('/')[2]}-n{saver.number}-firma-e-invio"
    return year_folder(base, form, saver.dossier.today) / name


def ascii_file_name(name: str) -> str:
    """The name of a file as every system takes it, with its ending."""
    from desktop_app.system.file_names import ascii_name, ending_of

    ending = ending_of(name)
    return ascii_name(name.removesuffix(ending) or "file", ending)


class DossierFiles:
    """Only below the folders that the user chose; of others the window says why not."""

    def __init__(self, context: AppContext) -> None:
        self._context = context

    def open(self, path: Path) -> None:
        """Opens a file with the system's own program."""
        self._look_up(path, lambda: open_file(path, self._context.window))

    def show(self, path: Path) -> None:
        """Shows the folder where a file lies."""
        self._look_up(path, lambda: show_folder(path.parent, self._context.window))

    def open_kept(self, file: str, name: str, show: bool = False) -> None:
        """Puts a copy of a file of the archive beside the exports, under the name that it came by, and opens it, or
        shows where it lies.
        """  # fmt: skip
        saver, drafts, window = self._context.store.saver, self._context.drafts, self._context.window
        if saver is None:
            return
        folder, name = returned_folder(chosen_base(self._context.settings), saver), ascii_file_name(name or "file")

        def write() -> Path:
            make_folder(folder)
            return write_beside(folder / name, drafts.acts.archive.read(file), lambda _: False)

        def done(path: Path) -> None:
            if show:
                show_folder(path.parent, window)
            else:
                open_file(path, window)

        self._context.worker.submit(in_one_step(write), done, self._fail, rank=ON_SCREEN)

    def _fail(self, sentence: str) -> None:
        self._context.store.tell("intake", "error", sentence)

    def _look_up(self, path: Path, do: Callable[[], None]) -> None:
        folders, window = chosen_folders(self._context.settings), self._context.window

        def go_on(allowed: bool) -> None:
            if allowed:
                do()
            else:
                window.say("sending", "warning", ELSEWHERE, ADVICE)

        work = in_one_step(lambda: may_be_looked_up(path, folders))
        self._context.worker.submit(work, go_on, lambda _: None, rank=ON_SCREEN)
