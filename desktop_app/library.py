"""The catalogue of forms: sources in order, the built-in one first; a faulty form is listed and never fatal."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.faults import DraftFault, FormFault, suggestion
from desktop_app.engine.forms.editions import Editions, editions
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.limits import quoted
from desktop_app.engine.loading.loader import load
from desktop_app.system.files import read_start
from desktop_app.system.paths import FormSource

MAX_FOLDERS = 300  # subfolders that are read of one folder
BLOCKS_FOLDER = "blocks"
PACKAGE_LIST = "manifest.json"  # in the folder of a package that was installed: the signed list of its files
MAX_LIST_BYTES = 1_000_000
_NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A folder with a form: its id and source, and the form, or all its faults."""

    id: str
    folder: Path
    source: FormSource
    form: Form | None = None
    faults: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The id as it may be displayed, whatever characters the folder's name has."""
        return quoted(self.id)


class Library:
    """The forms of all sources, laid out as `<territory>/<form>_<edition>`; of equal ids the first source wins.

    Forms are read once and cached until `reread`; reading is slow and may be done in another thread.
    """

    def __init__(self, sources: Sequence[Path | FormSource]) -> None:
        self.sources = tuple(each if isinstance(each, FormSource) else FormSource(each, str(each)) for each in sources)
        self._read: dict[Path, Form | FormFault] = {}
        self._senders: dict[Path, str] = {}  # of packages
        self.catalogue: tuple[CatalogEntry, ...] | None = None  # None until it was read

    def form_folders(self) -> Iterator[tuple[str, Path, FormSource]]:
        """Every folder with a form: id, folder, source."""
        for source in self._shelves():
            for territory in _folders(source.folder):
                for folder in _folders(territory) if territory.name != BLOCKS_FOLDER else ():
                    if os.path.lexists(folder / "form.toml"):
                        yield f"{territory.name}/{folder.name}", folder, source

    def _shelves(self) -> Iterator[FormSource]:
        """The sources, of packages each one by itself, the newest first."""
        for source in self.sources:
            if not source.packages:
                yield source
                continue
            for folder in reversed(_folders(source.folder)):
                if folder not in self._senders:
                    self._senders[folder] = _sender(folder) or source.origin
                yield FormSource(folder, self._senders[folder], packages=True)

    def ids(self) -> list[str]:
        """The ids of all forms, sorted."""
        return sorted({id for id, _, _ in self.form_folders()})

    def folder(self, id: str) -> Path:
        """The folder of a form that the user named. Raises DraftFault, with a suggestion, if there is none."""
        folders = self._folders_by_id()
        if id not in folders:
            raise DraftFault(f"Il modulo «{quoted(id)}» non c'è.{suggestion(id, folders)}")
        return folders[id]

    def _folders_by_id(self) -> dict[str, Path]:
        folders: dict[str, Path] = {}
        for each, folder, _ in self.form_folders():
            folders.setdefault(each, folder)
        return folders

    def load(self, id: str) -> Form:
        """The form with the id that a draft names. Raises DraftFault if there is none, FormFault if it is faulty."""
        folder = self._folders_by_id().get(id)
        if folder is None:
            raise DraftFault(
                f"Il modulo «{quoted(id)}» qui non c'è: aggiorna Commessa, o chiedilo alla tua associazione."
            )
        return self.load_folder(folder)

    def load_folder(self, folder: Path) -> Form:
        """The form in a folder; its blocks are looked up beside its territory, then among the built-in ones.

        Raises FormFault.
        """
        if folder not in self._read:
            blocks = dict.fromkeys((folder.parent.parent / BLOCKS_FOLDER, self.sources[0].folder / BLOCKS_FOLDER))
            try:
                _inspect_names(folder)
                self._read[folder] = load(folder, "/".join(folder.parts[-2:]), *blocks)
            except FormFault as fault:
                self._read[folder] = fault
        read = self._read[folder]
        if isinstance(read, FormFault):
            raise FormFault(read.sentences)
        return read

    def taken_by_built_in(self, folder: Path) -> str | None:
        """A sentence if a built-in form has this folder's id already, so that the folder's form would never be used."""
        id = "/".join(folder.parts[-2:])
        first = self.sources[0].folder / id
        other = os.path.lexists(first / "form.toml") and not first.samefile(folder)
        return _taken(id, self.sources[0]) if other else None

    def example(self, id: str) -> Draft:
        """The example draft of a form, complete on any day. Raises DraftFault or FormFault."""
        return cases.read_draft(self.folder(id), cases.EXAMPLE, id)[1]

    def read(self) -> tuple[CatalogEntry, ...]:
        """Every form, including faulty ones and those whose id is taken."""
        if self.catalogue is None:
            self.catalogue = tuple(self._entries())
        return self.catalogue

    def read_in_steps(self) -> Iterator[CatalogEntry]:
        """The same form by form, each read when the iterator reaches it; at its end `catalogue` has them.

        Where the folders are to be read again meanwhile, it has none.
        """
        cache, entries = self._read, []
        for entry in self._entries():
            entries.append(entry)
            yield entry
        if self._read is cache:
            self.catalogue = tuple(entries)

    def reread(self) -> None:
        """Clears the cache: the folders are read again when needed."""
        self._read, self._senders, self.catalogue = {}, {}, None

    def _entries(self) -> Iterator[CatalogEntry]:
        taken: dict[str, FormSource] = {}
        for id, folder, source in self.form_folders():
            first = taken.setdefault(id, source)
            if first is not source and source.packages:  # an earlier package: its successor says all
                continue
            if first is not source:
                yield CatalogEntry(id, folder, source, None, (_taken(id, first),))
                continue
            try:
                yield CatalogEntry(id, folder, source, self.load_folder(folder))
            except FormFault as fault:
                yield CatalogEntry(id, folder, source, None, fault.sentences)

    def forms(self) -> Iterator[Form]:
        """Every form without faults, sorted by id; each is read when the iterator reaches it."""
        for id in self.ids():
            with suppress(FormFault):
                yield self.load(id)


def editions_among(entries: Iterable[CatalogEntry], today: dt.date) -> Editions:
    """Which of these forms replace which on a day."""
    return editions(((each.id, each.form.spec) for each in entries if each.form is not None), today)


def _sender(package: Path) -> str:
    """Who sent the forms of a package, as its origin; empty where that cannot be read."""
    import json

    try:
        sender = json.loads(read_start(package / PACKAGE_LIST, MAX_LIST_BYTES))["sender"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return f"da {quoted(sender, 120)}" if isinstance(sender, str) else ""


def _taken(id: str, first: FormSource) -> str:
    return f"C'è già un modulo «{quoted(id)}» ({first.origin}): dai alla cartella un altro nome."


def _folders(folder: Path) -> list[Path]:
    """The subfolders, sorted, hidden ones excluded, MAX_FOLDERS at most; none where the folder cannot be read."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry, _ in zip(entries, range(MAX_FOLDERS), strict=False) if entry.is_dir()]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if not name.startswith(".")]


def _inspect_names(folder: Path) -> None:
    for name in folder.parts[-2:]:
        if not _NAME.fullmatch(name):
            raise FormFault([f"La cartella «{quoted(name)}» ha un nome che non va: usa lettere minuscole, cifre e _."])
