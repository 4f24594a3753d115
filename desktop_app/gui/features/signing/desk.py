"""What Firma e invio knows of the open dossier beside its answers and acts, kept while its page is made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.engine.evaluation.sendings import sendings
from desktop_app.gui.features.signing.arrival_rows import ArrivalRow, arrival_rows
from desktop_app.gui.features.signing.pen_form import PenChoice, PenOffer
from desktop_app.session.dossier import Dossier
from desktop_app.system.incoming import IncomingFile

if TYPE_CHECKING:  # loaded with the first file
    from desktop_app.session.intake.arrivals import Arrival


@dataclass(slots=True)
class Desk:
    """`answers` are the files handed in since the dossier was opened, the newest first, each with its act's number.

    `pen` is the document being registered as signed by pen ("": asked in the form, None: none), `scan` its file.
    """

    id: str = ""
    answers: list[tuple[Arrival, int]] = field(default_factory=list)
    pen: str | None = None
    scan: IncomingFile | None = None

    def begin(self, id: str) -> None:
        """Another dossier, or none: what was handed in before is not about it."""
        self.id, self.pen, self.scan = id, None, None
        self.answers.clear()

    def forget(self, number: int) -> None:
        """An act was taken away: its answer goes, too."""
        self.answers[:] = [each for each in self.answers if each[1] != number]

    def rows(self, dossier: Dossier) -> list[ArrivalRow]:
        """The answers as the page shows them."""
        titles = {each.key: each.name for each in sendings(dossier.state)}
        return list(arrival_rows(self.answers, self.id, titles)) if self.answers else []

    def pen_offer(self, dossier: Dossier) -> PenOffer | None:
        """What the form for signatures by pen is about; None where it is not open."""
        if self.pen is None:
            return None
        return PenOffer(pen_choices(dossier), self.pen, self.scan.name if self.scan else "")


def pen_choices(dossier: Dossier) -> Mapping[str, PenChoice]:
    """The documents that somebody signs, with those who do."""
    found = {}
    for document in dossier.documents.applicable():
        signers = {each.spec.id: each.spec.label.strip().removesuffix(":") for each in document.signers
                   if dossier.state.holds(each.condition)}  # fmt: skip
        if signers:
            found[document.spec.id] = PenChoice(document.spec.title, signers)
    return found
