"""One answer in the notation of drafts: a value, or a sentence."""

from __future__ import annotations

import datetime as dt
import json
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers.reader import read, reason
from desktop_app.engine.forms.definition import FieldDef

MONEY = FieldDef(type="money")
INTEGER = FieldDef(type="integer")
DATE = FieldDef(type="date")
TEXT = FieldDef(type="text")
LONG = FieldDef(type="long_text")
ANY_CODE = FieldDef(type="codice_fiscale")
PERSON = FieldDef(type="codice_fiscale", person=True)
VAT = FieldDef(type="partita_iva")
PEC = FieldDef(type="pec")
CHOICE = FieldDef(type="choice", options={"a": "A"})
YES_NO = FieldDef(type="yes_no")

GOOD_VAT = "00743110157"
GOOD_CODE = "RSSMRA85T10A562S"


@pytest.mark.parametrize(
    ("spec", "raw", "value"),
    [
        (MONEY, "60000.00", Decimal(60000)),
        (MONEY, "60000.000", Decimal(60000)),  # zeros at the end are not counted as decimals
        (MONEY, "999999999999.99", Decimal("999999999999.99")),
        (MONEY, "-0", Decimal(0)),
        (INTEGER, "12.0", Decimal(12)),
        (INTEGER, "9999999", Decimal(9_999_999)),
        (FieldDef(type="integer", max=Decimal(10**8)), "50000000", Decimal(50_000_000)),
        (FieldDef(type="integer", max=Decimal(10**8)), "100000000", Decimal(10**8)),
        (FieldDef(type="decimal", min=Decimal(-5)), "-4.5", Decimal("-4.5")),
        (FieldDef(type="decimal", decimals=10), "1.0123456789", Decimal("1.0123456789")),
        (DATE, "2028-02-29", dt.date(2028, 2, 29)),
        (YES_NO, False, False),
        (CHOICE, "a", "a"),
        (TEXT, "  D'Alò, Nicolo\u0300 Müller & Đurić  ", "D'Alò, Nicolò Müller & Đurić"),
        (TEXT, "   ", None),
        (TEXT, "x" * 300, "x" * 300),
        (LONG, "uno\r\ndue\rtre\tquattro", "uno\ndue\ntre quattro"),
        (ANY_CODE, "rss mra 85t10 a562s", GOOD_CODE),
        (ANY_CODE, GOOD_VAT, GOOD_VAT),
        (ANY_CODE, "80004450427", "80004450427"),
        (PERSON, GOOD_CODE, GOOD_CODE),
        (PERSON, GOOD_VAT, GOOD_VAT),  # the provisional code of a person has 11 digits
        (VAT, "007 4311 0157", GOOD_VAT),
        (VAT, "  ", None),
        (PEC, "ditta.rossi+1@pec.esempio.it", "ditta.rossi+1@pec.esempio.it"),
    ],
)
def test_what_can_be_read(spec: FieldDef, raw: Any, value: Any) -> None:
    assert read(spec, raw) == (value, None)


