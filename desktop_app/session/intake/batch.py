"""Files that came together: a receipt may be linked only by what another of them teaches, of whichever dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.drafts.models import ActPlace, ExportPlace
from desktop_app.session.acts import Received
from desktop_app.session.intake.arrivals import Arrival, Lookup, Place, Recognition


def in_any_order(recognition: Recognition, arrivals: Iterable[Arrival]) -> list[Arrival]:
    """The same arrivals once more for receipts that only what came with them can link (a Message-ID learnt)."""
    found = list(arrivals)
    while any(each.unlinked for each in found):
        wiser = _wiser(recognition, found)
        again = [wiser.receipt(each.file, each.unlinked) if each.unlinked else each for each in found]
        if [each.act is None for each in again] == [each.act is None for each in found]:
            break
        found = again
    return found


def _wiser(recognition: Recognition, arrivals: Sequence[Arrival]) -> Recognition:
    """The same with what the receipts among the arrivals teach of the dossiers that they belong to."""
    taught = [each for each in arrivals if isinstance(each.act, Received) and each.act.message_id]

    def learnt(place: Place | None) -> Place | None:
        acts = [each.act for each in taught if place is not None and each.dossier == place.id and each.act is not None]
        return replace(place, acts=[*place.acts, *acts]) if place is not None and acts else place

    lookup = _WithTaught(recognition.lookup, taught)
    return replace(
        recognition, lookup=lookup, load=lambda id: learnt(recognition.load(id)), open=learnt(recognition.open)
    )


@dataclass(frozen=True, slots=True)
class _WithTaught:
    """The store, and what is about to be recorded in it."""

    store: Lookup
    taught: Sequence[Arrival]

    def with_file(self, sha256s: Sequence[str]) -> list[ActPlace]:
        return self.store.with_file(sha256s)

    def exports_with(self, sha256s: Sequence[str]) -> list[ExportPlace]:
        return self.store.exports_with(sha256s)

    def with_mark(self, marks: Sequence[str]) -> list[tuple[str, ActPlace]]:
        """The acts with one of these marks, those about to be recorded after those that are."""
        new = [
            (each.act.message_id, ActPlace(0, each.act.kind, each.dossier, each.title, False, None))
            for each in self.taught
            if isinstance(each.act, Received) and each.act.message_id in marks
        ]
        return [*self.store.with_mark(marks), *new]
