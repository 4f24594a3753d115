"""Whatever somebody does in the window, in whatever order: no exception, nothing dead, nothing lost that was saved."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.walk.walk import Walk
from tests.gui.walk.watch import LISTED, Watch

ROOT = Path(__file__).parents[3]
SHORT = 150  # steps of each of two walks
SEEDS, STEPS = 10, 5_000
HANGS_AFTER = 3_600  # seconds


@pytest.mark.parametrize("seed", [1, 2])
def test_a_short_walk_meets_no_fault(qapp: QApplication, tmp_path: Path, seed: int) -> None:
    watch = Watch()
    walk = Walk(qapp, tmp_path, watch, lambda _: None)
    walk.run(seed, 0, SHORT)
    assert not watch.faults, "\n".join([*watch.faults, *walk.path])


@pytest.mark.long
@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_long_walk_meets_no_fault(tmp_path: Path, seed: int) -> None:
    """In a process of its own: where that crashes, the steps before are told."""
    command = [sys.executable, "-m", "tests.gui.walk", str(seed), "0", str(STEPS)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=HANGS_AFTER, check=False)
    told = done.stdout.decode().splitlines()
    sys.stdout.write("\n".join(told[-LISTED - 1 :]))
    assert done.returncode == 0, "\n".join([*told[-80:], done.stderr.decode()[-4000:]])
