"""`package windows --verify`: what is in dist/ installed, tried, upgraded and uninstalled under wine."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.project import DIST, NAME, BuildFault, run, say
from installers.windows import products
from installers.wine import Wine, machine, windows_path

WELL = "Tutto funziona."
UNSEEN = """Che cosa wine non mostra, e va provato su un Windows vero prima di pubblicare:
SmartScreen e antivirus, i caratteri e le scale dello schermo, i temi ad alto contrasto, la stampa, i metodi di
scrittura, i lettori di schermo, il doppio clic su una bozza in Esplora risorse, i criteri di gruppo, le differenze fra
Windows 10 e 11. wine ha avuto in prestito librerie che Windows ha di suo: icuuc, bcryptprimitives, mscms."""


def verify() -> int:
    """Runs every trial on a Windows of its own; 0 when all went well. Raises BuildFault where a package lacks."""
    made = products()
    failed = 0
    with screen() as display:
        for words, trial, path in (
            ("Setup.exe", _setup, made["setup"]),
            ("zip portatile", _portable, made["portable"]),
            ("MSI", _msi, made["msi"]),
        ):
            failed += not _tried(words, trial, path, display)
    say(UNSEEN)
    return 1 if failed else 0


def _tried(words: str, trial: Callable[[Wine, Path], None], path: Path, display: str) -> bool:
    say(f"== {words}")
    try:
        with machine(display) as wine:
            trial(wine, path)
    except BuildFault as fault:
        say(f"NON RIUSCITO: {fault}")
        return False
    return True


@contextmanager
def screen() -> Iterator[str]:
    """A screen in memory; gives its name."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


# --- the three packages --------------------------------------------------------------------------------------


def _setup(wine: Wine, path: Path) -> None:
    """Install, try, open, make a dossier, install over it, uninstall: the dossier stays."""
    folder, data = wine.local / "Programs" / NAME, wine.local / NAME
    _step("installazione silenziosa", lambda: wine.run(path, "/S"))
    _expect(folder / f"{NAME}.exe", "non è stato installato")
    _expect(_menu(wine), "manca nel menu Start")
    _class(wine, "HKCU", there=True)
    _step("--selfcheck", lambda: _selfcheck(wine, folder))
    _step("apertura con una bozza", lambda: _open(wine, folder, data, "setup", lambda: _refused(wine, path)))
    before = _database(data)
    (folder / "associazione.toml").write_text("", encoding="utf-8")
    (folder / "lib" / "di-prima.txt").write_text("", encoding="utf-8")
    _step("installazione sopra la precedente", lambda: wine.run(path, "/S"))
    _expect(folder / "associazione.toml", "è sparito con l'aggiornamento")
    _refuse(folder / "lib" / "di-prima.txt")
    _step("--selfcheck dopo l'aggiornamento", lambda: _selfcheck(wine, folder))
    (folder / "associazione.toml").unlink()
    _step("disinstallazione silenziosa", lambda: _uninstall(wine, folder))
    _refuse(folder)
    _refuse(_menu(wine))
    _class(wine, "HKCU", there=False)
    _same(before, data)


def _portable(wine: Wine, path: Path) -> None:
    """Unpack, try, open: the data lie beside the program, nothing in the user's folder."""
    place = wine.prefix / "drive_c" / "chiavetta à"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(place)
    folder = place / NAME
    _step("--selfcheck", lambda: _selfcheck(wine, folder))
    _step("apertura con una bozza", lambda: _open(wine, folder, folder / "dati", "portatile"))
    _refuse(wine.local / NAME)


def _msi(wine: Wine, path: Path) -> None:
    """Install for the machine, try, open, uninstall: the dossier stays."""
    folder, data = wine.prefix / "drive_c" / "Program Files" / NAME, wine.local / NAME
    _step("installazione", lambda: wine.run("msiexec", "/i", windows_path(path), "/qn"))
    _expect(folder / f"{NAME}.exe", "non è stato installato")
    _class(wine, "HKLM", there=True)
    _step("--selfcheck", lambda: _selfcheck(wine, folder))
    _step("apertura con una bozza", lambda: _open(wine, folder, data, "msi"))
    before = _database(data)
    _step("disinstallazione", lambda: wine.run("msiexec", "/x", windows_path(path), "/qn"))
    _refuse(folder / f"{NAME}.exe")
    _same(before, data)


