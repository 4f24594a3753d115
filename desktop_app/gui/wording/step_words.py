"""The states of the steps of a dossier, as the window shows them."""

from __future__ import annotations

from typing import Final

from desktop_app.session.steps import StepState

STEP_LOOK_IDS: Final[dict[StepState, str]] = {
    "not_started": "todo", "in_progress": "doing", "complete": "done", "problem": "problem", "not_needed": "unneeded",
    "optional": "optional", "proposed": "proposed",
}  # fmt: skip
