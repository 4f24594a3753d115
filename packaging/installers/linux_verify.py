"""`package linux --verify`: the packages of dist/ tried in a Debian 12 made for it, without and with a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.linux import WORK, products
from installers.project import BuildFault, run, say

BASE = WORK.parent / "cache" / "bookworm"
ROOT = WORK / "debian"
WELL = "Tutto funziona."
PLACES = (
    "usr/bin/commessa",
    "usr/share/applications/commessa.desktop",
    "usr/share/icons/hicolor/scalable/apps/commessa.svg",
    "usr/share/metainfo/it.commessa.commessa.metainfo.xml",
)
HOME = "srv/prova"
EXAMPLE = f"commessa example $(commessa forms | head -1 | cut -d' ' -f1) > /{HOME}/bozza.commessa"
UNSEEN = """Che cosa questa prova non mostra: una scrivania vera (voce di menu, doppio clic su una bozza), Wayland, le
stampanti, i lettori di schermo, altre distribuzioni. Il .deb vuole Debian 12, Ubuntu 24.04 o più recenti."""


def verify() -> int:
    """Installs, tries, opens, upgrades and removes; 0 when all went well. Raises BuildFault at the first that fails."""
    made = products()
    with debian() as root:
        (root / HOME).mkdir()
        for path in made.values():
            shutil.copy(path, root / HOME)
        _deb(root, made["deb"].name)
        _portable(root, made["portable"].name)
    say(UNSEEN)
    return 0


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


def _deb(root: Path, name: str) -> None:
    apt = "apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0"
    _step(root, "elenco dei pacchetti", "apt-get -qq update")
    _step(root, "installazione con le sue dipendenze", f"{apt} install /{HOME}/{name}")
    lacking = [place for place in PLACES if not (root / place).exists() and not (root / place).is_symlink()]
    if lacking:
        raise BuildFault(f"Il .deb non ha messo: {', '.join(lacking)}.")
    _well(_step(root, "--selfcheck senza schermo", "QT_QPA_PLATFORM=offscreen commessa --selfcheck"))
    _step(root, "riga di comando", EXAMPLE)
    _step(root, "PDF dell'esempio", f"commessa export /{HOME}/bozza.commessa --to /{HOME}/pdf")
    _step(root, "uno schermo", f"{apt} install xvfb xauth")
    _well(_step(root, "--selfcheck su uno schermo", "QT_QPA_PLATFORM=xcb xvfb-run -a commessa --selfcheck"))
    opened = f"timeout 8 xvfb-run -a commessa /{HOME}/bozza.commessa; test $? -eq 124"
    _step(root, "apertura con una bozza", opened)
    data = root / HOME / ".local" / "share" / "Commessa"
    files = sorted(path.name for path in data.iterdir()) if data.is_dir() else []
    if not any(name.endswith(".db") for name in files):
        raise BuildFault("La finestra non ha salvato la pratica.")
    _step(root, "installazione sopra la precedente", f"{apt} install --reinstall /{HOME}/{name}")
    _well(_step(root, "--selfcheck dopo l'aggiornamento", "QT_QPA_PLATFORM=offscreen commessa --selfcheck"))
    _step(root, "disinstallazione", f"{apt} purge commessa")
    if (root / "usr" / "lib" / "commessa").exists():
        raise BuildFault("Dopo la disinstallazione resta /usr/lib/commessa.")
    if not any(path.name.endswith(".db") for path in data.iterdir()):
        raise BuildFault("La disinstallazione ha portato via le pratiche.")
    say("  le pratiche ci sono ancora")


def _portable(root: Path, name: str) -> None:
    folder = name.removesuffix(".tar.xz")
    run(["tar", "-C", root / "opt", "-xJf", root / HOME / name], "La cartella portatile non si apre.")
    _well(_step(root, "cartella portatile", f"QT_QPA_PLATFORM=offscreen /opt/{folder}/commessa --selfcheck"))


def _step(root: Path, words: str, command: str) -> str:
    """What a command printed inside. Raises BuildFault where it fails."""
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": f"/{HOME}", "DEBIAN_FRONTEND": "noninteractive"}
    inside = ["env", "-i", *(f"{name}={value}" for name, value in clean.items()), "sh", "-c", command]
    printed = run(["chroot", root, *inside], f"{words}: non riuscito.", folder=Path("/"), seconds=900)
    say(f"  {words}")
    return printed


def _well(printed: str) -> None:
    """A self-check that found everything in order says so in its last line."""
    say("\n".join(f"    {line}" for line in printed.strip().splitlines()))
    if WELL not in printed:
        raise BuildFault("La prova del programma non è arrivata in fondo.")