@pytest.mark.parametrize(
    ("spec", "raw", "sentence"),
    [
        (MONEY, "tanto", "Non capisco «tanto». Usa la virgola per i centesimi. Esempio: 12.345,00."),
        (MONEY, "12.34.5", "Non capisco «12.34.5»"),
        (MONEY, "1e999999", "Non capisco «1e999999»"),
        (MONEY, "NaN", "Non capisco «NaN»"),
        (MONEY, "sNaN", "Non capisco"),
        (MONEY, "Infinity", "Non capisco"),
        (MONEY, "1_000", "Non capisco"),
        (MONEY, "\uff11\uff12", "Non capisco «\uff11\uff12»"),
        (MONEY, "٣", "Non capisco"),
        (MONEY, "12\n", 'Nel file della pratica «12» si scrive "12", con le virgolette: riscrivilo.'),
        (MONEY, "1.000,50", 'Nel file della pratica «1.000,50» si scrive "1000.50"'),
        (MONEY, "1.000.000.000.000,00", "Non capisco"),
        (MONEY, "9" * 25, "Non capisco"),
        (MONEY, 60000, 'Nel file della pratica «60000» si scrive "60000", con le virgolette'),
        (INTEGER, 12.0, 'si scrive "12.0"'),
        (MONEY, float("nan"), "Non capisco «nan»"),
        (MONEY, True, "Non capisco «True»"),
        (MONEY, ["1"], "Non capisco «['1']»"),
        (MONEY, "-0.01", "Il minimo è 0: scrivi un numero uguale o più grande."),
        (MONEY, "1.005", "«1,005» ha troppi decimali: scrivine al massimo 2."),
        (MONEY, "1000000000000", "Il massimo è 999.999.999.999,99"),
        (INTEGER, "1.5", "Qui serve un numero intero, non «1,5»."),
        (INTEGER, "10000000", "Il massimo è 9.999.999"),
        (FieldDef(type="decimal", decimals=10), "1234567890123.123456789", "Il massimo è 9.999.999"),
        (FieldDef(type="decimal", decimals=10), "123456789012.12345678901", "ha troppi decimali"),
        (FieldDef(type="decimal", min=Decimal("0.5")), "0.49", "Il minimo è 0,5"),
        (FieldDef(type="decimal", max=Decimal("1234.5")), "1234.51", "Il massimo è 1.234,5"),
        (DATE, "31/01/2027", 'Nel file della pratica «31/01/2027» si scrive "2027-01-31"'),
        (DATE, "domani", "Non capisco la data «domani». Scrivi giorno, mese e anno. Esempio: 31/01/2027."),
        (DATE, "31/02/2027", "Il 31 febbraio 2027 non esiste: febbraio 2027 ha 28 giorni."),
        (DATE, "2027-02-30", "Il 30 febbraio 2027 non esiste: febbraio 2027 ha 28 giorni."),
        (DATE, "2027-13-01", "Non capisco la data «2027-13-01»."),
        (DATE, "2027-00-10", "Non capisco la data"),
        (DATE, "2027-01-00", "Non capisco la data"),
        (DATE, "0000-01-01", "L'anno 0 non sembra giusto"),
        (DATE, "2200-01-01", "L'anno 2200 non sembra giusto: scrivi un anno tra il 1900 e il 2199."),
        (DATE, "\uff12027-01-01", "Non capisco la data"),
        (DATE, 20270101, "Non capisco la data «20270101»"),
        (YES_NO, "sì", "Scegli sì oppure no."),
        (YES_NO, 1, "Scegli sì oppure no."),
        (CHOICE, "b", "«b» non è tra le risposte possibili: scegline una dall'elenco."),
        (CHOICE, ["a"], "non è tra le risposte possibili"),
        (FieldDef(type="choice"), "a", "«a» non è tra le risposte possibili"),
        (TEXT, 12, "Qui serve un testo."),
        (TEXT, {"a": 1}, "Qui serve un testo."),
        (TEXT, "x" * 1_000_000, "Il testo ha 1000000 caratteri e qui ne entrano 300: accorcialo."),
        (LONG, "x" * 20_001, "qui ne entrano 20000"),
        (FieldDef(type="text", max_length=5), "123456", "qui ne entrano 5"),
        (FieldDef(type="text", max_length=1), "12", "Il testo ha 2 caratteri e qui ne entra 1: accorcialo."),
        (TEXT, "Rossi\nSrl", "Qui serve un testo su una riga sola: togli gli a capo."),
        (TEXT, "a\x00b", "invisibile U+0000"),
        (TEXT, "a\tb", "invisibile U+0009"),
        (TEXT, "a\u202eb", "invisibile U+202E"),
        (TEXT, "a\u200bb", "invisibile U+200B"),
        (TEXT, "a\u2066b", "invisibile U+2066"),
        (TEXT, "a\u2028b", "invisibile U+2028"),
        (TEXT, "a\ud800b", "invisibile U+D800"),
        (TEXT, "\ue0000\ue001", "invisibile U+E000"),
        (TEXT, "x\u0301", "Il carattere"),
        (LONG, "riga\n中文", "Il carattere «中» non si può stampare"),
        (TEXT, "ok 😀", "«😀»"),
        (ANY_CODE, "RSSMRA85T10A562X", "Il codice fiscale «RSSMRA85T10A562X» non torna"),
        (ANY_CODE, "00743110158", ", 11 cifre per una società"),
        (ANY_CODE, "RSSMRA85T10A562\u0405", "non torna"),  # Cyrillic Dze
        (ANY_CODE, "RSSMRA85T10A562\u017f", "non torna"),  # a long s is an S in capitals
        (ANY_CODE, "00743110157-----", "non torna"),
        (ANY_CODE, "RSSMRA85T41A562S", "non torna"),
        (PERSON, "80004450427", "(16 tra lettere e cifre, 11 cifre se è quello provvisorio)"),  # of a body
        (VAT, "00743110158", "La partita IVA «00743110158» non torna"),
        (VAT, "\uff10\uff10743110157", "Il carattere «\uff10»"),
        (VAT, "IT00743110157", "non torna"),
        (VAT, "", None),
        (PEC, "ditta@pec.esempio.\u0456t", "L'indirizzo «ditta@pec.esempio.\u0456t»"),  # Cyrillic i
        (PEC, "a@x.it,b@y.it", "Esempio: nome@pec.esempio.it."),
        (PEC, "niccolò@pec.it", "non è scritto"),
        (PEC, "x" * 65 + "@pec.it", "non è scritto"),
        (PEC, "a@pec.it\nBcc: b@c.it", "Qui serve un testo su una riga sola"),
        (PEC, "x" * 255, "qui ne entrano 254"),
        (FieldDef(type="email"), "a@b", "Esempio: nome@esempio.it."),
    ],
)
def test_what_cannot_is_said(spec: FieldDef, raw: Any, sentence: str | None) -> None:
    value, said = read(spec, raw)
    assert value is None
    assert said is sentence or (sentence is not None and said is not None and sentence in said)


