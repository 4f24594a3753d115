"""Files that come together: what a receipt teaches is of its own dossier, and of no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from desktop_app.drafts.models import ActPlace, ExportPlace
from desktop_app.mail.receipt import Receipt
from desktop_app.session.acts import Received
from desktop_app.session.dossier import Dossier
from desktop_app.session.intake.arrivals import Arrival, Place, Recognition
from desktop_app.session.intake.batch import in_any_order
from desktop_app.system.incoming import IncomingFile

TAUGHT = Received(name="accettazione.eml", message_id="<1@pec.esempio.example>")
UNKNOWN = cast("Receipt", object())  # only handed on


class Store:
    """Knows nothing yet."""

    def with_file(self, sha256s: Sequence[str]) -> list[ActPlace]:
        return []

    def with_mark(self, marks: Sequence[str]) -> list[tuple[str, ActPlace]]:
        return []

    def exports_with(self, sha256s: Sequence[str]) -> list[ExportPlace]:
        return []


class Asked(Recognition):
    """Links a receipt where the dossier "sua" has learnt something; keeps what each dossier had learnt."""

    def receipt(self, file: IncomingFile, receipt: Receipt, about: object = None) -> Arrival:
        places = {id: self.load(id) for id in ("sua", "altra")}
        learnt = {id: [*place.acts] for id, place in places.items() if place is not None}
        seen.append(learnt)
        return replace(arrival(), act=replace(TAUGHT, name=file.name) if learnt["sua"] else None, unlinked=receipt)


seen: list[dict[str, list[Any]]] = []


def arrival(**changes: Any) -> Arrival:
    return replace(Arrival(IncomingFile("consegna.eml"), "note", ""), **changes)


def test_what_a_receipt_teaches_links_those_of_its_own_dossier_whichever_came_first() -> None:
    seen.clear()
    recognition = Asked(Store(), lambda id: Place(id, cast("Dossier", None)))
    found = in_any_order(recognition, [arrival(unlinked=UNKNOWN), arrival(act=TAUGHT, dossier="sua")])
    assert seen[0] == {"sua": [TAUGHT], "altra": []}
    assert found[0].act is not None


def test_without_anything_to_learn_from_it_ends() -> None:
    seen.clear()
    recognition = Asked(Store(), lambda id: Place(id, cast("Dossier", None)))
    (alone,) = in_any_order(recognition, [arrival(unlinked=UNKNOWN)])
    assert alone.act is None and len(seen) == 1
