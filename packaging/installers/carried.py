"""What an association wants inside every package, checked by the program's own code before anything is built."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.engine.faults import FormFault
from desktop_app.form_packages.handing_out import handed_out, put
from desktop_app.system.files import FileFault
from desktop_app.system.paths import ASSOCIATION_FILE_NAME
from installers.project import PUBLISHER, BuildFault, say


@dataclass(frozen=True, slots=True)
class Carried:
    """The files that go beside the program, by name, and who answers for the package; without an association none."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    forms: int = 0
    publisher: str = PUBLISHER
    support: str = ""
    page: str = ""

    @property
    def digest(self) -> str:
        """Tells it from anything else that may be inside."""
        told = (sorted(self.files.items()), self.publisher, self.support, self.page)
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def lay(self, folder: Path) -> None:
        """Puts the files into a folder. Raises BuildFault where one would take the place of another."""
        for name in self.files:
            if (folder / name).exists():
                raise BuildFault(f"«{name}» c'è già nel pacchetto: dai al tuo file un altro nome.")
        put(self.files, folder)


NOTHING = Carried()  # without an association


def carried(folder: Path) -> Carried:
    """What the association's folder has. Raises BuildFault with all that is wrong with it."""
    try:
        handed = handed_out(folder / ASSOCIATION_FILE_NAME)
    except (FileFault, FormFault) as fault:
        raise BuildFault(str(fault)) from fault
    if handed.doubts:
        raise BuildFault("\n".join(handed.doubts))
    of = handed.association
    say(f"Con {of.name} dentro: file {len(handed.files)}, moduli {handed.forms}, editore «{of.publisher}».")
    return Carried(handed.files, handed.forms, of.publisher, of.support, of.page)
