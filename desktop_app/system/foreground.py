"""Who may put a window in front of the others: on Windows only the program that the user has just started or uses."""

from __future__ import annotations

import sys
from typing import Any, Final

SYSTEM: str = sys.platform
_ANYBODY: Final = -1  # ASFW_ANY


def give_away() -> None:
    """Lets the program that is asked next come forward; else only its button in the task bar would blink."""
    if SYSTEM == "win32":
        import ctypes

        system: Any = ctypes  # its stubs lack `windll` on other systems
        system.windll.user32.AllowSetForegroundWindow(_ANYBODY)
