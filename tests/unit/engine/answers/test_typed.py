"""What people type and paste, the Italian way; what cannot be read is kept as it was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers import typed
from desktop_app.engine.answers.reader import read
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian import parse as italian

MONEY = FieldDef(id="m", type="money", label="Importo")
WHOLE = FieldDef(id="n", type="integer", label="Numero")
DATE = FieldDef(id="d", type="date", label="Data")
TEXT = FieldDef(id="t", type="text", label="Testo")
LONG = FieldDef(id="l", type="long_text", label="Testo lungo")
CHOICE = FieldDef(id="c", type="choice", label="Scelta", options={"a": "Alfa"})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234,56", "1234.56"), ("1.234,56", "1234.56"), ("1234.56", "1234.56"), ("1.234", "1234"),
        ("1.234.567", "1234567"), (" 60 000,00 € ", "60000.00"), ("€ 5", "5"), ("5 euro", "5"), ("EUR 7,5", "7.5"),
        ("-3", "-3"), ("−3,5", "-3.5"), ("0,5", "0.5"), ("0.5", "0.5"), ("0.125", "0.125"), ("1\u00a0000", "1000"),
        ("-€ 5,50", "-5.50"), ("€ -5", "-5"), ("1'234,56", "1234.56"), ("1 234.5", "1234.5"),
        ("100 200,00", "100200.00"),
        ("100 200 €", "100200"), ("125 000", "125000"), ("60\n000,00", "60000.00"), ("100\u202f200", "100200"),
    ],
)  # fmt: skip
def test_numbers_as_italians_write_them(text: str, number: str) -> None:
    assert italian.number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "12.34.5",
        "1,2,3",
        "1.23,4",
        "abc",
        "1e5",
        "--1",
        "1,",
        ",5",
        "1.2.3,4",
        "\uff11\uff12",
        "",
        "-",
        "1 234.567",
        "012 345",
    ],
)  # fmt: skip
def test_what_is_no_number_is_kept_and_gets_its_sentence(text: str) -> None:
    assert italian.number(text) is None
    kept = typed.canonical(MONEY, text)
    assert kept == (text or None)
    if text:
        assert read(MONEY, kept)[1]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1/2/26", "2026-02-01"), ("010226", "2026-02-01"), ("01022026", "2026-02-01"), ("1-2-2026", "2026-02-01"),
        ("01.02.2026", "2026-02-01"), ("1 2 26", "2026-02-01"), ("31/12/1961", "1961-12-31"), ("5/6/61", "1961-06-05"),
        ("5/6/49", "2049-06-05"), ("5/6/50", "1950-06-05"), ("050650", "1950-06-05"),
    ],
)  # fmt: skip
def test_dates_as_italians_write_them(text: str, iso: str) -> None:
    assert typed.canonical(DATE, text) == iso


def test_a_date_of_several_lines_is_read_as_one() -> None:
    assert typed.canonical(DATE, "1\n2\r\n2026") == "2026-02-01"


def test_a_code_that_is_accepted_stays_as_it_was_typed() -> None:
    code = FieldDef(id="c", type="codice_fiscale", label="Codice")
    assert typed.canonical(code, "rss mra 85t10 a562s") == "rss mra 85t10 a562s"
    assert typed.canonical(code, "non un codice") == "non un codice"


@pytest.mark.parametrize("written", ["31/02/2026", "31.2.26", "31 febbraio 2026", "2026-02-31", "310226"])
def test_a_day_that_does_not_exist_is_named_and_shown_as_it_was_typed(written: str) -> None:
    kept = typed.canonical(DATE, written)
    assert read(DATE, kept)[1] == "Il 31 febbraio 2026 non esiste: febbraio 2026 ha 28 giorni."
    assert typed.editable(DATE, kept) == written


@pytest.mark.parametrize("written", ["32/1/2026", "1/13/26", "2026-13-01", "1/1/2500"])
def test_what_cannot_be_a_day_is_shown_and_named_as_it_was_typed(written: str) -> None:
    kept = typed.canonical(DATE, written)
    told = read(DATE, kept)[1]
    assert (
        typed.editable(DATE, kept) == written and told is not None and (f"«{written}»" in told or "anno 2500" in told)
    )


def test_a_text_that_is_no_date_is_kept() -> None:
    assert typed.canonical(DATE, "domani") == "domani" and typed.editable(DATE, "domani") == "domani"


def test_pasted_text_loses_only_what_nobody_sees() -> None:
    assert typed.canonical(TEXT, "Nicolo\u0300\u200b D'Al\u00f2\u202e\x00") == "Nicolò D'Alò"
    assert typed.canonical(TEXT, "a\nb\tc") == "a b c"
    assert typed.canonical(LONG, "a\r\nb\x0bc") == "a\nb\nc"
    assert typed.canonical(TEXT, "\u200b") is None


def test_a_pasted_reason_loses_what_nobody_sees() -> None:
    assert typed.canonical_reason("l\u2019u\ufb03cio\u200b\r\nlo dice") == "l'ufficio\nlo dice"


def test_choices_and_yes_no_pass_as_they_are() -> None:
    assert typed.canonical(CHOICE, "a") == "a" and typed.canonical(CHOICE, None) is None
    assert typed.canonical(FieldDef(id="y", type="yes_no", label="?"), True) is True


def test_editors_show_italian_numbers_and_dates() -> None:
    assert typed.editable(MONEY, "1234") == "1.234,00"
    assert typed.editable(WHOLE, "1234") == "1.234"
    assert typed.editable(DATE, "2026-02-01") == "01/02/2026"
    assert typed.editable(MONEY, "12.345") == "12,345"  # too many decimals: shown with a comma, not read as thousands
    assert typed.editable(MONEY, "12.34.5") == "12.34.5"
    assert typed.editable(TEXT, "2026-02-01") == "2026-02-01"
    assert typed.editable(MONEY, None) is None


@given(st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2))
def test_an_amount_shown_and_typed_again_is_the_same(amount: Decimal) -> None:
    assert italian.number(formatting.value(MONEY, amount)) == f"{amount:f}"


@given(st.text(max_size=40))
def test_whatever_is_typed_never_raises_and_reading_it_twice_changes_nothing(text: str) -> None:
    for spec in (MONEY, WHOLE, DATE, TEXT, LONG):
        kept = typed.canonical(spec, text)
        shown = typed.editable(spec, kept)
        if kept is not None and read(spec, kept)[1] is None:
            assert read(spec, typed.canonical(spec, shown)) == read(spec, kept)
