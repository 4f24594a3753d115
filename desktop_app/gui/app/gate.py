"""What the window asks of folder and lock before it opens the dossiers, and when somebody wants to go on from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from desktop_app.gui.features.recovery.trouble import Trouble


class Elsewhere(NamedTuple):
    """Who was to wait for a folder does not: goes on in another one, or with None not at all."""

    folder: Path | None


Then = Callable[[Trouble | None], None]


class Gate:
    """Lets everybody in: where nothing else can have the folder open, as in a self-check."""

    def enter(self, then: Then) -> None:
        """Looks at folder and lock, and calls `then` with what is wrong, or None; soon, maybe at once."""
        then(None)

    def take_over(self) -> Trouble | None:
        """Makes a lock ours that no running program holds; what prevents it, if anything."""
        return None

    def move_to(self, folder: Path) -> Trouble | None:
        """Shows the window of another folder in place of this one; what is wrong with that folder, if anything."""
        return None
