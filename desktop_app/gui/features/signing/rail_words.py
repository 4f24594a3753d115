"""What the rail says of Firma e invio."""

from __future__ import annotations

from desktop_app.gui.widgets.lists.rail import RailStep
from desktop_app.session.dossier import Dossier

TITLE = "Firma e invio"


def rail_step(dossier: Dossier) -> RailStep:
    """Firma e invio as a step of the rail."""
    states = {each.state for each in dossier.document_statuses()}
    if not states:
        return RailStep(TITLE, "unneeded", counts=False)
    if "outdated" in states:
        return RailStep(TITLE, "doing", "Da esportare di nuovo", counts=False)
    if states == {"exported"}:
        return RailStep(TITLE, "doing", "Da firmare", counts=False)
    return RailStep(TITLE, "todo", "Dopo l'esportazione", counts=False)
