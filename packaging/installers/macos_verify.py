"""`package macos --verify`: the application taken out of its disk image, tried, and thrown away."""

from __future__ import annotations

import tempfile
from pathlib import Path

from installers.carried import Carried
from installers.macos import products
from installers.project import BuildFault, run, say

WELL = "Tutto funziona."


def verify(_: Carried) -> int:
    """Copies the application where a user would, tries it there and removes it. Raises BuildFault where it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        mount, home = Path(scratch) / "immagine", Path(scratch) / "Applications"
        run(["hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", mount, products()["dmg"]], "Non si apre.")
        try:
            run(["ditto", mount / "Commessa.app", home / "Commessa.app"], "Non si installa.")
        finally:
            run(["hdiutil", "detach", mount], "L'immagine non si chiude.")
        program = home / "Commessa.app" / "Contents" / "MacOS" / "commessa"
        printed = run([program, "--selfcheck"], "La prova del programma non riesce.", environment={"LC_ALL": "C"})
        say(printed.strip())
        if WELL not in printed:
            raise BuildFault("La prova del programma non è arrivata in fondo.")
    return 0
