"""What can be done from the menus: each action with its name, its keys, when it is enabled and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from PySide6.QtGui import QKeySequence

Standard = QKeySequence.StandardKey
Keys = Standard | str | None
When = Literal["always", "store", "dossier", "one", "undo", "redo"]
MenuItem = tuple[str, Callable[[], object]]  # the words of an entry made when its submenu opens, and what it does

ShowItems = Callable[[Sequence[MenuItem]], None]


class Situation(NamedTuple):
    """What decides which actions are enabled; nothing of it holds while a page of its own covers the dossier."""

    dossier: bool = False  # one is open
    chosen: bool = False  # one is chosen in the list
    undo: bool = False
    redo: bool = False
    store: bool = True  # the dossiers can be reached

    def allows(self, when: When) -> bool:
        """Whether an action with this condition is enabled now."""
        one = self.dossier or self.chosen
        holds = {"dossier": self.dossier, "one": one, "undo": self.undo, "redo": self.redo}
        return when == "always" or (self.store and holds.get(when, True))


class Action(NamedTuple):
    """One entry of the menus: its id, its words with the letter after &, what it does, its keys, when it is enabled."""

    id: str
    words: str
    run: Callable[[], object]
    keys: Keys = None
    enabled: When = "always"


class Submenu(NamedTuple):
    """A menu inside a menu. `fill` is called whenever it opens, with what shows the entries: at once, or later where
    they are on the disk. A tab stands before a key that is only told.
    """

    id: str
    words: str
    fill: Callable[[ShowItems], object]
    enabled: When = "always"


Entry = Action | Submenu
