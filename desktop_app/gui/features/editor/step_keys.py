"""The keys by which one goes about in a dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def set_step_keys(
    view: QWidget, steps: Sequence[str], go_to: Callable[[str], object], next_area: Callable[[int], object]
) -> None:
    """F6 leads to the next area of the view, Shift+F6 to the one before, Ctrl and a number to a step."""
    keys: dict[str, Callable[[], object]] = {
        "F6": partial(next_area, 1), "Shift+F6": partial(next_area, -1),
        **{f"Ctrl+{number}": partial(go_to, id) for number, id in enumerate(steps[:9], 1)},
    }  # fmt: skip
    for key, do in keys.items():
        QShortcut(QKeySequence(key), view, do)
