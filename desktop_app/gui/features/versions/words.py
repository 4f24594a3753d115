"""The sentences of Versioni."""

from __future__ import annotations

import datetime as dt
from typing import Final

from desktop_app.engine.italian.phrases import capitalized, counted, long_day, relative_day
from desktop_app.gui.wording.moments import moment_words, time_of_day
from desktop_app.session.versions.differences import Difference
from desktop_app.session.versions.moments import Moment

TITLE: Final = "Versioni"
ABOUT_TAKE: Final = "Con Annulla (Ctrl+Z) torni a com’è adesso."
THEN: Final = "Che cosa cambiò allora"
NOW: Final = "Che cosa cambia se la riprendi"
LOADING: Final = "Leggo le versioni…"
NONE: Final = "Non c’è ancora nessuna versione."
AS_NOW: Final = "Le risposte sono le stesse di adesso."
NOTHING_THEN: Final = "Nessuna risposta cambiò."
LOST_BEFORE: Final = "La versione di prima si è rovinata sul disco: che cosa cambiò non si sa. Confrontala con adesso."
DAMAGED: Final = "Questa versione si è rovinata sul disco e non si può leggere. Le altre restano: scegline una vicina."
OTHER: Final = "Questa versione è di un’altra edizione del modulo: non si può mostrare né riprendere qui."
NO_ANSWER: Final = "senza risposta"
LEFT: Final = "Lasciata con Annulla"
_CAME: Final = {
    "imported": "Importata da un file", "duplicated": "Copiata da un’altra pratica",
    "passed": "Passata alla nuova edizione del modello", "example": "Iniziata con le risposte dell’esempio",
}  # fmt: skip
_QUESTIONS: Final = 2  # named in a row


def day_words(day: dt.date, today: dt.date) -> str:
    """`Oggi, domenica 29 novembre`."""
    near = relative_day(day, today)
    return (
        f"{capitalized(near)}, {long_day(day, today)}"
        if near in ("oggi", "ieri")
        else capitalized(long_day(day, today))
    )


def headline(moment: Moment) -> str:
    """The time of a moment and what it was: `10:42 · Esportato: Convenzione`."""
    return f"{time_of_day(moment.at)} · {_fact(moment)}"


def _fact(moment: Moment) -> str:
    if moment.happened:
        many = len(moment.happened)
        return f"Esportati {many} documenti" if many > 1 else moment.happened[0].words
    if moment.current:
        return "Com’è adesso"
    if came := came_words(moment):
        return came
    if moment.branch:
        return LEFT
    if not moment.before:
        return "Inizio"
    many = len(moment.questions)
    return counted(many, "Una risposta cambiata", "{} risposte cambiate") if many else "Altre modifiche"


def came_words(moment: Moment) -> str:
    """How its version came about, "" of one that was typed."""
    if moment.came == "taken":
        at = read_time(moment.told)
        return f"Ripresa la versione di {moment_words(at)}" if at is not None else "Ripresa una versione di prima"
    return _CAME.get(moment.came, "")


def read_time(told: str) -> dt.datetime | None:
    """A time as it was noted; None where it cannot be read."""
    try:
        at = dt.datetime.fromisoformat(told)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def detail(moment: Moment) -> str:
    """Below the headline: which questions were answered otherwise, which documents were exported."""
    if moment.state != "sound":
        return "Non si può leggere" if moment.state == "damaged" else "Di un’altra edizione del modulo"
    if moment.happened:
        titles = [each.words.partition(": ")[2] or each.words for each in moment.happened]
        return ", ".join(titles) if len(titles) > 1 else ""
    first, more = moment.questions[:_QUESTIONS], len(moment.questions) - _QUESTIONS
    words = ", ".join(first) + (f" e {counted(more, 'un’altra', 'altre {}')}" if more > 0 else "")
    left = LEFT if moment.branch and _fact(moment) != LEFT else ""
    return " · ".join(part for part in (left, words) if part)


def sitting(moment: Moment) -> str:
    """When it was: `Martedì 24 novembre, ore 10:20–10:42`."""
    from_, to = time_of_day(moment.begun), time_of_day(moment.at)
    words = capitalized(moment_words(moment.at))
    return words if from_ == to else f"{words.removesuffix(to)}{from_}\u2013{to}"


def kind_words(difference: Difference) -> str:
    """What is said above a difference, beside its question."""
    return {
        "line_added": "aggiunto", "line_removed": "tolto", "override": "valore scritto a mano",
        "warning": "avviso lasciato così", "record": "anagrafica", "notice": "novità di legge",
    }.get(difference.kind, "")  # fmt: skip


def spoken(difference: Difference) -> str:
    """A difference as a screen reader says it."""
    removed = "".join(each.words for each in difference.pieces if each.kind == "removed").strip()
    added = "".join(each.words for each in difference.pieces if each.kind == "added").strip()
    kind = kind_words(difference)
    question = f"{difference.label}, {kind}" if kind else difference.label
    if difference.pieces:
        parts = [f"tolto: {removed}" if removed else "", f"aggiunto: {added}" if added else ""]
        return f"{question}: {'; '.join(part for part in parts if part)}"
    if difference.kind in ("line_added", "line_removed", "lines_moved"):
        return f"{question}: {difference.after or difference.before or NO_ANSWER}"
    return f"{question}: prima {difference.before or NO_ANSWER}, dopo {difference.after or NO_ANSWER}"
