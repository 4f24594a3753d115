"""A sentence for a start without a window: on the terminal, else as far as the system shows something by itself."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

from desktop_app.system import environment


def tell(sentence: str) -> None:
    """Says why the program ends. Never raises: a program without a terminal has no `sys.stderr`."""
    environment.give_back()
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"commessa: {sentence}\n")
        sys.stderr.flush()
    if sys.platform == "win32":
        with suppress(Exception):
            import ctypes

            system: Any = ctypes  # its stubs lack `windll` on other systems
            system.windll.user32.MessageBoxW(None, sentence, "Commessa", 0x10)
    elif not _has_terminal():
        import shutil
        import subprocess

        if teller := shutil.which("notify-send"):
            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run([teller, "Commessa", sentence], timeout=5, capture_output=True)


def _has_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (ValueError, AttributeError):  # closed, or none
        return False
