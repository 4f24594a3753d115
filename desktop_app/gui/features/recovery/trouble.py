"""Why the dossiers do not open, as data: what is wrong, what to do, and which ways on are offered."""

from __future__ import annotations

from typing import Literal, NamedTuple

# In the order in which the page shows them.
Way = Literal["retry", "backup", "begin", "take_over", "usual_folder", "other_folder", "show_folder"]


class Trouble(NamedTuple):
    """One sentence on what is wrong, one on what to do, and the ways on.

    `question` is what has to be answered before the lock is taken over: its fact, and its reason.
    """

    fact: str
    advice: str
    ways: tuple[Way, ...]
    question: tuple[str, str] = ("", "")


def lost() -> Trouble:
    """There was a file of dossiers, and there is none."""
    return Trouble(
        "Il file delle pratiche non c’è più.",
        "Se l’hai spostato, rimettilo al suo posto e riprova. Altrimenti apri una copia.",
        ("backup", "retry", "other_folder", "begin", "show_folder"),
    )
