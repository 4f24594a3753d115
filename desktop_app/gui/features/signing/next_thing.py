"""Where the dossier is on its way, and the one next thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.signing.rows import DocumentRow
from desktop_app.session.dossier import Dossier


class NextThing(NamedTuple):
    """A fact, what to do now, and the button for it; without an `action` there is none."""

    icon: str
    color: str
    fact: str
    text: str
    action: str = ""
    words: str = ""


def next_thing(dossier: Dossier, rows: Sequence[DocumentRow]) -> NextThing:
    """What stands at the top of Firma e invio."""
    errors = [each for each in dossier.state.problems if each.severity == "error"]
    if errors:
        return _to_answer(len(errors))
    if not rows:
        text = "I documenti compaiono qui appena le risposte li chiedono."
        return NextThing("state-unneeded", "muted", "Questa pratica non ha documenti da firmare.", text)
    outdated = [row for row in rows if row.look.icon == "history"]
    if outdated:
        which = outdated[0].title if len(outdated) == 1 else f"{len(outdated)} documenti"
        text = "Una risposta è cambiata dopo l'esportazione. Esporta di nuovo, poi rifai le firme."
        return NextThing("history", "warn", f"Superato: {which}.", text, "export", "Esporta di nuovo")
    if any(row.is_waiting for row in rows):
        words = counted(sum(row.is_waiting for row in rows), "un documento", "{} documenti")
        text = "Esportali, poi si firmano: dopo, nessuno li deve più modificare."
        return NextThing("file-down", "accent", f"Da esportare: {words}.", text, "export", "Esporta i documenti")
    text = "Falli firmare: sotto ogni documento c'è chi firma e come si fa."
    return NextThing("pen-line", "accent", "I documenti sono esportati: adesso si firmano.", text)


def _to_answer(many: int) -> NextThing:
    what = counted(many, "c'è una risposta da sistemare", "ci sono {} risposte da sistemare")
    fact = f"Prima di firmare {what}."
    text = "Nel Riepilogo c'è l'elenco: quando è vuoto, i documenti si esportano con i campi di firma."
    return NextThing("list-checks", "accent", fact, text, "summary", "Vai al Riepilogo")
