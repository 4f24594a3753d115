"""The forms there are: folders in order, the built-in one first; what is faulty is listed and hinders nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.limits import quoted
from desktop_app.engine.formula.expression import suggestion
from desktop_app.engine.loading.loader import load
from desktop_app.system.paths import FormSource

MOST_FOLDERS = 300  # looked into, of one folder
BLOCKS = "blocks"
_NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A form's folder as it was found: its id, its shelf, the form or all that is wrong with it."""

    id: str
    folder: Path
    shelf: FormSource
    form: Form | None = None
    faults: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The id as it may stand on a screen, also of a folder with a strange name."""
        return quoted(self.id)


class Library:
    """The shelves that hold forms, laid out as `<territory>/<form>_<edition>`; the first that has an id wins.

    Forms are read once, until `reread`; reading them may take long and may be done in another thread.
    """

    def __init__(self, shelves: Sequence[Path | FormSource]) -> None:
        self.shelves = tuple(each if isinstance(each, FormSource) else FormSource(each, str(each)) for each in shelves)
        self._read: dict[Path, Form | FormFault] = {}
        self.catalogue: tuple[CatalogEntry, ...] | None = None  # None until it was read

    def found(self) -> Iterator[tuple[str, Path, FormSource]]:
        """Every folder with a form: its id, itself, its shelf."""
        for shelf in self.shelves:
            for territory in _folders(shelf.folder):
                for folder in _folders(territory) if territory.name != BLOCKS else ():
                    if os.path.lexists(folder / "form.toml"):
                        yield f"{territory.name}/{folder.name}", folder, shelf

    def ids(self) -> list[str]:
        """The ids of all forms, sorted."""
        return sorted({id for id, _, _ in self.found()})

    def folder(self, id: str) -> Path:
        """The folder of a form that somebody named. Raises DraftFault where there is none."""
        folders = self._places()
        if id not in folders:
            raise DraftFault(f"Il modulo «{quoted(id)}» non c'è.{suggestion(id, folders)}")
        return folders[id]

    def _places(self) -> dict[str, Path]:
        folders: dict[str, Path] = {}
        for each, folder, _ in self.found():
            folders.setdefault(each, folder)
        return folders

    def load(self, id: str) -> Form:
        """The form with that id, as a draft names it. Raises DraftFault where there is none, FormFault where faulty."""
        folder = self._places().get(id)
        if folder is None:
            raise DraftFault(
                f"Il modulo «{quoted(id)}» qui non c'è: aggiorna Commessa, o chiedilo alla tua associazione."
            )
        return self.load_folder(folder)

    def load_folder(self, folder: Path) -> Form:
        """The form of one folder; each block is looked for beside its territory, then among the built-in ones."""
        if folder not in self._read:
            blocks = dict.fromkeys((folder.parent.parent / BLOCKS, self.shelves[0].folder / BLOCKS))
            try:
                _inspect_names(folder)
                self._read[folder] = load(folder, "/".join(folder.parts[-2:]), *blocks)
            except FormFault as fault:
                self._read[folder] = fault
        read = self._read[folder]
        if isinstance(read, FormFault):
            raise FormFault(read.sentences)
        return read

    def built_in(self, folder: Path) -> str | None:
        """That a built-in form has the id of this folder already, which nobody could use then."""
        id = "/".join(folder.parts[-2:])
        first = self.shelves[0].folder / id
        other = os.path.lexists(first / "form.toml") and not first.samefile(folder)
        return _taken(id, self.shelves[0]) if other else None

    def example(self, id: str) -> Draft:
        """The draft of a form's example, complete on any day. Raises DraftFault or FormFault."""
        return cases.read_draft(self.folder(id), cases.EXAMPLE, id)[1]

    def read(self) -> tuple[CatalogEntry, ...]:
        """Every form that was found, the faulty ones and those with an id already taken, too."""
        if self.catalogue is None:
            self.catalogue = tuple(self._listed())
        return self.catalogue

    def reread(self) -> None:
        """Forgets what was read: the next look is at the folders as they are then."""
        self._read, self.catalogue = {}, None

    def _listed(self) -> Iterator[CatalogEntry]:
        taken: dict[str, FormSource] = {}
        for id, folder, shelf in self.found():
            first = taken.setdefault(id, shelf)
            if first is not shelf:
                yield CatalogEntry(id, folder, shelf, None, (_taken(id, first),))
                continue
            try:
                yield CatalogEntry(id, folder, shelf, self.load_folder(folder))
            except FormFault as fault:
                yield CatalogEntry(id, folder, shelf, None, fault.sentences)

    def forms(self) -> Iterator[Form]:
        """Every form that can be used, sorted by id; each is read when it is its turn."""
        for id in self.ids():
            with suppress(FormFault):
                yield self.load(id)


def _taken(id: str, first: FormSource) -> str:
    return f"C'è già un modulo «{quoted(id)}» ({first.origin}): dai alla cartella un altro nome."


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder, sorted, not more than it is sensible to look into; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry, _ in zip(entries, range(MOST_FOLDERS), strict=False) if entry.is_dir()]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if not name.startswith(".")]


def _inspect_names(folder: Path) -> None:
    for name in folder.parts[-2:]:
        if not _NAME.fullmatch(name):
            raise FormFault([f"La cartella «{quoted(name)}» ha un nome che non va: usa lettere minuscole, cifre e _."])
