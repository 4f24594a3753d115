"""What the guided view asks of the steps after those of the form, which other rooms make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop_app.gui.look.theme import Theme
    from desktop_app.gui.widgets.lists.rail import RailStep
    from desktop_app.session.dossier import Dossier


class ClosingPage(Protocol):
    """The page of a closing step: a widget, when to draw it, and where it leads."""

    @property
    def widget(self) -> QWidget:
        """The page itself."""

    @property
    def navigate_requested(self) -> SignalInstance:
        """Brings the FieldRef that the user asks to be shown."""

    @property
    def sides_changed(self) -> SignalInstance:
        """Emitted when `sides` have changed."""

    @property
    def sides(self) -> tuple[int, int]:
        """What its text leaves free at its left and right, in px."""

    def show_state(self) -> None:
        """Draws the dossier as it is now."""

    def show_exports(self) -> None:
        """What was exported from the dossier is known anew, or another day has begun."""


@dataclass(frozen=True, slots=True)
class ClosingStep:
    """A step that closes every dossier; its page is made when it is first shown.

    `step_id` is one that no page of a form can have: it begins with "#". `guide_page` is the page of the guide that
    tells of it. `rail_step` gives its title, and how far it is.
    """

    step_id: str
    guide_page: str
    rail_step: Callable[[], RailStep]
    make_page: Callable[[], ClosingPage]


MakeStep = Callable[["Theme", "Dossier"], ClosingStep]