@pytest.mark.parametrize("spec", [PEC, ANY_CODE, VAT, DATE, MONEY, TEXT, LONG])
@pytest.mark.parametrize("unit", ["a", "a.", "a-", "1", "@", "a@a.", " ", "\n", "\u0301", "["])
def test_a_megabyte_in_a_field_costs_nothing(spec: FieldDef, unit: str) -> None:
    start = time.thread_time()
    for length in (254 // len(unit), 1_000_000 // len(unit)):
        _, said = read(spec, unit * length)
        assert said is None or len(said) < 200
    assert time.thread_time() - start < 1


def test_a_reason_is_printed_too_and_held_to_the_same() -> None:
    assert reason(" lo dice l'ufficio\r\n") == ("lo dice l'ufficio", None)
    assert reason("  ") == (None, None)
    assert "qui ne entrano 2000" in str(reason("x" * 2001)[1])
    assert "U+202E" in str(reason("a\u202eb")[1])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
ALL = [MONEY, INTEGER, FieldDef(type="decimal", decimals=10), DATE, YES_NO, CHOICE, TEXT, LONG, PERSON, VAT, PEC]


@given(st.sampled_from(ALL), anything | st.from_regex(r"-?[0-9]{1,24}(\.[0-9]{1,12})?", fullmatch=True))
def test_reading_gives_a_value_or_a_sentence(spec: FieldDef, raw: Any) -> None:
    value, said = read(spec, raw)
    assert value is None or said is None
    if said is not None:
        assert said.endswith(".") and len(said) < 300 and said.isprintable()
    if value is None and said is None:
        assert not raw.strip()
    json.dumps(said).encode()


@given(st.sampled_from(["codice_fiscale", "partita_iva"]), st.text("0123456789ABCDEFGHSTR -:.", max_size=18))
def test_a_code_is_only_what_is_printed_on_the_card(kind: Any, text: str) -> None:
    value, _ = read(FieldDef(type=kind), text)
    if value is not None:
        assert value.isascii() and value.isalnum() and value == text.replace(" ", "").upper()
        assert len(value) in (11, 16)


@pytest.mark.parametrize("place", range(11))
@pytest.mark.parametrize("digit", "0123456789")
def test_one_wrong_digit_of_a_vat_number_is_noticed(place: int, digit: str) -> None:
    changed = GOOD_VAT[:place] + digit + GOOD_VAT[place + 1 :]
    assert (read(VAT, changed)[0] is not None) == (changed == GOOD_VAT)
