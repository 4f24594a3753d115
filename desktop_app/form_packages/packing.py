"""The files of form folders as a package has them, with the blocks that they use."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.engine.checkup.checkup import check_up
from desktop_app.engine.faults import FormFault
from desktop_app.engine.forms.toml import read_form
from desktop_app.form_packages.manifest import KINDS, MOST_FILES, MOST_OF_ONE, PackageFault
from desktop_app.library import BLOCKS_FOLDER, Library
from desktop_app.system.files import read_bounded


def files_of_forms(folders: Sequence[Path], library: Library) -> dict[str, bytes]:
    """The files of forms and of their blocks, by their names in a package; each form is checked with its cases.

    Raises PackageFault, and FormFault with all that is wrong with a form.
    """
    found: dict[str, bytes] = {}
    for folder in folders:
        if not os.path.lexists(folder / "form.toml"):
            raise PackageFault(f"Nella cartella «{folder}» non c'è form.toml: indica la cartella di un modulo.")
        faults = list(check_up(library.load_folder(folder), folder))
        if faults:
            raise FormFault(faults)
        shelf = folder.parent.parent
        for each in (folder, *_blocks(folder)):
            for name, data in _files(each, shelf):
                if found.setdefault(name, data) != data:
                    raise PackageFault(f"«{name}» c'è due volte e non è uguale: mettine uno solo.")
                if len(found) > MOST_FILES:
                    raise PackageFault(f"Un pacchetto ha al massimo {MOST_FILES} file: dividilo.")
    return found


def hashes(files: dict[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _blocks(folder: Path) -> Iterator[Path]:
    """The folders of the blocks that a form uses and that lie beside its territory; others come with the program."""
    spec = read_form(folder, lambda where, what: None)
    used = {field.use for page in spec.page for field in page.field if field.use} if spec is not None else set[str]()
    for name in sorted(used):
        block = folder.parent.parent / BLOCKS_FOLDER / name
        if (block / "block.toml").is_file():
            yield block


def _files(folder: Path, shelf: Path) -> Iterator[tuple[str, bytes]]:
    """Its files in the order of their names; hidden ones stay behind, and no link is followed."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(each for each in names if not each.startswith(".")):
            path = Path(where) / name
            if path.is_symlink() or not name.endswith(KINDS):
                raise PackageFault(f"«{path}» non va in un pacchetto: ci stanno solo file .toml, .md e .txt.")
            yield path.relative_to(shelf).as_posix(), read_bounded(path, MOST_OF_ONE)
