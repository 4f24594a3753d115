"""The entry point: decides between window, command line and self-check."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from desktop_app.system import last_words
from desktop_app.system.given_files import given_file

SELFCHECK = "--selfcheck"
INTERRUPTED = "Comando interrotto: i file già scritti restano interi."
ONE_FILE = "Apri una bozza alla volta: commessa FILE.commessa."
NO_LIBRARY = "Al sistema manca «{name}», che serve ad aprire la finestra: installa il pacchetto che la contiene."
NO_PART = "Non si carica «{name}», una parte del programma: reinstalla Commessa."


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with the given arguments (by default those of the process); returns the exit code."""
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except ImportError as error:  # half installed, or being updated just now
        library = str(error).partition(":")[0]  # "libEGL.so.1: cannot open shared object file …"
        sentence = NO_LIBRARY.format(name=library) if ".so" in library else NO_PART.format(name=error.name)
        last_words.tell(sentence)
        return 2


def _run(given: list[str]) -> int:
    forms, rest = _forms(given)
    if rest == [SELFCHECK]:
        return _selfcheck(forms)
    files = [given_file(each) for each in rest]
    if None in files:
        return _command(given)
    if len(files) > 1:
        last_words.tell(ONE_FILE)
        return 2
    if not _has_screen():
        last_words.tell(last_words.NO_SCREEN)
        return 2
    # Garbage collection would slow the start; afterwards gui/services/garbage.py collects when the user is idle.
    gc.disable()
    load_qt()
    from desktop_app.gui.app.main import run

    return run(files[0] or "" if files else "", forms)


def load_qt() -> None:
    """Qt, and Python's own import as it was: PySide puts another in its place, which reads the source of each module
    that is imported later, in search of a switch (`from __feature__ import …`) that nobody here uses.
    """  # fmt: skip
    own = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = own


def _command(given: list[str]) -> int:
    try:
        from desktop_app.cli import main as cli

        return cli.main(given)
    except KeyboardInterrupt:
        sys.stderr.write(f"commessa: {INTERRUPTED}\n")
        return 2


def _selfcheck(forms: list[Path]) -> int:
    """Runs the self-check; without a screen Qt draws the window into memory."""
    if not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_app import selfcheck

    return selfcheck.main(forms)


def _forms(arguments: list[str]) -> tuple[list[Path], list[str]]:
    """Splits the arguments into the folders of `--forms` options at their start, and the rest."""
    folders: list[Path] = []
    while len(arguments) > 1 and arguments[0] == "--forms":
        folders.append(Path(arguments[1]))
        arguments = arguments[2:]
    return folders, arguments


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
