"""Another data folder than the usual one, chosen by the user and kept outside of both for the next starts."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from desktop_app.system.files import FileFault, make_folder, read_start, write_atomically

_FILE: Final = "cartella-dati.txt"
_MOST_BYTES: Final = 40_000  # no system has longer paths


def chosen_folder() -> Path | None:
    """The folder that was chosen; None where the usual one holds."""
    try:
        text = read_start(_place(), _MOST_BYTES).decode().strip()
    except (OSError, ValueError):
        return None
    folder = Path(text)
    return folder if text and "\0" not in text and folder.is_absolute() else None


def keep(folder: Path | None) -> bool:
    """Keeps a choice for the next starts, or with None forgets it; False where that cannot be written."""
    with contextlib.suppress(FileFault, OSError, ValueError):
        path = _place()
        if folder is None:
            path.unlink(missing_ok=True)
        else:
            make_folder(path.parent)
            write_atomically(path, f"{folder}\n".encode())
        return True
    return False


def _place() -> Path:
    from platformdirs import user_config_path

    return user_config_path("Commessa", appauthor=False, roaming=False) / _FILE
