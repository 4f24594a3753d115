"""Windows programs on this machine: wine with a prefix of its own, and the three libraries that wine 8 lacks.

Those stand-ins are for wine alone: Windows 10 and 11 have the real ones, and no package carries them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installers.components import REPLACEABLE
from installers.project import BuildFault, run
from installers.windows_tree import CACHE, TRIPLE, WINDOWS, fetch_python, unpack_python

STAND_INS = {"icuuc": ["-nostdlib"], "bcryptprimitives": [], "mscms": []}
DEBUGGER = r"HKLM\Software\Microsoft\Windows NT\CurrentVersion\AeDebug"


def is_there() -> bool:
    return shutil.which("wine") is not None


@dataclass(frozen=True, slots=True)
class Wine:
    """One prefix: what Windows would be."""

    prefix: Path
    display: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=;mscms=n",
            "DISPLAY": self.display,
            "COMMESSA_DATA": "",
            "PYTHONHASHSEED": "0",
        }

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA%."""
        return next((self.prefix / "drive_c" / "users").glob("*/AppData/Local"))

    def run(self, program: Path | str, *arguments: str | Path, fault: str = "", seconds: float = 300) -> str:
        """What a Windows program prints. Raises BuildFault where it fails."""
        return run(
            ["wine", program, *arguments],
            fault or f"{Path(program).name} non è riuscito.",
            environment=self.environment,
            seconds=seconds,
        )

    def start(self, program: Path, *arguments: str) -> subprocess.Popen[bytes]:
        """A program that goes on."""
        environment = {**os.environ, **self.environment}
        command = ["wine", str(program), *arguments]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def prepare(self) -> None:
        """A fresh Windows 10, where a crash ends a program instead of asking."""
        self.run("wineboot", "-i", fault="wine non si prepara.")
        self.run("winecfg", "-v", "win10")
        self.run("reg", "add", DEBUGGER, "/v", "Debugger", "/t", "REG_SZ", "/d", "false", "/f")
        for name, options in STAND_INS.items():
            target = self.prefix / "drive_c" / "windows" / "system32" / f"{name}.dll"
            target.unlink(missing_ok=True)
            source = WINDOWS / "wine" / f"{name}.c"
            gcc: list[str | Path] = [f"{TRIPLE}-gcc", "-shared", "-o", target, *options, source, "-ladvapi32"]
            run(gcc, f"{name}.dll per wine non si compila.")

    def end(self) -> None:
        """Waits until nothing of this prefix runs any more."""
        subprocess.run(
            ["wineserver", "-k"], env={"WINEPREFIX": str(self.prefix), "PATH": "/usr/bin:/bin:/usr/lib/wine"}
        )


@contextmanager
def machine(display: str = "") -> Iterator[Wine]:
    """A Windows for one trial."""
    with tempfile.TemporaryDirectory(prefix="wine-", ignore_cleanup_errors=True) as folder:
        made = Wine(Path(folder) / "prefix", display)
        try:
            made.prepare()
            yield made
        finally:
            made.end()


def compile_modules(tree: Path) -> None:
    """Compiles the Python files beforehand, with the very Python of the tree: starts are quicker."""
    with machine() as wine:
        python = wine.prefix / "drive_c" / "python"
        python.mkdir()
        dll = unpack_python(fetch_python(CACHE), python)
        (python / f"{dll}._pth").unlink()
        skip = "|".join(f"[\\\\/]lib[\\\\/]{name}[\\\\/]" for name in REPLACEABLE)
        own = ["-b", "--invalidation-mode", "unchecked-hash", "-x", skip]
        fault = "I moduli non si compilano."
        of = ["-m", "compileall", "-q", "-j", "1", "-s", windows_path(tree)]
        for name, level in (("lib", "1"), ("app", "2")):  # libraries read what stands at the top of their own functions
            wine.run(python / "python.exe", *of, *own, "-o", level, windows_path(tree / name), fault=fault, seconds=900)
        replaceable = [windows_path(tree / "lib" / name) for name in REPLACEABLE]
        checked = ["--invalidation-mode", "checked-hash"]
        wine.run(python / "python.exe", *of, *checked, *replaceable, fault=fault, seconds=900)
    compiled = [path for path in tree.rglob("*.pyc") if path.parent.name != "__pycache__"]
    if not compiled:
        raise BuildFault(fault)
    for path in compiled:  # beside it the source is not asked for any more: half of what Python weighs
        path.with_suffix(".py").unlink()


def windows_path(path: Path) -> str:
    """A path of this machine as Windows programs see it."""
    return "Z:" + str(path).replace("/", "\\")
