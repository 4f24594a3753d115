"""A sentence for a start without a window: on the terminal; on Windows, where a program may have none, in a box."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any, Final

_ERROR_ICON: Final = 0x10  # MB_ICONERROR


def tell(sentence: str) -> None:
    """Says why the program ends; never raises."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"commessa: {sentence}\n")
            sys.stderr.flush()
    elif sys.platform == "win32":
        with suppress(Exception):
            import ctypes

            system: Any = ctypes  # its stubs lack `windll` on other systems
            system.windll.user32.MessageBoxW(None, sentence, "Commessa", _ERROR_ICON)
