"""What a package is made of besides the program, with the text of every licence: for the About page and on the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from email.parser import HeaderParser
from pathlib import Path

from installers.project import ROOT, BuildFault

LICENCES = ROOT / "packaging" / "licences"
RESOURCES = ROOT / "resources"
LICENCE_FILES = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
QT_SOURCES = "https://download.qt.io/official_releases/"


@dataclass(frozen=True, slots=True)
class Component:
    """One part: `text` is the file with its licence, beside the list; `sources` where its exact sources are."""

    name: str
    version: str
    licence: str
    text: str
    sources: str = ""


def write(target: Path, libraries: Path, python: Path | None = None) -> list[Component]:
    """Writes `componenti.json` and a text for each component; `python` is the folder with CPython's own licence."""
    target.mkdir(parents=True)
    found = [*_base(target, libraries, python), *_resources(target), *_wheels(target, libraries)]
    listed = [asdict(each) for each in sorted(found, key=lambda each: each.name.lower())]
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    (target / "componenti.json").write_text(text + "\n", encoding="utf-8")
    return found


def _wheels(target: Path, libraries: Path) -> Iterator[Component]:
    for info in sorted(libraries.glob("*.dist-info")):
        data = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
        name, version = str(data["Name"]), str(data["Version"])
        if name.lower() in ("pip", "pyside6_essentials", "pyside6-essentials", "shiboken6"):
            continue  # pip is taken away; Qt has its own entry
        texts = [path for path in sorted(info.rglob("*")) if path.is_file() and _is_licence(path, info)]
        text = "\n\n".join(path.read_text(encoding="utf-8", errors="replace").strip() for path in texts)
        licence = licence_of(data["License-Expression"], data["License"], data.get_all("Classifier") or [])
        yield _component(target, name, version, licence, text or licence, _sources(name, version))


def _is_licence(path: Path, info: Path) -> bool:
    return "licenses" in path.relative_to(info).parts or bool(LICENCE_FILES.match(path.name))


def licence_of(expression: str | None, licence: str | None, classifiers: list[str]) -> str:
    """The licence's name in one line, from a wheel's metadata."""
    if expression:
        return expression
    named = [each.rsplit(" :: ", 1)[1] for each in classifiers if each.startswith("License :: ")]
    first = (licence or "").strip().splitlines()
    return ", ".join(named) or (first[0] if first else "vedi il testo")


def _sources(name: str, version: str) -> str:
    if name.lower() == "python-stdnum":
        return f"https://arthurdejong.org/git/python-stdnum/tag/?h={version}"
    return ""


def _base(target: Path, libraries: Path, python: Path | None) -> Iterator[Component]:
    """Qt, Python and the libraries inside them, which no wheel's metadata names."""
    qt = next(libraries.glob("pyside6_essentials-*.dist-info"), None)
    if qt is None:
        raise BuildFault("Manca PySide6: le licenze non si possono elencare.")
    version = qt.name.removesuffix(".dist-info").rpartition("-")[2]
    notice, lgpl, gpl = (_licence(name) for name in ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"))
    series = version.rpartition(".")[0]
    address = f"{QT_SOURCES}QtForPython/pyside6/PySide6-{version}-src/ · {QT_SOURCES}qt/{series}/{version}/"
    text = "\n\n".join((notice.replace("{version}", version), lgpl, gpl))
    yield _component(target, "Qt e PySide6", version, "LGPL-3.0-only", text, address)
    yield _component(target, "SQLite", "", "pubblico dominio", _licence("SQLite.txt"))
    if python is not None:
        text = (python / "LICENSE.txt").read_text(encoding="utf-8", errors="replace")
        yield _component(target, "CPython", _file_version(python), "PSF-2.0", text)


def _licence(name: str) -> str:
    return (LICENCES / name).read_text(encoding="utf-8").strip()


def _file_version(python: Path) -> str:
    """The version that CPython's DLL carries in its resources."""
    for dll in python.glob("python3??.dll"):
        marked = "FileVersion".encode("utf-16-le") + rb"\x00\x00+"
        if found := re.search(marked + rb"((?:[0-9.]\x00)+)", dll.read_bytes()):
            return found[1].decode("utf-16-le")
    return ""


def _resources(target: Path) -> Iterator[Component]:
    named = {
        "fonts/LICENSE-TitilliumWeb.txt": ("Titillium Web", "OFL-1.1"),
        "fonts/LICENSE-DejaVu.txt": ("DejaVu Sans", "Bitstream Vera, pubblico dominio"),
        "icons/LICENSE-Lucide.txt": ("Icone Lucide", "ISC"),
        "colour/LICENSE-sRGB.txt": ("Profilo di colore sRGB", "vedi il testo"),
    }
    unknown = {path.relative_to(RESOURCES).as_posix() for path in RESOURCES.glob("*/LICENSE*")} - named.keys()
    if unknown:
        raise BuildFault(f"In resources/ ci sono licenze che l'elenco non conosce: {', '.join(sorted(unknown))}.")
    for path, (name, licence) in named.items():
        text = (RESOURCES / path).read_text(encoding="utf-8")
        yield _component(target, name, "", licence, text)


def _component(target: Path, name: str, version: str, licence: str, text: str, sources: str = "") -> Component:
    file = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") + ".txt"
    if not text.strip():
        raise BuildFault(f"Manca il testo della licenza di {name}.")
    (target / file).write_text(text.strip() + "\n", encoding="utf-8")
    return Component(name, version, licence, file, sources)
