"""The program frozen by PyInstaller into one folder, for the systems whose Python is not taken along as it is."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
import sqlite3
import ssl
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from pathlib import Path

from installers import components, debian, fresh, lock, owners, sbom
from installers.owners import OURS, PYTHON
from installers.project import ROOT, BuildFault, copy_program, run, say

SPEC = ROOT / "packaging" / "frozen" / "commessa.spec"
UNRESOLVED = re.compile(r"could not resolve '([^']+)', dependency of '([^']+)'")
FREEZER = "pyinstaller"
# The order of sets, which the archive of modules follows, is the same each time; modules lie there as they are, because
# unpacking them is a tenth of a start, and the packages are compressed anyhow.
SETTINGS = {"PYTHONHASHSEED": "0", "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}


def freeze(work: Path, system: str) -> Path:
    """The folder `work`/frozen with the program and the licences of its parts, for a system as uv names it.

    Raises BuildFault where PyInstaller fails, where a library that ships lacks another one, or where something is
    inside whose licence nobody knows.
    """
    fresh.refuse_old(fresh.built_here(), platform.python_version())
    say("Congelo il programma con PyInstaller…")
    made, program, libraries = work / "frozen", work / "program", work / "libraries"
    copy_program(program)
    lock.install(libraries, system, f"{sys.version_info[0]}.{sys.version_info[1]}")
    contents = work / "contents.json"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places: list[str | Path] = ["--distpath", made, "--workpath", work / "work", SPEC]
    given: list[str | Path] = ["--", program, contents, ",".join(sorted(unasked(libraries)))]
    printed = run([*command, *places, *given], "PyInstaller non è riuscito.", environment=SETTINGS)
    if lacking := unresolved(printed, made):
        raise BuildFault(f"Librerie che PyInstaller non ha trovato: {', '.join(lacking)}.")
    say("Elenco i componenti e le licenze…")
    # On a Mac there are two: of the folder, and of the application made from it.
    resources = [path for path in made.rglob("resources") if (path / "fonts").is_dir() and not path.is_symlink()]
    homes = {
        program: OURS,
        SPEC.parent: OURS,
        work / "work": PYTHON,
    }  # there it packs the standard library's first part
    inside, packages = whose(json.loads(contents.read_text(encoding="utf-8")), homes)
    listed = components.everything(libraries, inside - {OURS, PYTHON, FREEZER})
    others = [own_python(), bootloader(), *debian.components(packages)]
    if sys.platform == "darwin":  # on Linux both are the system's
        others.append(components.sqlite(sqlite3.sqlite_version))
        others.append(components.openssl(ssl.OPENSSL_VERSION.split()[1]))
    for folder in resources:
        components.write(folder / "licenze", [*listed, *others])
    return made


def unasked(libraries: Path) -> set[str]:
    """The modules of this environment that are for developers: no wheel of the program's brings them."""
    asked = {lock.canonical(info.name.partition("-")[0]) for info in libraries.glob("*.dist-info")}
    brought = importlib.metadata.packages_distributions()
    return {module for module, by in brought.items() if not any(lock.canonical(name) in asked for name in by)}


def whose(sources: Iterable[str], homes: Mapping[Path, str]) -> tuple[set[str], set[str]]:
    """The owners of the files that went in: wheels, the program and CPython by name; then Debian's packages.

    `homes`: folders all of whose files are of one owner.

    Raises BuildFault where a file is nobody's.
    """
    site = Path(sysconfig.get_paths()["purelib"])
    wheels = owners.of_wheels(site)
    folders = {site: "", site.resolve(): "", **homes}
    bases = {Path(sys.base_prefix), Path(sys.base_prefix).resolve()}
    standard = {Path(sysconfig.get_paths()["stdlib"])} | (bases if Path(sys.base_prefix) != Path("/usr") else set())
    found: set[str] = set()
    packages: set[str] = set()
    strange = []
    for source in sources:
        path = Path(source)
        home = next((folder for folder in folders if path.is_relative_to(folder)), None)
        if home is not None:
            owner = folders[home] or wheels.get(path.relative_to(home).as_posix(), "")
        elif any(path.is_relative_to(folder) for folder in standard):
            owner = PYTHON
        elif package := debian.package_of(path):
            packages.add(package)
            continue
        else:
            owner = ""
        found.add(owner)
        if not owner:
            strange.append(source)
    owners.refuse(strange)
    return found, packages


def own_python() -> components.Component:
    """The CPython that runs here, which is the one frozen."""
    stdlib = Path(sysconfig.get_paths()["stdlib"])
    minor = f"{sys.version_info[0]}.{sys.version_info[1]}"
    places = [stdlib / "LICENSE.txt", debian.DOCUMENTS / f"python{minor}" / "copyright"]
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise BuildFault("Non trovo la licenza di CPython.")
    program = sbom.digest([Path(sys.executable).resolve()])
    return components.python(platform.python_version(), found.read_text(encoding="utf-8"), program)


def bootloader() -> components.Component:
    """What PyInstaller adds: the program that starts the frozen one."""
    wheel = importlib.metadata.distribution(FREEZER)
    text = next((path.read_text() for path in wheel.files or () if path.name == "COPYING.txt"), "")
    licence = "GPL-2.0-or-later con eccezione per i programmi congelati"
    starter = [Path(str(path.locate())) for path in wheel.files or () if path.name == "run" and "Linux" in str(path)]
    return components.Component("PyInstaller (avviatore)", wheel.version, licence, text, hash=sbom.digest(starter))


def unresolved(log: str, tree: Path) -> list[str]:
    """The libraries that PyInstaller did not find and that something in the tree needs."""
    shipped = {path.name for path in tree.rglob("*") if path.is_file()}
    return sorted({library for library, needed_by in UNRESOLVED.findall(log) if Path(needed_by).name in shipped})
