"""What an association hands out, checked whole: associazione.toml and all that it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from desktop_app.association import Association, read_association
from desktop_app.engine.faults import FormFault
from desktop_app.form_packages.manifest import PackageFault
from desktop_app.form_packages.packing import files_of_forms
from desktop_app.library import Library
from desktop_app.system.files import make_folder, read_bounded, write_atomically
from desktop_app.system.paths import ASSOCIATION_FILE_NAME, form_sources

MOST_OF_FILE = 30_000_000  # bytes; the official list of certifiers is the largest, of 10 million
PROGRAM_FOLDERS = ("lib", "app", "dati", "_internal")  # in the folder of a program, and replaced with it


class HandedOut(NamedTuple):
    """The association, its files by their names in its folder (the file itself last), how many forms it has, and a
    sentence for each answer or record that no form accepts.
    """  # fmt: skip

    association: Association
    files: dict[str, bytes]
    forms: int
    doubts: list[str]


def handed_out(path: Path) -> HandedOut:
    """Reads and checks a file of an association; each of its forms is checked with its cases.

    Raises PackageFault with the sentence about the file, FormFault with all that is wrong with a form, FileFault.
    """
    association, fault = read_association(path)
    if fault:
        raise PackageFault(fault)
    folder = path.absolute().parent
    files: dict[str, bytes] = {}
    library = Library(association.with_own_source(form_sources(own=False)))
    if association.forms is not None:
        where = association.forms.relative_to(folder).as_posix()
        files |= {f"{where}/{name}": data for name, data in _forms(association.forms, library).items()}
    for name in association.named[1:]:
        files[PurePosixPath(name).as_posix()] = read_bounded(folder / name, MOST_OF_FILE)
    files[ASSOCIATION_FILE_NAME] = read_bounded(folder / path.name, MOST_OF_FILE)
    for name in files:
        if (top := PurePosixPath(name).parts[0]).lower() in PROGRAM_FOLDERS:
            raise PackageFault(f"«{top}» è una cartella del programma: dai alla tua un altro nome.")
    count = sum(name.endswith("/form.toml") for name in files)
    return HandedOut(association, files, count, association.faults(library.forms()))


def _forms(shelf: Path, library: Library) -> dict[str, bytes]:
    """The files of all forms of its folder. One that has the name of another form would never be used."""
    found = [folder for _, folder, source in library.form_folders() if source.folder == shelf]
    taken = [sentence for folder in found if (sentence := library.taken_by_built_in(folder))]
    if taken:
        raise FormFault(taken)
    if not found:
        raise PackageFault(f"Nella cartella «{shelf.name}» non c'è nessun modulo: controlla la chiave «forms».")
    return files_of_forms(found, library)


def put(files: Mapping[str, bytes], folder: Path) -> None:
    """Puts them beside a program, the file that names the others last; what else lies there stays. Raises FileFault."""
    for name, data in files.items():
        make_folder((folder / name).parent)
        write_atomically(folder / name, data)
