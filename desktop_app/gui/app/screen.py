"""Where the window can be drawn: another of Qt's ways where the one asked for is not there, a sentence where none is.

Qt itself would end the program with an English message, or on a desktop with none at all.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktop_app.system import last_words

NOTHING_DONE: Final = 2  # the exit code
DEAD_SCREEN: Final = (
    "Lo schermo «{name}» non risponde. Apri Commessa da una sessione con le finestre; "
    "per i comandi scrivi «commessa --help»."
)
ONLY_WAYLAND: Final = "In questa sessione Wayland manca Xwayland, che apre la finestra: installalo e riprova."
NO_LIBRARY: Final = "La finestra non si apre, perché al sistema manca «{name}»: installa il pacchetto che la contiene."
REINSTALL: Final = "La finestra non si apre, perché manca una parte del programma: reinstalla Commessa."
_USUAL: Final = {"linux": ("xcb",), "win32": ("windows",), "darwin": ("cocoa",)}
_LACKS: Final = re.compile(r"([^:/ ]+): ")  # "libxcb-cursor.so.0: cannot open shared object file …"
_ON_SCREENS: Final = ("wayland", "xcb", "windows", "cocoa")


def platform_arguments(*spare: str) -> list[str]:
    """What Qt has to be told of the ways to draw a window; nothing where it finds one by itself.

    QT_QPA_PLATFORM may be meant for another program: what is not there is left out of it, and the usual ways of the
    system are tried after it. `spare` come last.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if not chosen and not spare:
        return []
    usual = next((ways for system, ways in _USUAL.items() if sys.platform.startswith(system)), ())
    if os.environ.get("WAYLAND_DISPLAY"):
        usual = ("wayland", *usual)
    ways = ways_to_draw(chosen, usual, spare, _shipped())
    return ["-platform", ways] if ways else []


def ways_to_draw(chosen: str, usual: Collection[str], spare: Collection[str], shipped: Collection[str]) -> str:
    """The platforms to try, in order, as Qt reads them; empty where QT_QPA_PLATFORM does as it is."""
    if not shipped:
        return ""
    wanted = [each for each in chosen.split(";") if _name(each) in shipped]
    if wanted and len(wanted) == len(chosen.split(";")) and not any(_name(each) in _ON_SCREENS for each in wanted):
        return ""  # it needs no screen that might not answer
    names = {_name(each) for each in wanted}
    others = [each for each in (*usual, *spare) if each in shipped and each not in names]
    return ";".join([*wanted, *others])


def _name(way: str) -> str:
    """`xcb:some=thing` is the platform `xcb`."""
    return way.partition(":")[0].strip().casefold()


def _shipped() -> dict[str, Path]:
    """The platforms and their files, beside Qt and where the environment points to."""
    folders = [QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)]
    folders += os.environ.get("QT_PLUGIN_PATH", "").split(os.pathsep)
    found: dict[str, Path] = {}
    for folder in filter(None, folders):
        with suppress(OSError):
            for path in Path(folder, "platforms").iterdir():
                found.setdefault(path.stem.removeprefix("lib").removeprefix("q"), path)
    return found


@contextmanager
def told_where_no_window_opens() -> Iterator[None]:
    """While the application is made: where it cannot be, says why and ends the program with NOTHING_DONE."""

    def hear(kind: QtMsgType, _: QMessageLogContext, __: str | None) -> None:
        if kind == QtMsgType.QtFatalMsg:
            last_words.tell(why_not(os.environ, _shipped()))
            os._exit(NOTHING_DONE)  # Qt would abort

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def why_not(environ: Mapping[str, str], shipped: Mapping[str, Path]) -> str:
    """Why none of the ways to draw a window can be gone, and what to do."""
    display, wayland = environ.get("DISPLAY", ""), environ.get("WAYLAND_DISPLAY", "")
    way = "xcb" if display else "wayland"
    if not sys.platform.startswith("linux"):
        return REINSTALL
    if not display and not wayland:
        return last_words.NO_SCREEN
    if way not in shipped:
        return ONLY_WAYLAND if "xcb" in shipped else REINSTALL
    library = _missing_library(shipped[way])
    return NO_LIBRARY.format(name=library) if library else DEAD_SCREEN.format(name=display or wayland)


def _missing_library(plugin: Path) -> str:
    """The first library that a plugin asks the system for in vain; empty where it has all."""
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:  # in a frozen program another one stands around the system's
        return next(
            (found[1] for each in (error, error.__context__) if (found := _LACKS.match(str(each)))), plugin.name
        )
    return ""
