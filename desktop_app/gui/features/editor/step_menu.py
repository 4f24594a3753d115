"""The menu that leads to each step of the open dossier."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.gui.features.editor.rail_words import steps_of
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.shell.actions import MenuItem
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic

KEYS = 9  # steps that a digit with Ctrl leads to


def step_items(view: DossierView, to: Callable[[str], Callable[[], None]]) -> list[MenuItem]:
    """Each step by its title and its key; `to` gives what leads to the step with an id."""
    steps = zip(view.ids, steps_of(view.session, view.closing), strict=True)
    return [
        (escape_mnemonic(step.title) + (f"\tCtrl+{number}" if number <= KEYS else ""), to(id))
        for number, (id, step) in enumerate(steps, 1)
    ]
