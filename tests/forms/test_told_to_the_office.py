"""What the employment office is told by the communication that opens a Marche dossier."""

from __future__ import annotations

import pytest

from tests.forms.test_letters import dossier, letter

FITTED = "Rampa all'ingresso e banco regolabile in altezza."


@pytest.mark.parametrize(("place", "told"), [("azienda", True), ("cooperativa", False)])
def test_the_communication_says_how_the_companys_premises_are_fit(place: str, told: bool) -> None:
    """Artt. 5 and 10: the features of the order are communicated, the adapted premises of the company among them."""
    words, _ = letter(dossier(luogo=place, accomodamenti=FITTED), "comunicazione")
    assert (FITTED in words) is told
    assert ("accomodamenti ragionevoli (art. 10):" in words) is told
