"""What a package is made of besides the program, with the text of every licence: for the About page and on the disk."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from installers import sbom
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
    """One part: `text` is its licence, `sources` where its exact sources are, `hash` the SHA-256 of what it is known by
    (a wheel: of its RECORD, which has that of every file), `kind` its kind of package, `parts` what it has inside.
    """  # fmt: skip

    name: str
    version: str
    licence: str
    text: str
    sources: str = ""
    hash: str = ""
    kind: str = "generic"
    parts: tuple[sbom.Part, ...] = ()


def write(target: Path, components: Iterable[Component]) -> None:
    """Writes the list, and beside it a file with the licence of each. Raises BuildFault where one has none."""
    target.mkdir(parents=True)
    listed = []
    for each in sorted(components, key=lambda each: each.name.lower()):
        if not each.text.strip():
            raise BuildFault(f"Manca il testo della licenza di {each.name}.")
        file = re.sub(r"[^a-z0-9]+", "-", each.name.lower()).strip("-") + ".txt"
        (target / file).write_text(each.text.strip() + "\n", encoding="utf-8", newline="\n")
        listed.append(sbom.entry(each.name, each.version, each.licence, file, each.sources, each.hash, each.kind))
        if each.parts:
            listed[-1]["components"] = [*each.parts]
    (target / sbom.NAME).write_text(sbom.document(listed), encoding="utf-8", newline="\n")


def everything(libraries: Path, inside: Collection[str]) -> list[Component]:
    """What every package has: Qt, what the program's own files came from, and the wheels that are inside."""
    return [qt(libraries), *resources(), *wheels(libraries, inside)]


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
        source = SOURCES.get(canonical(name), "").format(version)
        record, parts = sbom.of_record(info), sbom.inside(libraries, info)
        yield Component(name, version, licence, text or licence, source, record, "pypi", parts)
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
    record = sbom.of_record(found)
    return Component("Qt e PySide6", version, "LGPL-3.0-only", "\n\n".join(texts), address, record)


def sqlite(version: str, hash: str = "") -> Component:
    return Component("SQLite", version, "pubblico dominio", _licence("SQLite.txt"), hash=hash)


def python(version: str, licence: str, hash: str = "") -> Component:
    """CPython; `licence` is what came with it, `hash` that of its library or program."""
    text = f"{licence.strip()}\n\n{_licence('CPython-altri.txt')}"
    return Component("CPython", version, "PSF-2.0", text, hash=hash)


def openssl(version: str, hash: str = "") -> Component:
    """What CPython brings where a system has none: python-stdnum imports it, though nothing speaks to a network."""
    return Component("OpenSSL", version, "Apache-2.0", _licence("OpenSSL.txt"), hash=hash)


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
        own = [each for each in (RESOURCES / path).parent.iterdir() if each.is_file() and _is_of(each, path)]
        yield Component(name, "", licence, (RESOURCES / path).read_text(encoding="utf-8"), hash=sbom.digest(own))


def _is_of(file: Path, licence: str) -> bool:
    """Fonts are told by their names; all else in a folder has one licence."""
    named = Path(licence).stem.removeprefix("LICENSE-")
    return not file.name.startswith("LICENSE") and (not licence.startswith("fonts/") or file.name.startswith(named))


def _licence(name: str) -> str:
    return (LICENCES / name).read_text(encoding="utf-8").strip()
