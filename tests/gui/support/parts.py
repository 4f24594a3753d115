"""Parts of the window by themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

Shown = Callable[..., QWidget]  # the fixture `shown`: the parts and a width in px; gives the window that they are in
