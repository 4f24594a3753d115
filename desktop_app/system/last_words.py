"""A sentence for a start without a window: on the terminal, else as far as the system shows something by itself."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, Final

from desktop_app.system import environment

NO_SCREEN: Final = "Non c'è uno schermo su cui aprire la finestra. Per i comandi scrivi «commessa --help»."
_ERROR_ICON: Final = 0x10  # MB_ICONERROR


def tell(sentence: str) -> None:
    """Says why the program ends. Never raises: a program without a terminal has no `sys.stderr`."""
    environment.give_back()
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"commessa: {sentence}\n")
        sys.stderr.flush()
    with suppress(Exception):
        if sys.platform == "win32":
            _show_box(sentence)
        elif os.environ.get("DBUS_SESSION_BUS_ADDRESS") and not _has_terminal():
            _notify(sentence)


def _has_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (ValueError, AttributeError):  # closed, or none
        return False


def _show_box(sentence: str) -> None:
    """Where the program has no console; a script that waits for one that has must not wait for a hand."""
    if sys.stderr is None:
        import ctypes

        system: Any = ctypes  # its stubs lack `windll` on other systems
        system.windll.user32.MessageBoxW(None, sentence, "Commessa", _ERROR_ICON)


def _notify(sentence: str) -> None:
    """A notification of the desktop: a program that was started from its menu has no terminal."""
    import shutil
    import subprocess

    if teller := shutil.which("notify-send"):
        subprocess.run([teller, "Commessa", sentence], timeout=5, capture_output=True, check=False)
