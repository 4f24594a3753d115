"""The answers to files that were handed in, as data: what each is, what it proves, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop_app.gui.wording.sentences import tidy

if TYPE_CHECKING:  # loaded with the first file
    from desktop_app.session.intake.arrivals import Arrival

TONE_LOOKS: Final = {
    "ok": ("state-done", "ok"), "note": ("info", "muted"), "warning": ("state-warning", "warn"),
    "error": ("state-problem", "error"),
}  # fmt: skip
Actions = tuple[tuple[str, str], ...]  # what is asked (with what it is about), and its words


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One file: its name, a fact, what to do, the rest in sentences, and links."""

    name: str
    tone: str
    fact: str
    remedy: str = ""
    sentences: tuple[str, ...] = ()
    actions: Actions = ()

    @property
    def spoken(self) -> str:
        """What screen readers say."""
        return f"{self.name}: {self.fact} {self.remedy}".strip()


def arrival_rows(
    answers: Sequence[tuple[Arrival, int]], dossier: str, sendings: Mapping[str, str]
) -> Iterator[ArrivalRow]:
    """A row for each file, for a page of `dossier` ("" for none); `sendings` are its own, title by key."""
    for at, (arrival, number) in enumerate(answers):
        yield ArrivalRow(
            arrival.name,
            arrival.tone,
            tidy(_fact(arrival, number, dossier)),
            tidy(arrival.remedy),
            tuple(map(tidy, arrival.sentences)),
            tuple(_actions(at, arrival, number, dossier, sendings)),
        )


def _fact(arrival: Arrival, number: int, dossier: str) -> str:
    if number and arrival.dossier != dossier:
        return f"È della pratica «{arrival.title}»: l'ho messo lì. {arrival.fact}"
    return arrival.fact


def _actions(
    at: int, arrival: Arrival, number: int, dossier: str, sendings: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    if arrival.scan and dossier:
        yield f"pen:{at}", "Registra come firmato a penna"
    if arrival.unlinked is not None and dossier:
        for key, title in sendings.items():
            yield f"about:{at}:{key}", f"È di «{title}»"
    if arrival.dossier and arrival.dossier != dossier and arrival.title:
        yield f"dossier:{arrival.dossier}", "Apri quella pratica"
    if number:
        yield f"undo:{number}", "Annulla: togli il file"
