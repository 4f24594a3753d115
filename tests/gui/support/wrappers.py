"""What Python holds of Qt: whether it is alive, and whether PySide takes it for the child of what it belongs to."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken, isValid

OURS = "desktop_app.gui"
PARENT = re.compile(r"^parent\.+ <.*?(\w+) at 0x([0-9a-f]+)>", re.MULTILINE)
# Gone together all the same: a list of suggestions with its line, actions with their menu, the window with the program.
HARMLESS = {
    *(("QAction", "QActionGroup"), ("QCompleter", "LineInput"), ("QListView", "QCompleter")),
    *(("QWindow", "Window"), ("QScreen", "Window")),
}


def dead_in(app: QObject) -> list[str]:
    """The ways from the program to Qt objects that it holds and that are deleted already."""
    return [way for way, held in _held(app) if not isValid(held)]


def _held(root: object) -> Iterator[tuple[str, QObject]]:
    """Every Qt object that can be reached over attributes and containers of the window's own classes."""
    known = {id(root)}
    waiting: list[tuple[str, Any]] = [("app", root)]
    while waiting:
        way, each = waiting.pop()
        if isinstance(each, QObject):
            yield way, each
            if not isValid(each):
                continue
        for name, part in _parts(each):
            if id(part) not in known:
                known.add(id(part))
                waiting.append((f"{way}.{name}", part))


def _parts(each: object) -> Iterator[tuple[str, object]]:
    if isinstance(each, dict):
        yield from ((repr(key)[:40], part) for key, part in each.items())
    elif isinstance(each, list | tuple | set | frozenset):
        yield from ((str(number), part) for number, part in enumerate(each))
    elif type(each).__module__.startswith(OURS):
        yield from getattr(each, "__dict__", {}).items()
        for kind in type(each).__mro__:
            for name in getattr(kind, "__slots__", ()):
                if hasattr(each, name):
                    yield name, getattr(each, name)


def wrongly_adopted() -> list[tuple[str, str]]:
    """The kinds of objects that PySide takes for children of something that they do not stand in, and of what.

    With the death of that, Python would lose them, alive as they are: the menus had died so.
    """
    found: list[tuple[str, str]] = []
    for each in gc.get_objects():
        if isinstance(each, QObject) and not isinstance(each, QApplication) and isValid(each):
            parent = PARENT.search(Shiboken.dump(each))
            if parent is not None and int(parent[2], 16) not in set(_around(each)):
                found.append((type(each).__name__, parent[1]))
    return sorted(set(found) - HARMLESS)


def _around(each: QObject) -> Iterator[int]:
    around: QObject | None = each
    while around is not None:
        yield id(around)
        around = around.parentWidget() if isinstance(around, QWidget) else around.parent()
