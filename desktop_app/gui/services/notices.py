"""What the services ask of the window: to tell something above the page, and to say what was saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from desktop_app.gui.widgets.feedback.notice import Links, Notice, NoticeKind

ABOUT_A_DOSSIER: Final = ("recovered", "copied", "file", "intake", "output", "sending", "act")
RESULTS: Final = ("file", "intake", "output", "sending")  # what they say stays true, and is worth reading, elsewhere
READ_SECONDS: Final = 2.0  # less than it takes to see a notice and to read it


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

    def told_since(self, key: str, moment: float) -> Notice | None:
        """The notice with that key, if it was told after a moment of `time.monotonic`."""
        ...

    def show_saved(self, words: str, well: bool = True) -> None:
        """What the status line says of saving."""
        ...


def move_on(notices: Notices, asked: float) -> None:
    """The user goes to another dossier, or to none, as was `asked` at that moment: what was told of the one before
    leaves with it. What happened, or went wrong, while the user was already on the way was read by nobody, and stays.
    """  # fmt: skip
    for key in ABOUT_A_DOSSIER:
        unread = notices.told_since(key, asked - READ_SECONDS)
        if unread is None or not _is_news(key, unread):
            notices.tell(key, None)


def _is_news(key: str, notice: Notice) -> bool:
    return notice.kind in ("error", "warning") or (notice.kind == "ok" and key in RESULTS)
