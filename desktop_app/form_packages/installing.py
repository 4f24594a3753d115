"""Puts a package of forms in place: looked at whole before, there whole or not at all afterwards."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Generator, Sequence
from contextlib import suppress
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from desktop_app import __version__
from desktop_app.engine.checkup.checkup import check_up
from desktop_app.engine.faults import FormFault
from desktop_app.engine.forms.editions import editions
from desktop_app.engine.forms.form import Form
from desktop_app.engine.italian import dates
from desktop_app.form_packages.manifest import MANIFEST, MOST_OF_ONE, SIGNATURE, Manifest, PackageFault, parse
from desktop_app.form_packages.package import Package
from desktop_app.library import Library
from desktop_app.system.files import FileFault, make_folder, part_beside, read_bounded, remove_left, write_new
from desktop_app.system.held_files import patiently
from desktop_app.system.paths import FormSource

OLDER: Final = "Questo pacchetto è {}, e qui c'è già quello {}: non serve installarlo."
REPLACED: Final = "Questo pacchetto porta un'edizione che qui è già stata sostituita: non serve installarlo."
TAKEN: Final = (
    "Il modulo «{}» c'è già ({}): un'edizione nuova vuole un altro nome. Avvisa chi ti ha mandato il pacchetto."
)
FAULTY: Final = "Il modulo «{}» di questo pacchetto non supera il controllo ({}): avvisa chi te l'ha mandato."
NEWER_PROGRAM: Final = "Questo pacchetto è fatto per Commessa {}, e questa è la {}: aggiorna il programma, poi riprova."
EXPIRED: Final = "Era da ricontrollare entro {}: chiedi alla tua associazione se ce n'è uno più nuovo."
NOT_WRITTEN: Final = "La cartella «{}» non si può scrivere: chiudi i programmi che la usano e riprova."


T = TypeVar("T")
Looking = Generator[str, None, T]


class Installed(NamedTuple):
    """What is there now: the forms, who sent them, a sentence about its age (or none), whether it was there before."""

    forms: tuple[Form, ...]
    sender: str
    warning: str
    already: bool


def install(package: Package, sources: Sequence[FormSource], today: dt.date) -> Looking[Installed]:
    """Installs a package in the first of the sources that is of packages; each step names the form it looks at.

    Raises PackageFault, or FileFault; then all is as it was before.
    """
    shelf = next(each.folder for each in sources if each.packages)
    place = shelf / f"{package.manifest.made.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}-{package.digest[:12]}"
    already = place.is_dir()
    if not already:
        _refuse_taken(package.manifest, [*takewhile(lambda each: not each.packages, sources)])
        _refuse_older(package.manifest, shelf)
        make_folder(shelf)
    part = place if already else part_beside(place)
    try:
        if not already:
            _write(package, part)
        forms = yield from _checked(package.manifest, part, sources, today)
        if not already:
            patiently(lambda: part.rename(place))
            remove_left(place)
            _remove_covered(package.manifest, shelf, place)
    except OSError as error:
        raise FileFault(NOT_WRITTEN.format(shelf)) from error
    finally:
        if not already:
            shutil.rmtree(part, ignore_errors=True)
    last = package.manifest.valid_to
    late = "" if last is None or today <= last else EXPIRED.format(_day("il", last))
    return Installed(forms, package.manifest.sender, late, already)


def _write(package: Package, part: Path) -> None:
    content = {**package.files, MANIFEST: package.signed, SIGNATURE: package.signature}
    for name, data in content.items():
        path = part / name
        make_folder(path.parent)
        write_new(path, data)


def _checked(
    content: Manifest, folder: Path, sources: Sequence[FormSource], today: dt.date
) -> Looking[tuple[Form, ...]]:
    """Looks at each form as `form-check` does; gives all of them. Raises PackageFault."""
    library = Library([sources[0], FormSource(folder, content.sender)])
    forms: list[Form] = []
    for id in content.forms:
        yield id
        try:
            form = library.load_folder(folder / id)
            faults: Sequence[str] = list(check_up(form, folder / id))
        except FormFault as fault:
            faults = fault.sentences
        if faults and _is_later(content.program):
            raise PackageFault(NEWER_PROGRAM.format(content.program, __version__))
        if faults:
            raise PackageFault(FAULTY.format(id, faults[0].rstrip(".")))
        forms.append(form)
    mine = {form.id: form.spec for form in forms}
    here = {form.id: form.spec for form in Library(sources).forms()}
    successors = editions({**here, **mine}.items(), today).successors
    if not mine.keys() & here.keys() and all(successors.get(id, id) not in mine for id in mine):
        raise PackageFault(REPLACED)
    return tuple(forms)


def _is_later(program: str) -> bool:
    def parts(version: str) -> list[int]:
        return [int(each) for each in version.split(".") if each.isdigit()]

    return parts(program) > parts(__version__)


def _refuse_taken(content: Manifest, before: Sequence[FormSource]) -> None:
    """A form that comes before those of packages would never be used."""
    taken = {id: source for id, _, source in Library(before).form_folders()} if before else {}
    for id in content.forms:
        if id in taken:
            raise PackageFault(TAKEN.format(id, taken[id].origin))


def _refuse_older(content: Manifest, shelf: Path) -> None:
    """A package never takes the place of a later one with the same form: so nobody can bring a mistake back."""
    for other in _installed(shelf).values():
        if set(other.forms) & set(content.forms) and other.made >= content.made:
            raise PackageFault(OLDER.format(_day("del", content.made.date()), _day("del", other.made.date())))


def _remove_covered(content: Manifest, shelf: Path, place: Path) -> None:
    """Takes away earlier packages all whose forms this one has, too; what cannot be taken away harms nobody."""
    for folder, other in _installed(shelf).items():
        if folder != place and set(other.forms) <= set(content.forms):
            gone = part_beside(folder)
            with suppress(OSError):
                patiently(partial(folder.rename, gone))
                shutil.rmtree(gone, ignore_errors=True)


def _installed(shelf: Path) -> dict[Path, Manifest]:
    """The packages that are there, by their folders; what is none is left alone."""
    found: dict[Path, Manifest] = {}
    with suppress(OSError):
        for folder in sorted(shelf.iterdir()):
            if folder.name.startswith("."):
                continue
            with suppress(FileFault):
                found[folder] = parse(read_bounded(folder / MANIFEST, MOST_OF_ONE))
    return found


def _day(article: str, day: dt.date) -> str:
    return dates.with_article(article, dates.date(day))
