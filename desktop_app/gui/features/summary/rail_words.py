"""What the rail says of Riepilogo: how far the dossier is, or how much is to be done."""

from __future__ import annotations

from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.widgets.drawing.states import DOSSIER_LOOKS
from desktop_app.gui.widgets.lists.rail import RailStep
from desktop_app.session.dossier import Dossier
from desktop_app.session.states import dossier_state

TITLE = "Riepilogo"


def rail_step(dossier: Dossier) -> RailStep:
    """Riepilogo as a step of the rail."""
    errors = [problem for problem in dossier.state.problems if problem.severity == "error"]
    missing = sum(problem.missing for problem in errors)
    if not errors:
        state = dossier_state(dossier.state, dossier.document_statuses())
        return RailStep(TITLE, "done", DOSSIER_LOOKS[state].words, counts=False)
    if missing < len(errors):
        return RailStep(TITLE, "todo", counted(len(errors) - missing, "Un problema", "{} problemi"), counts=False)
    return RailStep(TITLE, "todo", counted(missing, "Manca una risposta", "Mancano {} risposte"), counts=False)
