"""The program frozen by PyInstaller into one folder, for the systems whose Python is not taken along as it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from installers import components, lock
from installers.project import ROOT, BuildFault, run, say

SPEC = ROOT / "packaging" / "frozen" / "commessa.spec"
UNRESOLVED = re.compile(r"could not resolve '([^']+)', dependency of '([^']+)'")


def freeze(work: Path, platform: str) -> Path:
    """The folder `work`/frozen with the program and the licences of its parts, for a platform as uv names it.

    Raises BuildFault where PyInstaller fails, or where a library that ships lacks another one.
    """
    say("Congelo il programma con PyInstaller…")
    made = work / "frozen"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    printed = run([*command, "--distpath", made, "--workpath", work / "work", SPEC], "PyInstaller non è riuscito.")
    if lacking := unresolved(printed, made):
        raise BuildFault(f"Librerie che PyInstaller non ha trovato: {', '.join(lacking)}.")
    say("Elenco i componenti e le licenze…")
    libraries = work / "libraries" / "lib"
    lock.install(libraries, platform, f"{sys.version_info[0]}.{sys.version_info[1]}")
    resources = next(path for path in made.rglob("resources") if (path / "fonts").is_dir() and not path.is_symlink())
    components.write(resources / "licenze", libraries)
    return made


def unresolved(log: str, tree: Path) -> list[str]:
    """The libraries that PyInstaller did not find and that something in the tree needs."""
    shipped = {path.name for path in tree.rglob("*") if path.is_file()}
    return sorted({library for library, needed_by in UNRESOLVED.findall(log) if Path(needed_by).name in shipped})
