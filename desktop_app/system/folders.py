"""Folders that leave the program whole: one that somebody changed is never touched, the new one goes beside it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from desktop_app.system.files import FileFault, make_folder, part_beside, remove_left, write_new
from desktop_app.system.held_files import patiently
from desktop_app.system.outside import content_of, versions

Files = Mapping[str, bytes]  # by name: a folder without folders in it
MOST_FILES: Final = 200


def write_folder_beside(folder: Path, files: Files, is_ours: Callable[[Files], bool]) -> Path:
    """Writes a folder with these files and gives the path where it is now: the one asked for, or its next version.

    It appears with all its files or not at all. One that is there stays, unless `is_ours` says of its files that this
    program wrote them and nobody changed, added or took away any since. Raises FileFault.
    """
    make_folder(folder.parent)
    for each in versions(folder):
        if os.path.lexists(each):
            found = files_of(each)
            if found == dict(files):
                return each
            if found is None or not is_ours(found):
                continue
        _put(each, files)
        return each
    raise AssertionError("versions never end")  # pragma: no cover - for mypy


def files_of(folder: Path) -> dict[str, bytes] | None:
    """The files of a folder; None where it is none, or holds what this program never writes there."""
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return None
        names = sorted(each.name for each in folder.iterdir())
    except (OSError, ValueError):
        return None
    if len(names) > MOST_FILES:
        return None
    found = {name: content_of(folder / name) for name in names}
    known = {name: data for name, data in found.items() if data is not None}
    return known if len(known) == len(found) else None


def _put(folder: Path, files: Files) -> None:
    """Written apart, then moved into place; what was there, this program's own, goes once the new one is there."""
    new, old = (part_beside(folder) for _ in range(2))
    try:
        make_folder(new)
        for name, data in files.items():
            write_new(new / name, data)
        with suppress(FileNotFoundError):
            patiently(lambda: folder.rename(old))
        patiently(lambda: new.rename(folder))
        remove_left(folder)
    except FileFault as fault:
        raise FileFault(str(fault).replace(new.name, folder.name)) from None
    except OSError as error:
        with suppress(OSError):
            patiently(lambda: old.rename(folder))
        sentence = f"La cartella «{folder}» non si può scrivere: chiudi i programmi che la usano e riprova."
        raise FileFault(sentence) from error
    finally:
        for each in (new, old):
            shutil.rmtree(each, ignore_errors=True)
