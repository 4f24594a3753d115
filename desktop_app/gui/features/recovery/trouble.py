"""Why the dossiers do not open, as data: what is wrong, what to do, and which ways on are offered."""

from __future__ import annotations

from typing import Literal, NamedTuple

# In the order in which the page shows them.
Way = Literal[
    "recover", "retry", "backup", "begin", "take_over", "usual_folder", "other_folder", "rescue", "show_folder",
]  # fmt: skip

_WITH_TRACES: tuple[Way, ...] = ("recover", "retry", "other_folder", "rescue", "show_folder")
_WITHOUT_TRACES: tuple[Way, ...] = ("retry", "other_folder", "begin", "show_folder")


class Trouble(NamedTuple):
    """One sentence on what is wrong, one on what to do, and the ways on.

    `question` is what has to be answered before the lock is taken over: its fact, and its reason. `holder` is who has
    the dossiers open, as far as the lock says.
    """

    fact: str
    advice: str
    ways: tuple[Way, ...]
    question: tuple[str, str] = ("", "")
    holder: str = ""


def lost(has_traces: bool) -> Trouble:
    """There was a file of dossiers, and there is none; `has_traces`: copies or set-aside files may have them."""
    after, ways = "Di copie qui non ce n’è.", _WITHOUT_TRACES
    if has_traces:
        after, ways = "Altrimenti recupera le pratiche dalle copie.", _WITH_TRACES
    return Trouble(
        "Il file delle pratiche non c’è più.",
        f"Se l’hai spostato, rimettilo al suo posto e riprova. {after}",
        ways,
    )
