"""What is said once the documents of several dossiers were exported, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.documents.export import KEPT
from desktop_app.gui.features.documents.several import Outcome, SeveralResult
from desktop_app.gui.widgets.feedback.notice import Links, NoticeKind

NAMED: Final = 3  # dossiers that were left out: the others are in the list, which says what they lack

LONGEST: Final = 40  # characters of a title


def notice_of(result: SeveralResult) -> tuple[NoticeKind, str, str]:
    """Kind, fact and text: how many were exported, where, and what was left out with the reason."""
    many, rest = result.exported, result.left_out
    count = counted(many, "una pratica", "{} pratiche")
    of = "" if many == result.asked else f" su {result.asked}"
    done = f"sportati i PDF di {count}{of}." if many else "essuna pratica esportata."
    fact = f"Fermato: {'e' if many else 'n'}{done}" if result.is_stopped else f"{'E' if many else 'N'}{done}"
    parts = [f"{result.folder}." if rest or result.beside_others else str(result.folder)] if result.folder else []
    parts += [KEPT] if result.beside_others else []
    parts += _reasons(rest[:NAMED])
    if len(rest) > NAMED:
        more = counted(len(rest) - NAMED, "Un'altra non è esportata", "Altre {} non sono esportate")
        parts.append(f"{more}: l'elenco dice che cosa manca.")
    kind: NoticeKind = "warning" if rest else "note" if result.is_stopped else "ok"
    return kind, fact, " ".join(parts)


def links_of(result: SeveralResult) -> Links:
    """The folder, another one where that refused, and the dossiers named, where opening them is the way on: by id."""
    folder = (("open", "Apri la cartella"),) if result.folder else ()
    elsewhere = (("elsewhere", "Scegli un'altra cartella"),) if result.refused else ()
    return (
        *folder,
        *elsewhere,
        *((each.id, f"Apri {_quoted(each.title)}") for each in result.left_out[:NAMED] if each.opens),
    )


def _reasons(left_out: Sequence[Outcome]) -> Iterator[str]:
    """A sentence for each reason, with the titles that it is of."""
    titles: dict[str, list[str]] = {}
    for each in left_out:
        titles.setdefault(each.why, []).extend([_quoted(each.title)] if each.title else [])
    for why, of in titles.items():
        words = f"{', '.join(of)}: {why}" if of else why
        yield words if words.endswith(".") else f"{words}."


def _quoted(title: str) -> str:
    return f"«{title if len(title) <= LONGEST else f'{title[: LONGEST - 1]}…'}»"
