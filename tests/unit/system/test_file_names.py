"""Names of files for an office: readable, ASCII, never two alike, whatever somebody typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.system.file_names import LONGEST, ascii_name, ascii_words, distinct, ending_of

VALID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[a-z0-9]{1,5}){0,2}")


@pytest.mark.parametrize(
    ("given_", "name"),
    [
        ("Convenzione locale – Città dell'Aquila.pdf", "Convenzione_locale_Citta_dell_Aquila.pdf"),
        ("comunicazione.PDF.P7M", "comunicazione.pdf.p7m"),
        ("a.b.c.pdf.p7m", "abc.pdf.p7m"),
        ("Alfa S.r.l. & Beta S.p.A.", "Alfa_Srl_e_Beta_SpA"),
        ("CON.pdf", "CON_.pdf"),
        ("中.pdf", "documento.pdf"),
        ("Straße Łódź.pdf", "Strasse_Lodz.pdf"),
        ("../../etc/passwd", "etc_passwd"),
        (".pdf", "pdf"),
        ("", "documento"),
        ("a\r\nBcc: b.pdf", "a_Bcc_b.pdf"),
    ],
)
def test_a_name_is_readable_and_ascii(given_: str, name: str) -> None:
    assert ascii_name(given_) == name


def test_a_long_name_is_cut_between_words_and_keeps_its_ending() -> None:
    name = ascii_name("Comunicazione al Centro per l'Impiego della cooperativa sociale La Spiga Lavoro.pdf.p7m")
    assert name == "Comunicazione_al_Centro_per_l_Impiego_della.pdf.p7m" and len(name) <= LONGEST
    assert len(ascii_name("x" * 200 + ".PDF")) == LONGEST


def test_names_that_are_alike_get_a_number_before_their_whole_ending() -> None:
    assert distinct(["a.pdf.p7m", "A.pdf.p7m", "b.pdf", "a.pdf.p7m"]) == [
        "a.pdf.p7m", "A_2.pdf.p7m", "b.pdf", "a_3.pdf.p7m",
    ]  # fmt: skip
    long = ascii_name("y" * 80, ".pdf")
    assert all(len(each) <= LONGEST for each in distinct([long] * 12)) and len(set(distinct([long] * 12))) == 12


@pytest.mark.parametrize(("name", "end"), [("x.pdf.p7m", ".pdf.p7m"), ("x.eml", ".eml"), ("x", ""), ("v1.2 bozza", "")])
def test_the_ending_of_a_signed_file_tells_what_is_inside(name: str, end: str) -> None:
    assert ending_of(name) == end


@given(st.text())
def test_whatever_is_typed_gives_a_valid_name(text: str) -> None:
    name = ascii_name(text)
    assert VALID.fullmatch(name) and len(name) <= LONGEST
    assert re.fullmatch(r"[A-Za-z0-9_]*", ascii_words(text))
