"""`package linux --verify`: the packages of dist/ tried in a Debian 12 made for it, without and with a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.drafts.file import SCHEMA
from desktop_app.system.paths import ASSOCIATION_FILE_NAME
from installers import start, updates
from installers.carried import Carried
from installers.linux import WORK, products
from installers.project import BuildFault, run, say, version
from installers.trial import association, expect, expect_forms, photograph, refuse, replaced, screen, step, wait, well
from installers.updates import EARLIER, Dossiers

BASE = WORK.parent / "cache" / "bookworm"
ROOT = WORK / "debian"
PLACES = (
    "usr/bin/commessa",
    "usr/share/applications/commessa.desktop",
    "usr/share/icons/hicolor/scalable/apps/commessa.svg",
    "usr/share/man/man1/commessa.1.gz",
    "usr/share/metainfo/it.commessa.commessa.metainfo.xml",
)
HOME = "srv/prova"
APT = "apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0"
DRAWN = 5  # seconds until a window is drawn: nothing outside tells
TOLD = 65  # seconds until one that stays open says that its program was updated
UNSEEN = """Che cosa questa prova non mostra: una scrivania vera (voce di menu, doppio clic su una bozza), Wayland, le
stampanti, i lettori di schermo, altre distribuzioni. Il .deb vuole Debian 12, Ubuntu 24.04 o più recenti."""


def verify(inside: Carried) -> int:
    """Installs, tries, opens, updates and removes; 0 when all went well. Raises BuildFault at the first that fails."""
    made = products()
    earlier = updates.build_earlier("linux", made)
    with debian() as root, screen() as display:
        system = Debian(root, display)
        (root / HOME).mkdir()
        for path in (*made.values(), earlier["deb"]):
            shutil.copy(path, root / HOME)
        if inside.files:
            say("== pacchetti con l'associazione")
            _carried(system, made["deb"].name, earlier["deb"].name, made["portable"].name, inside)
            return 0
        say("== .deb")
        _deb(system, made["deb"].name)
        say("== .deb sopra una versione precedente")
        _deb_update(system, made["deb"].name, earlier["deb"].name)
        say("== cartella portatile")
        _portable(system, made["portable"].name)
    say("== quanto tempo passa fino alla finestra")
    start.compare(made["portable"])
    say(UNSEEN)
    return 0


@dataclass(frozen=True, slots=True)
class Debian:
    """The one made for the trial, with a screen outside it."""

    root: Path
    display: str

    @property
    def dossiers(self) -> Dossiers:
        return Dossiers(self.root / HOME / ".local" / "share" / "Commessa")

    def inside(self, command: str, **variables: str) -> list[str]:
        """The command to run a command there, with nothing of this machine's environment."""
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        clean = {"PATH": path, "HOME": f"/{HOME}", "DEBIAN_FRONTEND": "noninteractive", **variables}
        environment = ["env", "-i", *(f"{name}={value}" for name, value in clean.items())]
        return ["chroot", str(self.root), *environment, "sh", "-c", command]

    def run(self, words: str, command: str, **variables: str) -> str:
        """What a command printed there. Raises BuildFault where it fails."""
        made = self.inside(command, **variables)
        return step(words, lambda: run(made, f"{words}: non riuscito.", folder=Path("/"), seconds=900))

    def ask(self, command: str) -> str:
        """The same without a word."""
        return run(self.inside(command), f"{command}: non riuscito.", folder=Path("/"))

    @contextmanager
    def running(self, command: str) -> Iterator[None]:
        """The window, killed when the work is done: as a crash would."""
        made = self.inside(f"exec {command}", DISPLAY=self.display)
        program = subprocess.Popen(made, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
            if program.poll() is not None:
                raise BuildFault("Il programma è finito da solo.")
        finally:
            program.kill()
            program.wait(60)

    def opened(self, command: str, name: str, already: int = 0) -> None:
        """The window with an example as a draft file, as a double click opens it, pictured."""
        with self.running(f"{command} /{HOME}/bozza.commessa"):
            fault = "La finestra non ha salvato la pratica."
            step("apertura con una bozza", lambda: wait(lambda: self.dossiers.count() > already, fault))
            time.sleep(DRAWN)
            photograph(self.display, f"linux-{name}")


@contextmanager
def debian() -> Iterator[Path]:
    """A fresh copy of a minimal Debian 12, kept in dist/cache; the copy goes away with the trial."""
    if os.geteuid() != 0:
        raise BuildFault("Per provare i pacchetti serve essere root: «sudo python3 dev.py package linux --verify».")
    if not (BASE / "etc" / "debian_version").exists():
        say("Preparo una Debian 12 minima…")
        shutil.rmtree(BASE, ignore_errors=True)
        BASE.mkdir(parents=True)
        run(["debootstrap", "--variant=minbase", "bookworm", BASE], "Debian 12 non si prepara: controlla la rete.")
    shutil.rmtree(ROOT, ignore_errors=True)
    run(["cp", "-a", "--reflink=auto", BASE, ROOT], "La copia di Debian non riesce.")
    run(["mount", "-t", "proc", "proc", ROOT / "proc"], "Non posso montare /proc.")
    try:
        for file in ("resolv.conf", "hosts", "apt/apt.conf.d", "ssl/certs"):  # this machine's way to its mirror
            (ROOT / "etc" / file).parent.mkdir(parents=True, exist_ok=True)
            run(["cp", "-rL", "-T", Path("/etc") / file, ROOT / "etc" / file], f"/etc/{file} non si copia.")
        yield ROOT
    finally:
        subprocess.run(["umount", str(ROOT / "proc")], check=False)
        shutil.rmtree(ROOT, ignore_errors=True)


# --- the packages --------------------------------------------------------------------------------------------


def _deb(system: Debian, name: str) -> None:
    """Install, try without and with a screen, open, install over it, purge: the dossiers stay."""
    system.run("elenco dei pacchetti", "apt-get -qq update")
    system.run("installazione con le sue dipendenze", f"{APT} install /{HOME}/{name}")
    for place in PLACES:
        expect(system.root / place, "non è stato installato")
    well(system.run("--selfcheck senza schermo", "commessa --selfcheck", QT_QPA_PLATFORM="offscreen"))
    form = system.ask("commessa forms").split()[0]
    system.run("riga di comando", f"commessa example {form} > /{HOME}/bozza.commessa")
    system.run("PDF dell'esempio", f"commessa export /{HOME}/bozza.commessa --to /{HOME}/pdf")
    for place in ("etc/commessa", "usr/lib/commessa"):
        _association(system, place)
    system.run("uno schermo", f"{APT} install xvfb xauth")
    well(system.run("--selfcheck su uno schermo", "xvfb-run -a commessa --selfcheck", QT_QPA_PLATFORM="xcb"))
    system.opened("commessa", "deb")
    before = system.dossiers.contents()
    system.run("installazione sopra la stessa", f"{APT} install --reinstall /{HOME}/{name}")
    well(system.run("--selfcheck", "commessa --selfcheck", QT_QPA_PLATFORM="offscreen"))
    _purge(system)
    system.dossiers.expect_same(before)


def _deb_update(system: Debian, name: str, earlier: str) -> None:
    """An earlier version with a dossier, this one over it, and the way back."""
    dossiers = system.dossiers
    shutil.rmtree(dossiers.folder)
    _install(system, earlier, EARLIER)
    system.opened("commessa", "prima")
    before = dossiers.make_older()
    _install(system, name, version())
    with system.running("commessa"):
        wait(dossiers.opened, "Dopo l'aggiornamento la pratica non si riapre.")
        time.sleep(DRAWN)
        photograph(system.display, "linux-aggiornata")
    dossiers.expect_migrated(before)
    digest = dossiers.make_newer()
    _install(system, earlier, EARLIER)
    with system.running("commessa"):
        time.sleep(2 * DRAWN)
        photograph(system.display, "linux-pratiche-nuove")
        _install(system, name, version())  # under a window that is open: it stays, and says so within a minute
        time.sleep(TOLD)
        photograph(system.display, "linux-aggiornata-aperta")
    dossiers.expect_untouched(digest)
    dossiers.make_newer(SCHEMA)
    _purge(system)
    dossiers.expect_same(before)


def _carried(system: Debian, name: str, earlier: str, portable: str, inside: Carried) -> None:
    """Over an earlier version without it: what the association put inside is there, and goes with the package."""
    system.run("elenco dei pacchetti", "apt-get -qq update")
    _install(system, earlier, EARLIER)
    _install(system, name, version())
    system.run("i file dell'associazione", "commessa association-check /usr/lib/commessa/associazione.toml")
    expect_forms(system.ask("commessa forms"), inside)
    if inside.publisher.split()[0] not in (said := system.ask("dpkg-query -W -f '${Maintainer}' commessa")):
        raise BuildFault(f"Il pacchetto .deb è di «{said}», non di «{inside.publisher}».")
    _purge(system)
    run(["tar", "-C", system.root / "opt", "-xJf", system.root / HOME / portable], "La cartella portatile non si apre.")
    expect_forms(system.ask(f"/opt/{portable.removesuffix('.tar.xz')}/commessa forms"), inside)


def _portable(system: Debian, name: str) -> None:
    """Unpack, try, and open dossiers of the first schema."""
    folder = Path("opt") / name.removesuffix(".tar.xz")
    program = f"/{folder / 'commessa'}"
    run(["tar", "-C", system.root / "opt", "-xJf", system.root / HOME / name], "La cartella portatile non si apre.")
    well(system.run("--selfcheck", f"{program} --selfcheck", QT_QPA_PLATFORM="offscreen"))
    _association(system, str(folder), program)
    shutil.rmtree(system.dossiers.folder)
    system.dossiers.put_first()
    before = system.dossiers.contents()
    system.opened(program, "portatile", len(before))
    system.dossiers.expect_migrated(before)
    inside = system.root / folder / "_internal"
    step("librerie LGPL sostituite", lambda: replaced(inside, lambda: system.ask(f"{program} --selfcheck")))


# --- the steps -----------------------------------------------------------------------------------------------


def _install(system: Debian, name: str, wanted: str) -> None:
    """Puts a version there, whatever lies there."""
    system.run(f"installazione della {wanted}", f"{APT} --allow-downgrades install /{HOME}/{name}")
    if (found := system.ask("dpkg-query -W -f '${Version}' commessa").strip()) != wanted:
        raise BuildFault(f"È installata la versione {found}, non la {wanted}.")


def _purge(system: Debian) -> None:
    system.run("disinstallazione", f"{APT} purge commessa")
    refuse(system.root / "usr" / "lib" / "commessa")


def _association(system: Debian, place: str, program: str = "commessa") -> None:
    folder = system.root / place
    there = folder.is_dir()
    step(
        f"{ASSOCIATION_FILE_NAME} in /{place}", lambda: association(folder, lambda: system.ask(f"{program} forms 2>&1"))
    )
    shutil.rmtree(folder / "moduli-prova")
    (folder / ASSOCIATION_FILE_NAME).unlink()
    if not there:
        folder.rmdir()
