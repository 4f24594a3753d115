"""How long a start takes: the packaged program beside the one from source, in turn, on the same dossiers.

A window counts as usable when it has been painted and the dossiers are open: then SQLite's journal is there.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from desktop_app.drafts import file
from desktop_app.drafts.store import Drafts
from installers.project import ROOT, BuildFault, run, say
from installers.trial import screen
from tests.bench_window import fill

PAIRS, WARM_UP = 25, 2
DOSSIERS = 50
LIMIT = 60.0  # seconds; nothing takes as long, unless it is broken
NO_SLOWER = 1.05  # what a repeated trial may differ by


class Start(NamedTuple):
    """Seconds of one start, and of the processor's work for it."""

    wall: float
    work: float


def compare(archive: Path) -> None:
    """Says how the start of a portable folder compares. Raises BuildFault where it is slower than from source."""
    with tempfile.TemporaryDirectory() as scratch, screen() as display:
        place = Path(scratch)
        run(["tar", "-C", place, "-xJf", archive], "La cartella portatile non si apre.")
        packaged = [str(place / archive.name.removesuffix(".tar.xz") / "commessa")]
        source = [sys.executable, "-m", "desktop_app"]
        _make_dossiers(place / "modello")
        pairs = [(_start(packaged, place, display), _start(source, place, display)) for _ in range(PAIRS + WARM_UP)][
            WARM_UP:
        ]
    ratios = {}
    for name, words in (("wall", "fino alla finestra pronta"), ("work", "lavoro del processore")):
        theirs, ours = ([getattr(each, name) for each in column] for column in zip(*pairs, strict=True))
        ratios[name] = statistics.median(a / b for a, b in zip(theirs, ours, strict=True))
        figures = (
            f"pacchetto {statistics.median(theirs) * 1000:.0f} ms, da sorgente {statistics.median(ours) * 1000:.0f} ms"
        )
        say(f"   {words}: {figures}, rapporto {ratios[name]:.2f}")
    if min(ratios.values()) > NO_SLOWER:
        raise BuildFault("Il pacchetto parte più lentamente che da sorgente.")


def _make_dossiers(folder: Path) -> None:
    """A list as somebody has it who has worked a while, put away well."""
    fill(folder, DOSSIERS)
    drafts = Drafts(folder)
    drafts.open()
    drafts.close(LIMIT)


def _start(command: Sequence[str], place: Path, display: str) -> Start:
    """One start on a fresh copy of the dossiers, killed as soon as the window is usable."""
    data = place / "dati"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(place / "modello", data)
    journal = data / f"{file.NAME}-wal"
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given = {"COMMESSA_DATA": str(data), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    process = os.posix_spawn(command[0], list(command), {**kept, **given})
    try:
        while not journal.exists():
            if time.perf_counter() - began > LIMIT:
                raise BuildFault("La finestra non arriva.")
            time.sleep(0.001)
        wall = time.perf_counter() - began
    finally:
        os.kill(process, 9)
        usage = os.wait4(process, 0)[2]
    return Start(wall, usage.ru_utime + usage.ru_stime)
