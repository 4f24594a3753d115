"""What the program, or who packaged it, changed in its environment is not for the programs that it starts."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from typing import Any, Final

_LIBRARIES: Final = ("LD_LIBRARY_PATH", "LIBPATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH")
_ORIGINAL: Final = "_ORIG"  # after a name: what the user had, where the starter of a frozen program changed it
_OF_STARTER: Final = ("_PYI_", "_MEIPASS")
_given_back: Final[list[bool]] = []
_replaced: Final[dict[str, str | None]] = {}


def set_for_us(name: str, value: str) -> None:
    """Sets a variable for this program alone."""
    _replaced.setdefault(name, os.environ.get(name))
    os.environ[name] = value


def give_back(environment: MutableMapping[str, str] = os.environ) -> None:
    """Gives the user's own environment back, in which other programs have to run; called before one is started.

    By then this program has loaded what it needs of its own: the system reads the folders of libraries at the start.
    """
    for name, value in _replaced.items():
        _put(environment, name, value)
    _replaced.clear()
    if getattr(sys, "frozen", False) and not _given_back:
        _give_back_of_starter(environment)
        _given_back.append(True)
    if sys.platform == "win32":
        _give_back_folder_of_libraries()


def _give_back_of_starter(environment: MutableMapping[str, str]) -> None:
    for name in _LIBRARIES:
        _put(environment, name, environment.pop(name + _ORIGINAL, None))
    for name in [each for each in environment if each.startswith(_OF_STARTER)]:
        del environment[name]


def _put(environment: MutableMapping[str, str], name: str, value: str | None) -> None:
    if value is None:
        environment.pop(name, None)
    else:
        environment[name] = value


def _give_back_folder_of_libraries() -> None:
    """On Windows a program that is started looks for libraries where its parent was told to."""
    import ctypes

    system: Any = ctypes  # its stubs lack `windll` on other systems
    system.windll.kernel32.SetDllDirectoryW(None)
