"""The folders of the user's data, and of the forms and resources that come with the program."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

DRAFT_SUFFIX = ".commessa"
PACKAGE_SUFFIX = ".moduli"
BUILT_IN_ORIGIN = "fa parte di Commessa"
OWN_ORIGIN = "dalla tua cartella «moduli»"
RECEIVED_ORIGIN = "da un pacchetto firmato"
ASSOCIATION_FILE_NAME = "associazione.toml"
# Where the file may be for all users of a computer; the installed or signed package itself is not changed.
SHARED_FOLDERS = {"linux": Path("/etc/commessa"), "darwin": Path("/Library/Application Support/Commessa")}


class FormSource(NamedTuple):
    """A folder with forms, and where they come from, in Italian. Of `packages`: a folder with such a one for each
    package that was installed.
    """  # fmt: skip

    folder: Path
    origin: str
    packages: bool = False


PORTABLE_MARKER = "portatile.txt"
SOURCE_FOLDER = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """The folder of drafts and settings: the one that is given, else the one that was chosen, else the system's."""
    if (given := given_data_folder()) is not None:
        return given
    from desktop_app.system.chosen_folder import chosen_folder

    return chosen_folder() or usual_data_folder()


def given_data_folder() -> Path | None:
    """COMMESSA_DATA, or that of a portable program: no choice of the user changes them for the next start."""
    if given := os.environ.get("COMMESSA_DATA"):
        with contextlib.suppress(OSError):  # the folder that the program was started in may be gone
            return Path(given).absolute()
        return Path(given)
    return beside_program("dati") if beside_program(PORTABLE_MARKER).is_file() else None


def usual_data_folder() -> Path:
    """The system's own, where none is given."""
    if (given := given_data_folder()) is not None:
        return given
    from platformdirs import user_data_path

    found = user_data_path("Commessa", appauthor=False, roaming=False)
    # A relative XDG_DATA_HOME or HOME does not count: the dossiers must not depend on where the program is started.
    return found if found.is_absolute() else _home() / ".local" / "share" / "Commessa"


def _home() -> Path:
    """The user's home by the list of users, where the environment does not name a whole path."""
    home = Path.home()
    if not home.is_absolute():
        import pwd

        home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    return home


def forms_folder() -> Path:
    return _program_folder() / "forms"


def own_forms_folder() -> Path:
    """The folder of the user's own forms, laid out like the built-in ones; created when it is first opened."""
    return data_folder() / "moduli"


def received_forms_folder() -> Path:
    """The folder of the packages of forms that were installed, each in a folder of its own."""
    return data_folder() / "moduli-ricevuti"


def form_sources(*, own: bool, others: Sequence[Path] = ()) -> list[FormSource]:
    """Where forms are looked up, in order: built-in, those of packages, the user's own (`own`), those of the command
    line (`others`).
    """  # fmt: skip
    received = FormSource(received_forms_folder(), RECEIVED_ORIGIN, packages=True)
    mine = [FormSource(own_forms_folder(), OWN_ORIGIN)] if own else []
    named = [FormSource(folder, f"dalla cartella «{folder.name or folder}»") for folder in others]
    return [FormSource(forms_folder(), BUILT_IN_ORIGIN), received, *mine, *named]


def resources_folder() -> Path:
    return _program_folder() / "resources"


def beside_program(name: str) -> Path:
    """The path of a file or folder beside the program's executable, where a distributor may add files.

    From source this is the folder of the Python interpreter.
    """
    return Path(sys.executable).parent / name


def association_file() -> Path | None:
    """The file of the user's association: COMMESSA_ASSOCIAZIONE (empty: none), else where it is installed."""
    chosen = os.environ.get("COMMESSA_ASSOCIAZIONE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    places = [
        beside_program(""),
        *(folder for system, folder in SHARED_FOLDERS.items() if sys.platform.startswith(system)),
    ]
    return next(
        (place / ASSOCIATION_FILE_NAME for place in places if os.path.lexists(place / ASSOCIATION_FILE_NAME)), None
    )


def _program_folder() -> Path:
    """The folder that contains the package; inside a frozen program PyInstaller says which."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else SOURCE_FOLDER
