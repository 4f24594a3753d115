"""Opens the files of a dossier, looked for beside the window's thread: a drive may be slow to answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop_app.gui.services.desktop import open_file, show_folder
from desktop_app.gui.services.export_folder import chosen_folders
from desktop_app.gui.services.worker import ON_SCREEN, in_one_step
from desktop_app.gui.shell.context import AppContext
from desktop_app.system.allowed_paths import may_be_looked_up

ELSEWHERE: Final = "Il file sta in una cartella che su questo computer nessuno ha scelto."
ADVICE: Final = "Lì non lo cerco. Se la cartella è tua, sceglila nelle Opzioni; altrimenti esporta di nuovo."


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

    def _look_up(self, path: Path, do: Callable[[], None]) -> None:
        folders, window = chosen_folders(self._context.settings), self._context.window

        def go_on(allowed: bool) -> None:
            if allowed:
                do()
            else:
                window.say("sending", "warning", ELSEWHERE, ADVICE)

        work = in_one_step(lambda: may_be_looked_up(path, folders))
        self._context.worker.submit(work, go_on, lambda _: None, rank=ON_SCREEN)
