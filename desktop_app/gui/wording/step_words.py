"""The steps of a dossier in the window: their states, and the ids of those that close every dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the first window knows the ids before it loads anything of a dossier
    from desktop_app.session.steps import StepState

# No page of a form can have these ids.
SUMMARY: Final = "#riepilogo"
SIGNING: Final = "#firma"
STEP_LOOK_IDS: Final[dict[StepState, str]] = {
    "not_started": "todo", "in_progress": "doing", "complete": "done", "problem": "problem", "not_needed": "unneeded",
    "optional": "optional", "proposed": "proposed",
}  # fmt: skip
