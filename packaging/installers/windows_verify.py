"""`package windows --verify`: what is in dist/ installed, tried, updated and uninstalled under wine."""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from desktop_app.drafts.file import SCHEMA
from desktop_app.system.paths import ASSOCIATION_FILE_NAME
from installers import project, updates, windows_carried
from installers import windows_steps as steps
from installers.carried import Carried
from installers.project import NAME, ROOT, BuildFault, say
from installers.trial import association, expect, photograph, refuse, replaced, screen, step
from installers.updates import EARLIER, Dossiers
from installers.windows import products
from installers.windows_steps import DRAWN
from installers.windows_tree import LAUNCHERS
from installers.wine import Wine, machine

# What a version with other libraries and another CPython may have had.
OF_ANOTHER = ("lib/di-prima.txt", "python312.dll", "python312.zip", "_di_prima.pyd")
NEWER_THERE, MSI_THERE = 4, 5  # how Setup.exe ends where a newer version is installed, or the MSI
UNSEEN = """Che cosa wine non mostra, e va provato su un Windows vero prima di pubblicare:
SmartScreen e antivirus, i caratteri e le scale dello schermo, i temi ad alto contrasto, la stampa, i metodi di
scrittura, i lettori di schermo, il doppio clic su una bozza in Esplora risorse, i criteri di gruppo, quanto tempo passa
fino alla finestra, le differenze fra Windows 10 e 11. wine ha avuto in prestito librerie che Windows ha di suo: icuuc,
bcryptprimitives, mscms."""


def verify(inside: Carried) -> int:
    """Runs every trial on a Windows of its own; 0 when all went well. Raises BuildFault where a package lacks."""
    made = products()
    earlier = updates.build_earlier("windows", made)
    trials: list[tuple[str, Callable[[Wine], None]]] = [
        ("Setup.exe", lambda wine: _setup(wine, made["setup"])),
        ("Setup.exe sopra una versione precedente", lambda wine: _setup_update(wine, made["setup"], earlier["setup"])),
        ("Setup.exe e i file di altri", lambda wine: _kept(wine, made["setup"])),
        ("Setup.exe e MSI insieme", lambda wine: _both(wine, made["setup"], made["msi"])),
        ("zip portatile", lambda wine: _portable(wine, made["portable"])),
        ("MSI", lambda wine: _msi(wine, made["msi"])),
        ("MSI sopra una versione precedente", lambda wine: _msi_update(wine, made["msi"], earlier["msi"])),
        ("Setup.exe con il file dell'associazione accanto", lambda wine: windows_carried.beside(wine, made["setup"])),
    ]
    if inside.files:
        trials = [
            (
                "con l'associazione",
                lambda wine: windows_carried.in_setup(wine, made["setup"], earlier["setup"], inside),
            ),
            ("MSI con l'associazione", lambda wine: windows_carried.in_msi(wine, made["msi"], inside)),
            ("zip con l'associazione", lambda wine: windows_carried.in_zip(wine, made["portable"], inside)),
        ]
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
    expect(steps.menu(wine), "manca nel menu Start")
    steps.opens_files(wine, "HKCU", there=True)
    steps.expect_signed(path, *(folder / name for name in (*LAUNCHERS, "Disinstalla.exe")))
    step("--selfcheck", lambda: steps.selfcheck(wine, folder))
    step(ASSOCIATION_FILE_NAME, lambda: association(folder, lambda: steps.forms(wine, folder)))
    with steps.opened(wine, folder, dossiers, "setup"):
        steps.refused(wine, 3, "Setup.exe si installa sopra un programma aperto.", path, "/S")
        command = steps.quiet_uninstall(wine)
        steps.refused(wine, 3, "La disinstallazione di un programma aperto non lo dice.", *command)
        expect(folder / f"{NAME}.exe", "è sparito, con il programma aperto")
    before = dossiers.contents()
    for name in OF_ANOTHER:
        (folder / name).write_text("", encoding="utf-8")
    step("installazione sopra la stessa", lambda: wine.run(path, "/S"))
    expect(folder / ASSOCIATION_FILE_NAME, "è sparito con l'installazione")
    for name in OF_ANOTHER:
        refuse(folder / name)
    step("--selfcheck", lambda: steps.selfcheck(wine, folder))
    (folder / ASSOCIATION_FILE_NAME).unlink()
    shutil.rmtree(folder / "moduli-prova")
    step("disinstallazione silenziosa", lambda: steps.uninstall(wine, folder))
    refuse(steps.menu(wine))
    steps.opens_files(wine, "HKCU", there=False)
    dossiers.expect_same(before)


