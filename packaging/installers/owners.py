"""Whose every file of a package is: nothing goes out that the list of components does not name."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from installers.lock import canonical
from installers.project import BuildFault

OURS, PYTHON = "commessa", "cpython"


def of_wheels(libraries: Path) -> dict[str, str]:
    """What the wheels of a folder put there: the paths in it, each with the wheel's name."""
    found = {}
    for record in sorted(libraries.glob("*.dist-info/RECORD")):
        name = canonical(record.parent.name.partition("-")[0])
        with record.open(encoding="utf-8", newline="") as file:
            found.update({row[0]: name for row in csv.reader(file)})
    return found


def of_tree(
    files: Iterable[str], wheels: Mapping[str, str], python: Collection[str], ours: Collection[str]
) -> set[str]:
    """Whose files, by their paths, a Windows folder holds: wheels in `lib`, the program in `app`, CPython around them.

    Raises BuildFault where a file is nobody's.
    """
    found: set[str] = set()
    strange = []
    for path in files:
        top, _, rest = path.partition("/")
        if top == "lib":
            owner = wheels.get(source_of(rest), "")
        else:
            owner = OURS if top == "app" or path in ours else PYTHON if path in python else ""
        found.add(owner)
        if not owner:
            strange.append(path)
    refuse(strange)
    return found


def source_of(path: str) -> str:
    """The module that a compiled one was made from; other files are what they are."""
    if not path.endswith(".pyc"):
        return path
    folder, _, name = path.rpartition("/")
    return f"{folder.removesuffix('__pycache__')}{name.partition('.')[0]}.py"


def refuse(strange: Collection[str]) -> None:
    """Stops the build at files that nobody answers for."""
    if strange:
        some = ", ".join(sorted(strange)[:5])
        raise BuildFault(f"Non so di chi sono {len(strange)} file del pacchetto, e con quale licenza: {some}.")
