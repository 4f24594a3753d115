"""Trials under wine of what an association hands out: inside the packages, and beside Setup.exe."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from desktop_app.system.paths import ASSOCIATION_FILE_NAME
from installers import windows_steps as steps
from installers.carried import Carried
from installers.project import NAME, ROOT, BuildFault, say
from installers.trial import expect, expect_forms, step
from installers.updates import Dossiers
from installers.wine import Wine

UNUSABLE = 6  # how Setup.exe ends where it installed the program, but not the file that lies beside it
FORMS = ROOT / "tests" / "data" / "forms"
OWN = ("valdoria", "nostro_2026")  # a form of the user's own, by its folders


def beside(wine: Wine, setup: Path) -> None:
    """The association's file beside Setup.exe is taken with what it names; a wrong one is told, and stays behind."""
    folder, place = wine.local / "Programs" / NAME, wine.prefix / "drive_c" / "dall'unione à"
    shutil.copytree(FORMS, place / "moduli-prova")
    shutil.copy(setup, place)
    good = 'name = "Unione Esempio"\nforms = "moduli-prova"\n'
    (place / ASSOCIATION_FILE_NAME).write_text('name = "Unione"\nforms = "manca"\n', encoding="utf-8")
    words = "Un file dell'associazione sbagliato accanto a Setup.exe non si dice."
    step("con un file sbagliato accanto", lambda: steps.refused(wine, UNUSABLE, words, place / setup.name, "/S"))
    alone = len(steps.forms(wine, folder).splitlines())
    (place / ASSOCIATION_FILE_NAME).write_text(good, encoding="utf-8")
    step("con il file accanto", lambda: wine.run(place / setup.name, "/S"))
    taken = len(steps.forms(wine, folder).splitlines())
    say(f"      moduli senza: {alone}; con il file accanto: {taken}")
    if taken <= alone or (folder / ASSOCIATION_FILE_NAME).read_text(encoding="utf-8") != good:
        raise BuildFault("Il file accanto a Setup.exe non è stato preso.")
    step("disinstallazione silenziosa", lambda: steps.uninstall(wine, folder, 2))


def in_setup(wine: Wine, setup: Path, older: Path, inside: Carried) -> None:
    """Over an earlier version without it: dossiers and own forms stay, the association's are there, and come back."""
    folder, dossiers = wine.local / "Programs" / NAME, Dossiers(wine.local / NAME)
    step("installazione della versione precedente", lambda: wine.run(older, "/S"))
    with steps.opened(wine, folder, dossiers, "associazione-prima"):
        pass
    before, own = dossiers.contents(), (wine.local / NAME / "moduli").joinpath(*OWN)
    own.mkdir(parents=True)
    (own / "form.toml").write_text("# dell'utente", encoding="utf-8")
    for words in ("installazione sopra", "installazione di nuovo"):
        step(words, lambda: wine.run(setup, "/S"))
        expect_forms(steps.forms(wine, folder), inside)
        expect(own / "form.toml", "è sparito")
        _said(wine, inside)
        step("disinstallazione silenziosa", lambda: steps.uninstall(wine, folder, _tops(inside)))
        dossiers.expect_same(before)


def in_msi(wine: Wine, msi: Path, inside: Carried) -> None:
    """The MSI brings them, and takes them away."""
    folder = steps.machine_folder(wine)
    step("installazione", lambda: steps.msiexec(wine, "/i", msi))
    expect_forms(steps.forms(wine, folder), inside)
    step("disinstallazione", lambda: steps.msiexec(wine, "/x", msi))
    if any((folder / name).exists() for name in inside.files):
        raise BuildFault("L'MSI lascia i file dell'associazione.")


def in_zip(wine: Wine, path: Path, inside: Carried) -> None:
    """The portable folder has them, and works."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(wine.prefix / "drive_c")
    folder = wine.prefix / "drive_c" / NAME
    expect_forms(steps.forms(wine, folder), inside)
    step("--selfcheck", lambda: steps.selfcheck(wine, folder))


def _tops(inside: Carried) -> int:
    return len({name.partition("/")[0] for name in inside.files})


def _said(wine: Wine, inside: Carried) -> None:
    """What the list of installed programs shows."""
    for name, words in (("Publisher", inside.publisher), ("Contact", inside.support), ("URLInfoAbout", inside.page)):
        if words and words not in (said := wine.run("reg", "query", steps.ARP, "/v", name)):
            raise BuildFault(f"{name} non è «{words}»: {said.strip()[-120:]}")
