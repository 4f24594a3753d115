"""What receipts know and the answers do not say is offered where it is asked, and no more once it is written."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.library import Library
from desktop_app.session.acts import AnyAct, Protocolled, Sent
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.offers import Offer, offers
from desktop_app.system.paths import forms_folder

TODAY = dt.date(2026, 11, 29)
FILED, NUMBER = FieldRef("data_invio"), FieldRef("protocollo_portale")


def test_the_day_and_the_number_of_a_filing_are_offered_until_they_are_written() -> None:
    library = Library([forms_folder()])
    dossier = Dossier(library.load("lombardia/art14_2021"), library.example("lombardia/art14_2021"), TODAY)
    for each in (FILED, NUMBER):
        dossier.answer(each.field, None)
    assert list(offers(dossier)) == []
    acts: list[AnyAct] = [
        Sent(sending="portale", day=dt.date(2026, 11, 27)),
        Protocolled(sending="portale", protocol="SIUL 12/2026"),
    ]
    dossier.acts = acts
    day, number = offers(dossier)
    assert day == Offer(FILED, "day", "2026-11-27", filed=True) and number == Offer(NUMBER, "number", "SIUL 12/2026")
    dossier.answer(FILED.field, "27/11/2026")
    assert list(offers(dossier)) == [number]
    dossier.answer(NUMBER.field, "SIUL 12/2026")
    assert list(offers(dossier)) == []
