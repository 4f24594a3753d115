"""What the services ask of the window: to tell something above the page, and to say what was saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from desktop_app.gui.widgets.feedback.notice import Links, Notice, NoticeKind

ABOUT_A_DOSSIER: Final = ("recovered", "copied", "file", "intake", "output", "sending", "act")


class Notices(Protocol):
    """The window, as its services know it."""

    def tell(self, key: str, notice: Notice | None, follow: Callable[[str], None] | None = None) -> None:
        """A notice above the page, until it is told None under the same key."""
        ...

    def say(
        self, key: str, kind: NoticeKind, fact: str, text: str = "", links: Links = (),
        follow: Callable[[str], object] | None = None,
    ) -> None:  # fmt: skip
        """A notice that can be closed; it goes when one of its links is followed, whose key `follow` gets."""
        ...

    def show_saved(self, words: str, well: bool = True) -> None:
        """What the status line says of saving."""
        ...


def move_on(notices: Notices) -> None:
    """The user goes to another dossier, or to none: what was told of the one before leaves with it."""
    for key in ABOUT_A_DOSSIER:
        notices.tell(key, None)
