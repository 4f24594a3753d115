"""Files beside the database that were put aside: damaged ones, and ones found in its place. They stay as they are."""

from __future__ import annotations

import contextlib
from pathlib import Path

from desktop_app.drafts import faults, file
from desktop_app.drafts.models import SetAsideFile

DAMAGED, FOUND = "danneggiato", "trovato"
REMOVING = "Non riesco a eliminare il file"


def found(path: Path) -> list[SetAsideFile]:
    """The files put aside, the oldest name first."""
    files: dict[Path, SetAsideFile] = {}
    with contextlib.suppress(OSError):
        for word in (DAMAGED, FOUND):
            for each in path.parent.glob(f"{path.name}.{word}-*"):
                base = _without_sidecar(each)
                size = each.stat().st_size + (files[base].size if base in files else 0)
                files[base] = SetAsideFile(base, word == DAMAGED, size)
    return [files[base] for base in sorted(files)]


def is_damage_kept(path: Path) -> bool:
    """Whether a damaged file was put aside and not let go yet."""
    return any(each.damaged for each in found(path))


def remove(path: Path, target: Path) -> None:
    """Deletes a file put aside, with what SQLite kept beside it. Raises StoreFault."""
    if target not in {each.path for each in found(path)}:
        return
    with faults.explained(path.parent, REMOVING):
        file.remove(target)
        file.sync_folder(path.parent)


def _without_sidecar(path: Path) -> Path:
    base = path.with_name(path.name.rpartition("-")[0])
    return base if path in file.sidecars(base) else path
