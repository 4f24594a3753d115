"""`package windows --verify`: what is in dist/ installed, tried, updated and uninstalled under wine."""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.drafts.file import SCHEMA
from desktop_app.system.paths import ASSOCIATION_FILE_NAME
from installers import project, updates
from installers.project import NAME, BuildFault, say
from installers.trial import association, expect, photograph, refuse, replaced, screen, step, wait, well
from installers.updates import EARLIER, Dossiers
from installers.windows import products
from installers.wine import Wine, machine, windows_path

DRAWN = 5  # seconds until a window is drawn: nothing outside tells
# What a version with other libraries and another CPython may have had.
OF_ANOTHER = ("lib/di-prima.txt", "python312.dll", "python312.zip", "_di_prima.pyd")
NEWER_THERE = 4  # how Setup.exe ends where a newer version is installed
UNSEEN = """Che cosa wine non mostra, e va provato su un Windows vero prima di pubblicare:
SmartScreen e antivirus, i caratteri e le scale dello schermo, i temi ad alto contrasto, la stampa, i metodi di
scrittura, i lettori di schermo, il doppio clic su una bozza in Esplora risorse, i criteri di gruppo, quanto tempo passa
fino alla finestra, le differenze fra Windows 10 e 11. wine ha avuto in prestito librerie che Windows ha di suo: icuuc,
bcryptprimitives, mscms."""


def verify() -> int:
    """Runs every trial on a Windows of its own; 0 when all went well. Raises BuildFault where a package lacks."""
    made = products()
    earlier = updates.build_earlier("windows", made)
    trials: tuple[tuple[str, Callable[[Wine], None]], ...] = (
        ("Setup.exe", lambda wine: _setup(wine, made["setup"])),
        ("Setup.exe sopra una versione precedente", lambda wine: _setup_update(wine, made["setup"], earlier["setup"])),
        ("zip portatile", lambda wine: _portable(wine, made["portable"])),
        ("MSI", lambda wine: _msi(wine, made["msi"])),
        ("MSI sopra una versione precedente", lambda wine: _msi_update(wine, made["msi"], earlier["msi"])),
    )
    with screen() as display:
        well_done = [_tried(words, trial, display) for words, trial in trials]
    say(UNSEEN)
    return 0 if all(well_done) else 1


def _tried(words: str, trial: Callable[[Wine], None], display: str) -> bool:
    say(f"== {words}")
    try:
        with machine(display) as wine:
            trial(wine)
    except BuildFault as fault:
        say(f"NON RIUSCITO: {fault}")
        return False
    return True


# --- the packages --------------------------------------------------------------------------------------------


def _setup(wine: Wine, path: Path) -> None:
    """Install, try, open, make a dossier, install over it, uninstall: the dossier stays."""
    folder, dossiers = wine.local / "Programs" / NAME, Dossiers(wine.local / NAME)
    step("installazione silenziosa", lambda: wine.run(path, "/S"))
    expect(folder / f"{NAME}.exe", "non è stato installato")
    expect(_menu(wine), "manca nel menu Start")
    _class(wine, "HKCU", there=True)
    step("--selfcheck", lambda: _selfcheck(wine, folder))
    step(ASSOCIATION_FILE_NAME, lambda: association(folder, lambda: _forms(wine, folder)))
    with _opened(wine, folder, dossiers, "setup"):
        _refused(wine, path, 3, "Setup.exe si installa sopra un programma aperto.")
    before = dossiers.contents()
    for name in OF_ANOTHER:
        (folder / name).write_text("", encoding="utf-8")
    step("installazione sopra la stessa", lambda: wine.run(path, "/S"))
    expect(folder / ASSOCIATION_FILE_NAME, "è sparito con l'installazione")
    for name in OF_ANOTHER:
        refuse(folder / name)
    step("--selfcheck", lambda: _selfcheck(wine, folder))
    (folder / ASSOCIATION_FILE_NAME).unlink()
    shutil.rmtree(folder / "moduli-prova")
    step("disinstallazione silenziosa", lambda: _uninstall(wine, folder))
    refuse(_menu(wine))
    _class(wine, "HKCU", there=False)
    dossiers.expect_same(before)


