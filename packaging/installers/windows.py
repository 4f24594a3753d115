"""`package windows`: Setup.exe, portable zip and MSI in dist/, cross-built on Debian."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from installers import msi, wine
from installers.project import (
    DIST,
    DRAFT_KIND,
    NAME,
    PACKAGE_KIND,
    ROOT,
    bounded,
    megabytes,
    moment,
    numbers,
    run,
    say,
    set_times,
    version,
    write_checksum,
    write_zip,
)  # fmt: skip
from installers.windows_tree import CACHE, WINDOWS, build

TREE = DIST / "windows" / NAME
MOST_SETUP, MOST_INSTALLED = 50, 200
TOOLS = {"makensis": "nsis", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", "wixl": "wixl"}
VERIFY_TOOLS = {"wine": "wine", "Xvfb": "xvfb", "import": "imagemagick"}


def products() -> dict[str, Path]:
    """What is made, by kind."""
    names = {"setup": "-Setup.exe", "portable": "-portable.zip", "msi": ".msi"}
    return {kind: DIST / f"{NAME}-{version()}{ending}" for kind, ending in names.items()}


def package(quick: bool = False) -> None:
    """Builds everything anew; `quick` packs badly, to try things out."""
    when = moment()
    os.environ["SOURCE_DATE_EPOCH"] = str(when)
    shutil.rmtree(TREE.parent, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        icon = Path(scratch) / "icon.ico"
        svg = ROOT / "resources" / "icons" / "commessa.svg"
        offscreen = {"QT_QPA_PLATFORM": "offscreen"}
        run([sys.executable, "-m", "installers.icon", svg, icon], "L'icona non si disegna.", environment=offscreen)
        say("Preparo CPython, librerie e programma…")
        build(TREE, Path(scratch), CACHE, icon)
        say("Compilo i moduli con wine…" if wine.is_there() else "Senza wine i moduli non si compilano prima.")
        if wine.is_there():
            wine.compile_modules(TREE)
        bounded(TREE, MOST_INSTALLED)
        set_times(TREE, when)
        say("Scrivo i tre pacchetti…")
        made = products()
        _setup(made["setup"], icon, Path(scratch), quick)
        _portable(made["portable"], Path(scratch), when)
        msi.write(TREE, made["msi"], icon)
    bounded(made["setup"], 100 if quick else MOST_SETUP)
    for path in made.values():
        say(f"{path.relative_to(ROOT)}  {megabytes(path):.1f} MB  {write_checksum(path).name}")


def _setup(target: Path, icon: Path, scratch: Path, quick: bool) -> None:
    names = sorted(path.name for path in TREE.iterdir() if path.is_file())
    lines = "".join(f'  Delete "$INSTDIR\\{name}"\n' for name in names)
    (scratch / "files.nsh").write_text(f"!macro DeleteFiles\n{lines}!macroend\n", encoding="utf-8")
    defines = {
        "VERSION": version(), "NUMBERS": ".".join(map(str, numbers(version()))), "TREE": TREE, "OUTPUT": target,
        "ICON": icon, "FILES": scratch / "files.nsh", "DRAFT_KIND": DRAFT_KIND, "PACKAGE_KIND": PACKAGE_KIND,
        "COMPRESSION": "zlib" if quick else "/SOLID lzma", "KB": round(megabytes(TREE) * 1000),
    }  # fmt: skip
    given = [f"-D{name}={value}" for name, value in defines.items()]
    run(["makensis", "-V2", "-WX", *given, WINDOWS / "setup.nsi"], "Setup.exe non si scrive.")


def _portable(target: Path, scratch: Path, when: int) -> None:
    """The same tree, told by a file beside the program to keep its data there."""
    from desktop_app.system.paths import PORTABLE_MARKER

    folder = scratch / NAME
    shutil.copytree(TREE, folder, copy_function=os.link)
    shutil.copy(WINDOWS / "portatile.txt", folder / PORTABLE_MARKER)
    write_zip(folder, target, when)
