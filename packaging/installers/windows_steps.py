"""The steps of the trials under wine: install, open, ask, uninstall, and what has to be there afterwards."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.project import NAME, BuildFault, say
from installers.signing import is_signed
from installers.trial import photograph, step, wait, well
from installers.updates import Dossiers
from installers.windows_tree import file_version
from installers.wine import Wine, windows_path

DRAWN = 5  # seconds until a window is drawn: nothing outside tells
ARP = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Commessa"


def selfcheck(wine: Wine, folder: Path) -> None:
    well(said(wine, folder))


def said(wine: Wine, folder: Path) -> str:
    return wine.run(folder / "commessa-cli.exe", "--selfcheck")


def forms(wine: Wine, folder: Path) -> str:
    return wine.run(folder / "commessa-cli.exe", "forms")


def msiexec(wine: Wine, what: str, path: Path) -> str:
    return wine.run("msiexec", what, windows_path(path), "/qn")


@contextmanager
def running(wine: Wine, folder: Path, *files: str) -> Iterator[None]:
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
def opened(wine: Wine, folder: Path, dossiers: Dossiers, name: str, already: int = 0) -> Iterator[None]:
    """The window with an example as a draft file, as a double click opens it, pictured; ended at once afterwards."""
    form = forms(wine, folder).split()[0]
    draft = wine.run(folder / "commessa-cli.exe", "example", form)
    file = wine.prefix / "drive_c" / "bozza à.commessa"
    file.write_text(draft, encoding="utf-8")
    with running(wine, folder, windows_path_of(file, wine)):
        words = "apertura con una bozza"
        step(words, lambda: wait(lambda: dossiers.count() > already, f"{NAME}.exe non ha preso la bozza."))
        time.sleep(DRAWN)
        photograph(wine.display, f"wine-{name}")
        yield


def migrates(wine: Wine, folder: Path, dossiers: Dossiers, before: dict[str, str], name: str) -> None:
    """The first start after an update: dossiers brought up to date, and the one that was open is open again."""
    with running(wine, folder):
        wait(dossiers.opened, "Dopo l'aggiornamento la pratica non si riapre.")
        time.sleep(DRAWN)
        photograph(wine.display, f"wine-{name}-aggiornata")
    dossiers.expect_migrated(before)


def refused(wine: Wine, code: int, sentence: str, *command: str | Path) -> None:
    """A program that ends with a code; `sentence` says what is wrong where it does not."""
    try:
        wine.run(*command)
    except BuildFault as fault:
        if f"(codice {code})" in str(fault):
            return
        raise
    raise BuildFault(sentence)


def expect_version(folder: Path, wanted: str) -> None:
    """Which version lies there, as the program's file says."""
    found = file_version(folder / f"{NAME}.exe")
    if found != wanted:
        raise BuildFault(f"È installata la versione {found}, non la {wanted}.")


def windows_path_of(file: Path, wine: Wine) -> str:
    return "C:\\" + str(file.relative_to(wine.prefix / "drive_c")).replace("/", "\\")


def machine_folder(wine: Wine) -> Path:
    return wine.prefix / "drive_c" / "Program Files" / NAME


def expect_signed(*files: Path) -> None:
    """All signed, or none: whoever signs a package signs what it installs. Raises BuildFault otherwise."""
    signed = {path.name: is_signed(path.read_bytes()) for path in files}
    if len({*signed.values()}) > 1:
        raise BuildFault(f"Firmati: {', '.join(name for name in signed if signed[name])}; gli altri no.")
    say(f"      firmati: {sum(signed.values())} di {len(signed)}")


def quiet_uninstall(wine: Wine) -> list[str]:
    """The command that Windows has for uninstalling in silence."""
    asked = wine.run("reg", "query", ARP, "/v", "QuietUninstallString").partition("REG_SZ")[2].strip()
    program, _, options = asked.removeprefix('"').partition('"')
    return [program, *options.split(maxsplit=1)]


def uninstall(wine: Wine, folder: Path, left: int = 0) -> None:
    """In silence, as Windows would; `left` is how many things others put there, which stay."""
    wine.run(*quiet_uninstall(wine))
    fault = f"La disinstallazione non lascia {left} cose."
    wait(lambda: len(list(folder.iterdir())) == left if left else not folder.exists(), fault)


def menu(wine: Wine) -> Path:
    return wine.local.parent / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs" / f"{NAME}.lnk"


def opens_files(wine: Wine, root: str, *, there: bool) -> None:
    for kind in ("Bozza", "Moduli"):
        query = ["reg", "query", f"{root}\\Software\\Classes\\{NAME}.{kind}\\shell\\open\\command"]
        try:
            found = f"{NAME}.exe" in wine.run(*query)
        except BuildFault:
            found = False
        if found != there:
            raise BuildFault(f"L'associazione dei file di {NAME} ({kind}) {'manca' if there else 'è rimasta'}.")
