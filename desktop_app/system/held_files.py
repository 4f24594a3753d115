"""Files that another program holds for a moment: on Windows what looks for viruses, an index, OneDrive.

Each of them opens what was just written, and until it lets go Windows refuses to rename, delete or read that.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")
ATTEMPTS: Final = 10  # about a second; who has a document open in a program of the office waits as long for a sentence
READ_ATTEMPTS: Final = 4  # fewer: somebody may hand in a whole folder that may not be read
PAUSE = 0.1  # seconds
_ON_WINDOWS = os.name == "nt"


def patiently(act: Callable[[], T], attempts: int = ATTEMPTS) -> T:
    """Does it, on Windows again where it is not allowed, after a pause. Raises what the last attempt raises.

    Elsewhere nobody's open file is in the way: what is not allowed will not be a moment later.
    """
    for _ in range(attempts - 1 if _ON_WINDOWS else 0):
        try:
            return act()
        except PermissionError:
            time.sleep(PAUSE)
    return act()