def _setup_update(wine: Wine, path: Path, older: Path) -> None:
    """An earlier version with a dossier, this one over it, and the way back."""
    folder, dossiers = wine.local / "Programs" / NAME, Dossiers(wine.local / NAME)
    step(f"installazione della {EARLIER}", lambda: wine.run(older, "/S"))
    steps.expect_version(folder, EARLIER)
    with steps.opened(wine, folder, dossiers, "prima"):
        pass
    before = dossiers.make_older()
    step(f"installazione della {project.version()} sopra la {EARLIER}", lambda: wine.run(path, "/S"))
    steps.expect_version(folder, project.version())
    steps.migrates(wine, folder, dossiers, before, "setup")
    digest = dossiers.make_newer()
    steps.refused(wine, NEWER_THERE, "Setup.exe si installa sopra una versione più nuova.", older, "/S")
    steps.expect_version(folder, project.version())
    step("disinstallazione silenziosa", lambda: steps.uninstall(wine, folder))
    step(f"installazione della {EARLIER}", lambda: wine.run(older, "/S"))
    with steps.running(wine, folder):
        time.sleep(2 * DRAWN)
        photograph(wine.display, "wine-pratiche-nuove")
    dossiers.expect_untouched(digest)
    dossiers.make_newer(SCHEMA)
    step("disinstallazione silenziosa", lambda: steps.uninstall(wine, folder))
    dossiers.expect_same(before)


def _kept(wine: Wine, path: Path) -> None:
    """The association's file first, then Setup; more files, uninstall, install again: all of them stay and count."""
    folder, strange = wine.local / "Programs" / NAME, wine.prefix / "drive_c" / "altro"
    (folder / "moduli-prova").mkdir(parents=True)
    shutil.copytree(ROOT / "tests" / "data" / "forms", folder / "moduli-prova", dirs_exist_ok=True)
    (folder / ASSOCIATION_FILE_NAME).write_text('name = "Unione Esempio"\nforms = "moduli-prova"\n', encoding="utf-8")
    step("installazione sopra il file dell'associazione", lambda: wine.run(path, "/S"))
    refuse(folder / NAME)
    counted = len(steps.forms(wine, folder).splitlines())
    (folder / "appunti.txt").write_text("dell'utente", encoding="utf-8")
    step("disinstallazione silenziosa", lambda: steps.uninstall(wine, folder, 3))
    alone = len(list((folder / "moduli-prova").glob("*/*/form.toml")))
    step("installazione di nuovo", lambda: wine.run(path, "/S"))
    refuse(folder / NAME)
    expect(folder / "appunti.txt", "è sparito")
    again = len(steps.forms(wine, folder).splitlines())
    say(f"      moduli prima: {counted}; dell'associazione, disinstallata Commessa: {alone}; di nuovo: {again}")
    if again != counted or not alone:
        raise BuildFault("Qualche modulo dell'associazione si è perso.")
    step("disinstallazione silenziosa", lambda: steps.uninstall(wine, folder, 3))
    strange.mkdir()
    (strange / "altro.txt").write_text("di altri", encoding="utf-8")
    step("installazione in una cartella con altro", lambda: wine.run(path, "/S", "/D=C:\\altro"))
    expect(strange / NAME / f"{NAME}.exe", "non è stato installato in una cartella sua")


