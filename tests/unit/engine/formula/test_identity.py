"""What an address or a codice fiscale tells of who has it."""

from __future__ import annotations

import pytest

from desktop_app.engine.formula.identity import is_free_mail, is_provisional, name_agrees


@pytest.mark.parametrize("address", ["rossi@gmail.com", "ROSSI@Libero.IT", "rossi@hotmail.it", "rossi@poste.it"])
def test_free_mail_is_known_by_its_provider(address: str) -> None:
    assert is_free_mail(address)


@pytest.mark.parametrize("address", ["a@pec.it", "gmail.com@pec.esempio.it", "a@pec.libero.it", "a@notgmail.com"])
def test_other_addresses_are_not(address: str) -> None:
    assert not is_free_mail(address)


def test_a_provisional_code_has_11_digits() -> None:
    assert is_provisional("00743110157") and not is_provisional("RSSMRA85T10A562S")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mario Rossi", "RSSMRA"),
        ("ROSSI MARIO", "RSSMRA"),
        ("dott. Mario Rossi", "RSSMRA"),
        ("Sig.ra Anna Galli", "GLLNNA"),
        ("Arch. Galli Anna", "GLLNNA"),
        ("Stefano Marini", "MRNSFN"),  # with four consonants the second falls out
        ("Nicolò D'Alò", "DLANCL"),
        ("Maria Dell’Orto", "DLLMRA"),
        ("Anna De Luca", "DLCNNA"),
        ("Lucia Fo", "FOXLCU"),
        ("Ai Fo", "FOXAIX"),
        ("Ada Fo", "FOXDAA"),
        ("Jean-Luc Bianchi", "BNCJLC"),  # as one name, J N L C gives J L C
        ("Maria Grazia Neri", "NREMGR"),
        ("Maria Neri", "NREMGR"),  # the second given name is not written
        ("Carla Neri", "NRECLG"),  # Carla Giulia: C R L G gives C L G
        ("Anna Rossi", "RSSNTR"),  # Anna Teresa: N N T R
        ("Ada Neri", "NREDMR"),  # Ada Maria: D M R
        ("Maria Rossi Bianchi", "RSSMRA"),  # a surname more
        ("Maria Rossi in Bianchi", "RSSMRA"),
        ("Maria Rossi Bianchi", "BNCMRA"),
        ("Paolo Müller", "MLLPLA"),
    ],
)
def test_a_name_that_may_have_the_code(name: str, letters: str) -> None:
    assert name_agrees(name, f"{letters}85T10A562S") is True


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mario Rossi", "BNCMRA"),
        ("Mario Rossi", "RSSLGU"),
        ("Luca Rossi", "RSSMRA"),
        ("Carla Neri", "NRECTR"),  # C R L, and whatever follows: C R … or C L …
        ("Stefano Marini", "MRNSTF"),
        ("Anna Rossi", "RSSPLA"),
    ],
)
def test_a_name_that_cannot(name: str, letters: str) -> None:
    assert name_agrees(name, f"{letters}85T10A562S") is False


@pytest.mark.parametrize(
    "name", ["Rossi", "", "Mario Rossi, presidente", "Mario Đurić", "Mario 2 Rossi", "a b c d e f g h i", "dott. Rossi"]
)
def test_nobody_can_tell_of_these(name: str) -> None:
    assert name_agrees(name, "RSSMRA85T10A562S") is None


def test_nobody_can_tell_from_a_provisional_code() -> None:
    assert name_agrees("Mario Rossi", "00743110157") is None
