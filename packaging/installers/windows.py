"""`package windows`: Setup.exe, portable zip and MSI in dist/, cross-built on Debian."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from installers import msi, wine
from installers.carried import NOTHING, Carried
from installers.project import (
    DIST,
    DRAFT_KIND,
    NAME,
    PACKAGE_KIND,
    ROOT,
    bounded,
    finish,
    megabytes,
    moment,
    numbers,
    run,
    say,
    set_times,
    version,
    write_zip,
)  # fmt: skip
from installers.signing import command_for, sign
from installers.windows_tree import CACHE, LAUNCHERS, WINDOWS, build

TREE = DIST / "windows" / NAME
MOST_SETUP, MOST_INSTALLED = 32, 105
TOOLS = {"makensis": "nsis", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", "wixl": "wixl"}
VERIFY_TOOLS = {"wine": "wine", "Xvfb": "xvfb", "import": "imagemagick"}


def products() -> dict[str, Path]:
    """What is made, by kind."""
    names = {"setup": "-Setup.exe", "portable": "-portable.zip", "msi": ".msi"}
    return {kind: DIST / f"{NAME}-{version()}{ending}" for kind, ending in names.items()}


def package(quick: bool = False, inside: Carried = NOTHING) -> None:
    """Builds everything anew; `quick` packs badly, to try things out; `inside` is what an association adds."""
    when = moment()
    os.environ["SOURCE_DATE_EPOCH"] = str(when)
    shutil.rmtree(TREE.parent, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        icon = Path(scratch) / "icon.ico"
        svg = ROOT / "resources" / "icons" / "commessa.svg"
        drawn = [icon, icon.with_suffix(".bmp")]
        offscreen = {"QT_QPA_PLATFORM": "offscreen"}
        run([sys.executable, "-m", "installers.icon", svg, *drawn], "L'icona non si disegna.", environment=offscreen)
        say("Preparo CPython, librerie e programma…")
        build(TREE, Path(scratch), CACHE, icon)
        say("Compilo i moduli con wine…" if wine.is_there() else "Senza wine i moduli non si compilano prima.")
        if wine.is_there():
            wine.compile_modules(TREE)
        for name in LAUNCHERS:
            sign(TREE / name)
        bounded(TREE, MOST_INSTALLED)
        set_times(TREE, when)
        say("Scrivo i tre pacchetti…")
        made = products()
        write_setup(made["setup"], icon, Path(scratch), quick, inside)
        inside.lay(TREE)  # Setup has them apart: it never takes them away again
        set_times(TREE, when)
        _portable(made["portable"], Path(scratch), when)
        msi.write(TREE, made["msi"], icon, inside)
    for kind in ("setup", "msi"):
        sign(made[kind])
    bounded(made["setup"], 100 if quick else MOST_SETUP)
    finish(made.values())


def write_setup(target: Path, icon: Path, scratch: Path, quick: bool, inside: Carried) -> None:
    """Setup.exe from the tree; `icon` has its larger picture beside it, `scratch` is a folder to write in."""
    handed = scratch / "associazione"
    inside.lay(handed)
    (scratch / "files.nsh").write_text(_included(inside, handed), encoding="utf-8")
    set_times(scratch, moment())  # Setup carries the picture and the association's files with their times
    size = megabytes(TREE)
    defines = {
        "VERSION": version(), "NUMBERS": ".".join(map(str, numbers(version()))), "TREE": TREE, "OUTPUT": target,
        "ICON": icon, "FILES": scratch / "files.nsh", "DRAFT_KIND": DRAFT_KIND, "PACKAGE_KIND": PACKAGE_KIND,
        "COMPRESSION": "zlib" if quick else "/SOLID lzma", "KB": round(size * 1000), "MB": round(size),
        "PICTURE": icon.with_suffix(".bmp"),
    }  # fmt: skip
    given = [f"-D{name}={value}" for name, value in defines.items()]
    run(["makensis", "-V2", "-WX", *given, WINDOWS / "setup.nsi"], "Setup.exe non si scrive.")


def _included(inside: Carried, handed: Path) -> str:
    """What Setup's script cannot be given on the command line: the files at the top, what the association says."""
    names = sorted(path.name for path in TREE.iterdir() if path.is_file())
    lines = [f'  Delete "$INSTDIR\\{name}"' for name in names]
    said = {"PUBLISHER": inside.publisher, "SUPPORT": inside.support, "PAGE": inside.page}
    said["PUBLISHER_SHOWN"] = inside.publisher.replace("&", "&&")  # alone it would underline what follows
    defined = [f'!define {name} "{nsis_text(words)}"' for name, words in said.items()]
    if command := command_for('"%1"'):  # before it is packed
        quoted = command.replace('"', '$\\"')  # a shell's $ stays one here
        defined.append(f'!uninstfinalize "{quoted}" = 0')
    if inside.files:
        defined.append(f'!define ASSOCIATION "{handed}"')
    return "\n".join([*defined, "!macro DeleteFiles", *lines, "!macroend", ""])


def nsis_text(words: str) -> str:
    """Words as they stand between quotation marks in a script of NSIS, where $ begins a variable."""
    return words.replace("$", "$$").replace('"', '$\\"')


def _portable(target: Path, scratch: Path, when: int) -> None:
    """The same tree, told by a file beside the program to keep its data there."""
    from desktop_app.system.paths import PORTABLE_MARKER

    folder = scratch / NAME
    shutil.copytree(TREE, folder, copy_function=os.link)
    shutil.copy(WINDOWS / "portatile.txt", folder / PORTABLE_MARKER)
    write_zip(folder, target, when)
