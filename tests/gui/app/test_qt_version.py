"""PySide6 6.12.0 kills Python 3.10 and 3.11 after a few thousand calls: the one we pin must not."""

from __future__ import annotations

import subprocess
import sys

CALLS = """
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    changed = Signal(object)

source, seen = Source(), []
source.changed.connect(seen.append)
for number in range(5000):
    child = QObject(source)
    child.setObjectName(str(number))
    source.blockSignals(False)
    source.changed.emit(None if number % 2 else True)
    assert child.parent() is source and not child.signalsBlocked()
    child.setParent(None)
assert len(seen) == 5000
"""


def test_five_thousand_calls_and_signals_are_survived() -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
