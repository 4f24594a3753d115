"""What the rail says of Firma e invio: how far the document is that is least far, of those signed or sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop_app.dossier_summary import Stage
from desktop_app.gui.widgets.lists.rail import RailStep
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.chain import dossier_stage

TITLE: Final = "Firma e invio"
STAGES: Final[Mapping[Stage, tuple[str, str]]] = {
    "to_export": ("todo", "Dopo l'esportazione"), "superseded": ("doing", "Da esportare di nuovo"),
    "exported": ("doing", "Da firmare"), "signing": ("doing", "Mancano delle firme"),
    "signed": ("doing", "Da inviare"), "sent": ("doing", "Inviata, manca la consegna"),
    "delivered": ("done", "Consegnata"), "protocolled": ("done", "Protocollata"), "withdrawn": ("done", "Ritirata"),
}  # fmt: skip


def rail_step(dossier: Dossier) -> RailStep:
    """Firma e invio as a step of the rail."""
    if dossier.withdrawal is not None:
        return RailStep(TITLE, *STAGES["withdrawn"], counts=False)
    statuses = dossier.document_statuses()
    stage = dossier_stage(dossier.state, statuses)
    if not stage:
        return RailStep(TITLE, "unneeded", counts=False)
    if any(each.trouble for each in statuses):
        return RailStep(TITLE, "problem", "Non consegnata", counts=False)
    state, words = STAGES[stage]
    return RailStep(TITLE, state, words, counts=False)