def _both(wine: Wine, setup: Path, msi: Path) -> None:
    """Each of the two says that the other one is there, and leaves it."""
    step("Setup.exe", lambda: wine.run(setup, "/S"))
    try:
        steps.msiexec(wine, "/i", msi)
    except BuildFault:
        refuse(steps.machine_folder(wine) / f"{NAME}.exe")
    else:
        raise BuildFault("L'MSI si installa accanto a Setup.exe.")
    step("disinstallazione silenziosa", lambda: steps.uninstall(wine, wine.local / "Programs" / NAME))
    step("MSI", lambda: steps.msiexec(wine, "/i", msi))
    steps.refused(wine, MSI_THERE, "Setup.exe si installa accanto all'MSI.", setup, "/S")
    refuse(wine.local / "Programs" / NAME)


def _portable(wine: Wine, path: Path) -> None:
    """Unpack beside dossiers of the first schema, try, open: the data lie there, nothing in the user's folder."""
    place = wine.prefix / "drive_c" / "chiavetta à"
    folder, dossiers = place / NAME, Dossiers(place / NAME / "dati")
    dossiers.put_first()
    before = dossiers.contents()
    with zipfile.ZipFile(path) as archive:
        archive.extractall(place)
        step("--selfcheck", lambda: steps.selfcheck(wine, folder))
        step(ASSOCIATION_FILE_NAME, lambda: association(folder, lambda: steps.forms(wine, folder)))
        with steps.opened(wine, folder, dossiers, "portatile", len(before)):
            pass
        dossiers.expect_migrated(before)
        archive.extractall(place)
    step("--selfcheck dopo averlo scompattato di nuovo", lambda: steps.selfcheck(wine, folder))
    dossiers.expect_same(before)
    refuse(wine.local / NAME)
    step("librerie LGPL sostituite", lambda: replaced(folder / "lib", lambda: steps.said(wine, folder)))


def _msi(wine: Wine, path: Path) -> None:
    """Install for the machine, try, open, uninstall: the dossier stays."""
    folder, dossiers = steps.machine_folder(wine), Dossiers(wine.local / NAME)
    step("installazione", lambda: steps.msiexec(wine, "/i", path))
    expect(folder / f"{NAME}.exe", "non è stato installato")
    steps.opens_files(wine, "HKLM", there=True)
    step("--selfcheck", lambda: steps.selfcheck(wine, folder))
    step(ASSOCIATION_FILE_NAME, lambda: association(folder, lambda: steps.forms(wine, folder)))
    with steps.opened(wine, folder, dossiers, "msi"):
        pass
    before = dossiers.contents()
    step("disinstallazione", lambda: steps.msiexec(wine, "/x", path))
    refuse(folder / f"{NAME}.exe")
    expect(folder / ASSOCIATION_FILE_NAME, "è sparito con la disinstallazione")
    dossiers.expect_same(before)


def _msi_update(wine: Wine, path: Path, older: Path) -> None:
    """This version over an earlier one; the earlier one over this is refused."""
    folder, dossiers = steps.machine_folder(wine), Dossiers(wine.local / NAME)
    step(f"installazione della {EARLIER}", lambda: steps.msiexec(wine, "/i", older))
    steps.expect_version(folder, EARLIER)
    with steps.opened(wine, folder, dossiers, "msi-prima"):
        pass
    before = dossiers.make_older()
    step(f"installazione della {project.version()} sopra la {EARLIER}", lambda: steps.msiexec(wine, "/i", path))
    steps.expect_version(folder, project.version())
    steps.migrates(wine, folder, dossiers, before, "msi")
    try:
        steps.msiexec(wine, "/i", older)
    except BuildFault:
        steps.expect_version(folder, project.version())
    else:
        raise BuildFault("L'MSI si installa sopra una versione più nuova.")
    step("disinstallazione", lambda: steps.msiexec(wine, "/x", path))
    refuse(folder / f"{NAME}.exe")
    dossiers.expect_same(before)