# --- the steps ------------------------------------------------------------------------------------------------


def _step(words: str, do: Callable[[], object]) -> None:
    started = time.monotonic()
    do()
    say(f"   {words}: {time.monotonic() - started:.1f} s")


def _selfcheck(wine: Wine, folder: Path) -> None:
    printed = wine.run(folder / "commessa-cli.exe", "--selfcheck")
    say("\n".join(f"      {line}" for line in printed.strip().splitlines()))
    if WELL not in printed:
        raise BuildFault("--selfcheck non dice che tutto funziona.")


def _open(wine: Wine, folder: Path, data: Path, name: str, beside: Callable[[], None] = lambda: None) -> None:
    """The window with an example as a draft file, as a double click opens it; pictured, then ended."""
    form = wine.run(folder / "commessa-cli.exe", "forms").split()[0]
    draft = wine.run(folder / "commessa-cli.exe", "example", form)
    file = wine.prefix / "drive_c" / "bozza à.commessa"
    file.write_text(draft, encoding="utf-8")
    program = wine.start(folder / f"{NAME}.exe", windows_path_of(file, wine))
    try:
        _wait(lambda: _rows(data) > 0, f"{NAME}.exe non ha preso la bozza.")
        time.sleep(5)  # until it is drawn: nothing outside tells
        if program.poll() is not None:
            raise BuildFault(f"{NAME}.exe è finito da solo.")
        picture = DIST / f"wine-{name}.png"
        shot: list[str | Path] = ["import", "-window", "root", picture]
        run(shot, "Lo schermo non si fotografa.", environment={"DISPLAY": wine.display}, seconds=60)
        say(f"      fotografia: {picture.name}")
        beside()
    finally:
        wine.end()
        program.wait(60)


def _refused(wine: Wine, setup: Path) -> None:
    """While the program runs, nothing of it is replaced."""
    try:
        wine.run(setup, "/S")
    except BuildFault as fault:
        if "(codice 3)" in str(fault):
            return
        raise
    raise BuildFault("Setup.exe si installa sopra un programma aperto.")


def windows_path_of(file: Path, wine: Wine) -> str:
    return "C:\\" + str(file.relative_to(wine.prefix / "drive_c")).replace("/", "\\")


def _uninstall(wine: Wine, folder: Path) -> None:
    wine.run(folder / "Disinstalla.exe", "/S")  # it goes on from a copy of itself
    _wait(lambda: not folder.exists(), "La disinstallazione ha lasciato il programma.")


def _wait(until: Callable[[], bool], sentence: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise BuildFault(sentence)
        time.sleep(0.25)


def _menu(wine: Wine) -> Path:
    return wine.local.parent / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs" / f"{NAME}.lnk"


def _class(wine: Wine, root: str, *, there: bool) -> None:
    query = ["reg", "query", f"{root}\\Software\\Classes\\{NAME}.Bozza\\shell\\open\\command"]
    try:
        found = f"{NAME}.exe" in wine.run(*query)
    except BuildFault:
        found = False
    if found != there:
        raise BuildFault(f"L'associazione dei file .commessa {'manca' if there else 'è rimasta'}.")


def _expect(path: Path, words: str) -> None:
    if not path.exists():
        raise BuildFault(f"{path.name} {words}.")


def _refuse(path: Path) -> None:
    if path.exists():
        raise BuildFault(f"{path.name} non dovrebbe esserci.")


def _database(data: Path) -> Path:
    found = next(iter(data.glob("*.db")), None)
    if found is None:
        raise BuildFault("Le pratiche non sono dove dovrebbero.")
    return found


def _rows(data: Path) -> int:
    """How many dossiers there are: read from a copy, which disturbs nobody."""
    from desktop_app.drafts.store import Drafts, StoreFault

    copy = DIST / "windows" / "dati"
    shutil.rmtree(copy, ignore_errors=True)
    if not data.is_dir():
        return 0
    try:
        shutil.copytree(data, copy)
        return len(Drafts(copy).rows())
    except (StoreFault, OSError):
        return 0
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _same(database: Path, data: Path) -> None:
    if not database.is_file() or _rows(data) == 0:
        raise BuildFault("Le pratiche dell'utente non ci sono più.")
    say(f"      pratiche dell'utente ancora lì: {_rows(data)}")
