"""What the guided view asks of the steps after those of the form, which other rooms make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop_app.gui.look.theme import Theme
    from desktop_app.gui.widgets.lists.rail import RailStep
    from desktop_app.session.dossier import Dossier


class ClosingStep(Protocol):
    """A step that closes every dossier: a widget, what the rail says of it, when to draw it, and where it leads."""

    @property
    def step_id(self) -> str:
        """Its id, which no page of a form can have: it begins with "#"."""

    @property
    def guide_page(self) -> str:
        """The page of the guide that tells of it."""

    @property
    def widget(self) -> QWidget:
        """The step itself."""

    @property
    def navigate_requested(self) -> SignalInstance:
        """Brings the FieldRef that the user asks to be shown."""

    @property
    def sides_changed(self) -> SignalInstance:
        """Emitted when `sides` have changed."""

    @property
    def sides(self) -> tuple[int, int]:
        """What its text leaves free at its left and right, in px."""

    def rail_step(self) -> RailStep:
        """Its title, and how far it is, also while it was never shown."""

    def show_state(self) -> None:
        """Draws the dossier as it is now."""

    def show_exports(self) -> None:
        """What was exported from the dossier is known anew, or another day has begun."""


MakeStep = Callable[["Theme", "Dossier"], ClosingStep]
