"""The libraries that a frozen program takes along from Debian: their package, and its licence as Debian tells it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from installers import sbom
from installers.components import Component
from installers.project import BuildFault, run

FULL_TEXTS = Path("/usr/share/common-licenses")
DOCUMENTS = Path("/usr/share/doc")


def package_of(library: Path) -> str:
    """The package that a file belongs to, "" where it is nobody's, or this is no Debian."""
    if shutil.which("dpkg-query") is None:
        return ""
    real = library.resolve()
    places = {str(real), str(real).removeprefix("/usr"), str(library), f"/usr{library}"}
    for place in sorted(places):
        try:
            return run(["dpkg-query", "-S", place], "").partition(": ")[0].split(", ")[0].strip()
        except BuildFault:
            continue
    return ""


def components(packages: Iterable[str]) -> Iterator[Component]:
    """One for each source that the packages are made from. Raises BuildFault where a licence is not there."""
    sources: dict[str, tuple[str, list[str]]] = {}
    for package in sorted(packages):
        said = run(["dpkg-query", "-W", "-f", "${source:Package} ${source:Version}", package], f"Manca {package}.")
        name, _, version = said.partition(" ")
        sources.setdefault(name, (version, []))[1].append(package)
    for name, (version, made) in sources.items():
        path = DOCUMENTS / made[0].partition(":")[0] / "copyright"
        if not path.is_file():
            raise BuildFault(f"Manca la licenza di {name}: {path}.")
        text = path.read_text(encoding="utf-8", errors="replace")
        yield Component(name, version, named(text), whole(text), hash=hash_of(made), kind="deb/debian")


def hash_of(packages: Iterable[str]) -> str:
    """The SHA-256 of the libraries in these packages."""
    listed = [path for package in packages for path in run(["dpkg-query", "-L", package], "").splitlines()]
    return sbom.digest(path for path in map(Path, listed) if ".so" in path.name and not path.is_symlink())


def named(text: str) -> str:
    """The names of the licences, where the text lists them as machines read them."""
    parts = re.findall(r"^Files:(?! *debian/).*(?:\n(?!\n).*)*?\nLicense: *(.+)", text, re.MULTILINE)
    return ", ".join(dict.fromkeys(parts)) or "vedi il testo"


def whole(text: str) -> str:
    """The text with the full licences that it only points to."""
    names = dict.fromkeys(re.findall(rf"{FULL_TEXTS}/([A-Za-z0-9.-]*[A-Za-z0-9])", text))
    files = [FULL_TEXTS / name for name in names if (FULL_TEXTS / name).is_file()]
    return "\n\n".join([text.strip(), *(path.read_text(encoding="utf-8").strip() for path in files)])
