"""`package macos`: a disk image with Commessa.app in dist/; only on a Mac."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from installers.carried import NOTHING, Carried
from installers.frozen import freeze
from installers.project import DIST, ROOT, BuildFault, bounded, finish, moment, run, version

WORK = DIST / "macos"
MOST_INSTALLED = 250
TOOLS: dict[str, str] = {}
VERIFY_TOOLS: dict[str, str] = {}
PLATFORMS = {"arm64": "aarch64-apple-darwin", "x86_64": "x86_64-apple-darwin"}


def products() -> dict[str, Path]:
    """What is made, by kind."""
    return {"dmg": DIST / f"Commessa-{version()}-macos-{platform.machine()}.dmg"}


def package(quick: bool = False, inside: Carried = NOTHING) -> None:
    """Builds everything anew; `quick` packs badly, to try things out; an association's files do not go inside."""
    if inside.files:
        raise BuildFault("Su macOS i file dell'associazione stanno fuori dall'applicazione: vedi associazione.md.")
    if platform.system() != "Darwin":
        raise BuildFault("Il pacchetto per macOS si fa soltanto su un Mac: vedi packaging/README.md.")
    os.environ["SOURCE_DATE_EPOCH"] = str(moment())
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    svg, icon = ROOT / "resources" / "icons" / "commessa.svg", WORK / "commessa.icns"
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    run([sys.executable, "-m", "installers.icon", svg, icon], "L'icona non si disegna.", environment=offscreen)
    app = freeze(WORK, PLATFORMS[platform.machine()]) / "Commessa.app"
    bounded(app, MOST_INSTALLED)
    # A signature of this machine alone: without any, Apple's processors refuse to run it.
    run(["codesign", "--force", "--deep", "--sign", os.environ.get("CODESIGN_IDENTITY", "-"), app], "Non si firma.")
    stage = WORK / "immagine"
    run(["ditto", app, stage / app.name], "Commessa.app non si copia.")
    (stage / "Applications").symlink_to("/Applications")
    made = products()["dmg"]
    kind = "UDRO" if quick else "ULFO"
    create = ["hdiutil", "create", "-ov", "-volname", "Commessa", "-srcfolder", str(stage)]
    run([*create, "-format", kind, str(made)], "L'immagine disco non si scrive.")
    finish([made])
