"""The sentences about damage, and what became of each dossier."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from desktop_app.drafts.models import SalvageReport, SavedDossier
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.wording.moments import moment_words

if TYPE_CHECKING:  # the whole file is looked at later
    from desktop_app.drafts.damage.check import Findings

FOUND: Final = "Il file delle pratiche è danneggiato."
REPAIR_TEXT: Final = (
    "«Ripara» rimette insieme quello che si legge ancora e quello che c'è nelle copie. Il file danneggiato resta da "
    "parte, così com'è. Se non lo fai adesso, lo faccio al prossimo avvio."
)
REPAIRING: Final = "Riparo il file delle pratiche…"
TITLE: Final = "Che cosa ho ritrovato"
SEE_LIST: Final = "Guarda pratica per pratica"
KEPT_TEXT: Final = (
    "Finché lo conservi, tengo anche tutte le copie di prima. Quando hai riletto le pratiche e non ti serve più, "
    "eliminalo in Strumenti, Backup e ripristino."
)
_ORIGINS: Final = {
    "unchecked": "Si leggeva, ma qualcosa può essere cambiato: rileggila tutta.",
    "lost": "Non si legge più, né qui né nelle copie.",
}


def found_words(found: Findings) -> str:
    """What a look at the whole file found."""
    if found.file or not found.dossiers:
        return FOUND
    many = "{} pratiche si sono rovinate sul disco."
    return counted(len(found.dossiers), "Una pratica si è rovinata sul disco.", many)


def origin_words(saved: SavedDossier) -> str:
    """Where a dossier came back from; empty of one that is as it was."""
    if saved.origin == "copy":
        when = f" fatta {_on(saved)}" if saved.copied else ""
        return f"Ripresa dalla copia{when}: quello che hai scritto dopo non c'è."
    if saved.origin == "history":
        when = f", {moment_words(saved.at)}" if saved.at else ""
        return f"Ripresa dalla sua storia{when}: le modifiche più recenti non si leggono."
    return _ORIGINS.get(saved.origin, "")


def _on(saved: SavedDossier) -> str:
    return moment_words(saved.copied) if saved.copied else ""


def summary_lines(report: SalvageReport) -> Iterator[str]:
    """What needs no line of its own."""
    same = sum(each.origin == "file" for each in report.dossiers)
    if same:
        other = "Le altre: " if same < len(report.dossiers) else ""
        yield f"{other}{counted(same, 'una pratica è com’era', '{} pratiche sono com’erano')}."
    if not report.dossiers:
        yield "Non ho trovato nessuna pratica."
    if report.damaged_acts:
        yield counted(report.damaged_acts, "Di un atto resta solo la data, con il suo file.",
                      "Di {} atti resta solo la data, con il loro file.")  # fmt: skip
    if report.records:
        yield f"Anagrafiche: {counted(report.records, 'una scheda ritrovata', '{} schede ritrovate')}."
    if report.lost_records:
        yield counted(report.lost_records, "Una scheda delle Anagrafiche non si legge più.",
                      "{} schede delle Anagrafiche non si leggono più.")  # fmt: skip
