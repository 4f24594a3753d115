"""What a package is made of besides the program, with the text of every licence: for the About page and on the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from installers.lock import canonical
from installers.project import ROOT, BuildFault

LICENCES = ROOT / "packaging" / "licences"
RESOURCES = ROOT / "resources"
LICENCE_FILES = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
QT_SOURCES = "https://download.qt.io/official_releases/"
QT_WHEELS = ("pyside6-essentials", "shiboken6")  # one component, whose text is ours to write
# LGPL: what the user puts there in their place counts, compiled before or not.
REPLACEABLE = ("PySide6", "shiboken6", "stdnum")
# Where the exact sources of a version are, for the licences that ask for it (LGPL, MPL).
SOURCES = {
    "pikepdf": "https://github.com/pikepdf/pikepdf/tree/v{}",
    "python-stdnum": "https://arthurdejong.org/git/python-stdnum/tag/?h={}",
}


@dataclass(frozen=True, slots=True)
class Component:
    """One part: `text` is its licence, `sources` where its exact sources are."""

    name: str
    version: str
    licence: str
    text: str
    sources: str = ""


def write(target: Path, components: Iterable[Component]) -> None:
    """Writes `componenti.json`, and beside it a file with the licence of each. Raises BuildFault where one has none."""
    target.mkdir(parents=True)
    listed = []
    for each in sorted(components, key=lambda each: each.name.lower()):
        if not each.text.strip():
            raise BuildFault(f"Manca il testo della licenza di {each.name}.")
        file = re.sub(r"[^a-z0-9]+", "-", each.name.lower()).strip("-") + ".txt"
        (target / file).write_text(each.text.strip() + "\n", encoding="utf-8", newline="\n")
        known = {"name": each.name, "version": each.version, "licence": each.licence, "text": file}
        listed.append({**known, "sources": each.sources})
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    (target / "componenti.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def everything(libraries: Path, inside: Collection[str]) -> list[Component]:
    """What every package has: Qt, SQLite, what the program's own files came from, and the wheels that are inside."""
    return [qt(libraries), sqlite(), *resources(), *wheels(libraries, inside)]


def wheels(libraries: Path, inside: Collection[str]) -> Iterator[Component]:
    """Those of a folder's wheels that are inside, by name. Raises BuildFault where one is inside and not there."""
    left = set(inside) - set(QT_WHEELS)
    for info in sorted(libraries.glob("*.dist-info")):
        data = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
        name, version = str(data["Name"]), str(data["Version"])
        if canonical(name) not in left:
            continue
        left.remove(canonical(name))
        texts = [path for path in sorted(info.rglob("*")) if path.is_file() and _is_licence(path, info)]
        text = "\n\n".join(path.read_text(encoding="utf-8", errors="replace").strip() for path in texts)
        notice = LICENCES / f"{canonical(name)}.txt"
        if notice.is_file():
            text = f"{_licence(notice.name)}\n\n{text}"
        licence = licence_of(data["License-Expression"], data["License"], data.get_all("Classifier") or [])
        yield Component(name, version, licence, text or licence, SOURCES.get(canonical(name), "").format(version))
    if left:
        raise BuildFault(f"Nel pacchetto c'è qualcosa che il programma non chiede: {', '.join(sorted(left))}.")


def _is_licence(path: Path, info: Path) -> bool:
    return "licenses" in path.relative_to(info).parts or bool(LICENCE_FILES.match(path.name))


def licence_of(expression: str | None, licence: str | None, classifiers: list[str]) -> str:
    """The licence's name in one line, from a wheel's metadata."""
    if expression:
        return expression
    named = [each.rsplit(" :: ", 1)[1] for each in classifiers if each.startswith("License :: ")]
    first = (licence or "").strip().splitlines()
    return ", ".join(named) or (first[0] if first else "vedi il testo")


def qt(libraries: Path) -> Component:
    """Qt with its bindings: the notice of the LGPL, and what other authors have in it."""
    found = next(libraries.glob("pyside6_essentials-*.dist-info"), None)
    if found is None:
        raise BuildFault("Manca PySide6: le licenze non si possono elencare.")
    version = found.name.removesuffix(".dist-info").rpartition("-")[2]
    series = version.rpartition(".")[0]
    address = f"{QT_SOURCES}QtForPython/pyside6/PySide6-{version}-src/ · {QT_SOURCES}qt/{series}/{version}/"
    texts = [_licence(name) for name in ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "Qt-altri.txt")]
    texts[0] = texts[0].replace("{version}", version)
    return Component("Qt e PySide6", version, "LGPL-3.0-only", "\n\n".join(texts), address)


def sqlite() -> Component:
    return Component("SQLite", "", "pubblico dominio", _licence("SQLite.txt"))


def python(version: str, licence: str) -> Component:
    """CPython; `licence` is what came with it."""
    return Component("CPython", version, "PSF-2.0", f"{licence.strip()}\n\n{_licence('CPython-altri.txt')}")


def openssl(version: str) -> Component:
    """What CPython brings where a system has none: python-stdnum imports it, though nothing speaks to a network."""
    return Component("OpenSSL", version, "Apache-2.0", _licence("OpenSSL.txt"))


def resources() -> Iterator[Component]:
    """Fonts, icons and colour profile. Raises BuildFault where a licence lies there that nobody named here."""
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
        yield Component(name, "", licence, (RESOURCES / path).read_text(encoding="utf-8"))


def _licence(name: str) -> str:
    return (LICENCES / name).read_text(encoding="utf-8").strip()