def _setup_update(wine: Wine, path: Path, older: Path) -> None:
    """An earlier version with a dossier, this one over it, and the way back."""
    folder, dossiers = wine.local / "Programs" / NAME, Dossiers(wine.local / NAME)
    step(f"installazione della {EARLIER}", lambda: wine.run(older, "/S"))
    _version(folder, EARLIER)
    with _opened(wine, folder, dossiers, "prima"):
        pass
    before = dossiers.make_older()
    step(f"installazione della {project.version()} sopra la {EARLIER}", lambda: wine.run(path, "/S"))
    _version(folder, project.version())
    _migrates(wine, folder, dossiers, before, "setup")
    digest = dossiers.make_newer()
    _refused(wine, older, NEWER_THERE, "Setup.exe si installa sopra una versione più nuova.")
    _version(folder, project.version())
    step("disinstallazione silenziosa", lambda: _uninstall(wine, folder))
    step(f"installazione della {EARLIER}", lambda: wine.run(older, "/S"))
    with _running(wine, folder):
        time.sleep(2 * DRAWN)
        photograph(wine.display, "wine-pratiche-nuove")
    dossiers.expect_untouched(digest)
    dossiers.make_newer(SCHEMA)
    step("disinstallazione silenziosa", lambda: _uninstall(wine, folder))
    dossiers.expect_same(before)


def _portable(wine: Wine, path: Path) -> None:
    """Unpack beside dossiers of the first schema, try, open: the data lie there, nothing in the user's folder."""
    place = wine.prefix / "drive_c" / "chiavetta à"
    folder, dossiers = place / NAME, Dossiers(place / NAME / "dati")
    dossiers.put_first()
    before = dossiers.contents()
    with zipfile.ZipFile(path) as archive:
        archive.extractall(place)
        step("--selfcheck", lambda: _selfcheck(wine, folder))
        step(ASSOCIATION_FILE_NAME, lambda: association(folder, lambda: _forms(wine, folder)))
        with _opened(wine, folder, dossiers, "portatile", len(before)):
            pass
        dossiers.expect_migrated(before)
        archive.extractall(place)
    step("--selfcheck dopo averlo scompattato di nuovo", lambda: _selfcheck(wine, folder))
    dossiers.expect_same(before)
    refuse(wine.local / NAME)
    step("librerie LGPL sostituite", lambda: replaced(folder / "lib", lambda: _said(wine, folder)))


def _msi(wine: Wine, path: Path) -> None:
    """Install for the machine, try, open, uninstall: the dossier stays."""
    folder, dossiers = _machine_folder(wine), Dossiers(wine.local / NAME)
    step("installazione", lambda: _msiexec(wine, "/i", path))
    expect(folder / f"{NAME}.exe", "non è stato installato")
    _class(wine, "HKLM", there=True)
    step("--selfcheck", lambda: _selfcheck(wine, folder))
    step(ASSOCIATION_FILE_NAME, lambda: association(folder, lambda: _forms(wine, folder)))
    with _opened(wine, folder, dossiers, "msi"):
        pass
    before = dossiers.contents()
    step("disinstallazione", lambda: _msiexec(wine, "/x", path))
    refuse(folder / f"{NAME}.exe")
    expect(folder / ASSOCIATION_FILE_NAME, "è sparito con la disinstallazione")
    dossiers.expect_same(before)


def _msi_update(wine: Wine, path: Path, older: Path) -> None:
    """This version over an earlier one; the earlier one over this is refused."""
    folder, dossiers = _machine_folder(wine), Dossiers(wine.local / NAME)
    step(f"installazione della {EARLIER}", lambda: _msiexec(wine, "/i", older))
    _version(folder, EARLIER)
    with _opened(wine, folder, dossiers, "msi-prima"):
        pass
    before = dossiers.make_older()
    step(f"installazione della {project.version()} sopra la {EARLIER}", lambda: _msiexec(wine, "/i", path))
    _version(folder, project.version())
    _migrates(wine, folder, dossiers, before, "msi")
    try:
        _msiexec(wine, "/i", older)
    except BuildFault:
        _version(folder, project.version())
    else:
        raise BuildFault("L'MSI si installa sopra una versione più nuova.")
    step("disinstallazione", lambda: _msiexec(wine, "/x", path))
    refuse(folder / f"{NAME}.exe")
    dossiers.expect_same(before)


