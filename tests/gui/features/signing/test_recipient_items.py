"""How far a message is for one recipient, in the words of the card."""

from __future__ import annotations

from desktop_app.gui.features.signing.sending.recipient_items import recipient_items
from desktop_app.session.acts import AnyAct
from tests.unit.session.after_export import receipt
from tests.unit.session.sending import OFFICE, planned


def test_a_delivery_with_other_content_is_not_said_to_be_one() -> None:
    plan = planned()
    other = receipt("avvenuta-consegna", 4, OFFICE, sending=plan.key, differs=("01_Accordo.pdf",))
    right = receipt("avvenuta-consegna", 5, OFFICE, sending=plan.key, proved=("01_Accordo.pdf",))

    def said(*acts: AnyAct) -> str:
        return next(each.words for each in recipient_items(plan, acts, ()) if each.address == OFFICE)

    assert said(other).startswith("arrivato con un altro contenuto il 24/11/2026")
    assert said(other, right).startswith("consegnato il ") and "identico" in said(other, right)
