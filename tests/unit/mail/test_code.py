"""The code in the subject: always the same, readable, found wherever it stands."""

from __future__ import annotations

import re

import pytest

from desktop_app.mail.code import code_in, make_code, same_code, with_code


def test_it_is_the_same_for_the_same_sending_and_another_for_another() -> None:
    code = make_code(12, "a" * 16, "comunicazione")
    assert re.fullmatch(r"C12-[0-9A-HJKMNP-TV-Z]{4}", code)
    assert code == make_code(12, "a" * 16, "comunicazione")
    assert len({make_code(12, "a" * 16, f"invio.{n}") for n in range(200)}) == 200
    assert make_code(12, "b" * 16, "comunicazione") != code


def test_it_stands_at_the_end_of_the_subject_and_is_found_there() -> None:
    subject = with_code("Convenzione art. 14: Alfa.", "C12-7K3Q")
    assert subject == "Convenzione art. 14: Alfa – rif. C12-7K3Q" and code_in(subject) == "C12-7K3Q"
    assert with_code(" ", "C12-7K3Q") == "rif. C12-7K3Q"


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("R: CONSEGNA: x – RIF. c12-7k3q", "C12-7K3Q"), ("x rif C1-ABCD y", "C1-ABCD"), ("tariffa C12-7K3Q", ""),
        ("rif. C12-7K3QX", ""), ("rif. 12-7K3Q", ""), ("", ""),
    ],
)  # fmt: skip
def test_it_is_found_in_what_mail_programs_make_of_a_subject(subject: str, code: str) -> None:
    assert code_in(subject) == code


def test_a_draft_has_no_number_and_its_code_is_that_of_the_dossier_all_the_same() -> None:
    assert same_code("C12-7K3Q", "C12-7K3Q") and same_code("C0-7K3Q", "C12-7K3Q") and same_code("C12-7K3Q", "C0-7K3Q")
    assert not same_code("C12-7K3Q", "C13-7K3Q") and not same_code("C12-7K3Q", "C12-7K3R")
    assert not same_code("", "") and not same_code("C0", "C0")