# --- the steps ------------------------------------------------------------------------------------------------


def _selfcheck(wine: Wine, folder: Path) -> None:
    well(_said(wine, folder))


def _said(wine: Wine, folder: Path) -> str:
    return wine.run(folder / "commessa-cli.exe", "--selfcheck")


def _forms(wine: Wine, folder: Path) -> str:
    return wine.run(folder / "commessa-cli.exe", "forms")


def _msiexec(wine: Wine, what: str, path: Path) -> str:
    return wine.run("msiexec", what, windows_path(path), "/qn")


@contextmanager
def _running(wine: Wine, folder: Path, *files: str) -> Iterator[None]:
    """The window, ended at once when the work is done: as a crash would."""
    program = wine.start(folder / f"{NAME}.exe", *files)
    try:
        yield
        if program.poll() is not None:
            raise BuildFault(f"{NAME}.exe è finito da solo.")
    finally:
        wine.end()
        program.wait(60)


@contextmanager
def _opened(wine: Wine, folder: Path, dossiers: Dossiers, name: str, already: int = 0) -> Iterator[None]:
    """The window with an example as a draft file, as a double click opens it, pictured; ended at once afterwards."""
    form = _forms(wine, folder).split()[0]
    draft = wine.run(folder / "commessa-cli.exe", "example", form)
    file = wine.prefix / "drive_c" / "bozza à.commessa"
    file.write_text(draft, encoding="utf-8")
    with _running(wine, folder, windows_path_of(file, wine)):
        words = "apertura con una bozza"
        step(words, lambda: wait(lambda: dossiers.count() > already, f"{NAME}.exe non ha preso la bozza."))
        time.sleep(DRAWN)
        photograph(wine.display, f"wine-{name}")
        yield


def _migrates(wine: Wine, folder: Path, dossiers: Dossiers, before: dict[str, str], name: str) -> None:
    """The first start after an update: dossiers brought up to date, and the one that was open is open again."""
    with _running(wine, folder):
        wait(dossiers.opened, "Dopo l'aggiornamento la pratica non si riapre.")
        time.sleep(DRAWN)
        photograph(wine.display, f"wine-{name}-aggiornata")
    dossiers.expect_migrated(before)


def _refused(wine: Wine, setup: Path, code: int, sentence: str) -> None:
    """A setup that ends with a code, and replaces nothing."""
    try:
        wine.run(setup, "/S")
    except BuildFault as fault:
        if f"(codice {code})" in str(fault):
            return
        raise
    raise BuildFault(sentence)


def _version(folder: Path, wanted: str) -> None:
    """Which version lies there, as its own code says."""
    found = project.version_in((folder / "app" / project.VERSIONED).read_text(encoding="utf-8"))
    if found != wanted:
        raise BuildFault(f"È installata la versione {found}, non la {wanted}.")


def windows_path_of(file: Path, wine: Wine) -> str:
    return "C:\\" + str(file.relative_to(wine.prefix / "drive_c")).replace("/", "\\")


def _machine_folder(wine: Wine) -> Path:
    return wine.prefix / "drive_c" / "Program Files" / NAME


def _uninstall(wine: Wine, folder: Path) -> None:
    wine.run(folder / "Disinstalla.exe", "/S")  # it goes on from a copy of itself
    wait(lambda: not folder.exists(), "La disinstallazione ha lasciato il programma.")


def _menu(wine: Wine) -> Path:
    return wine.local.parent / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs" / f"{NAME}.lnk"


def _class(wine: Wine, root: str, *, there: bool) -> None:
    for kind in ("Bozza", "Moduli"):
        query = ["reg", "query", f"{root}\\Software\\Classes\\{NAME}.{kind}\\shell\\open\\command"]
        try:
            found = f"{NAME}.exe" in wine.run(*query)
        except BuildFault:
            found = False
        if found != there:
            raise BuildFault(f"L'associazione dei file di {NAME} ({kind}) {'manca' if there else 'è rimasta'}.")
