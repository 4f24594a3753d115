"""A hundred oddities that come with a paste or from habit, each with the value it was meant as, or its sentence."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers import typed
from desktop_app.engine.answers.reader import read
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.italian import dates, formatting

TODAY = dt.date(2027, 1, 15)
MONEY = FieldDef(type="money")
WHOLE = FieldDef(type="integer")
MONTHS = FieldDef(type="decimal", unit="mesi")
YEARS = FieldDef(type="decimal", unit="anni")
HOURS = FieldDef(type="decimal", unit="ore")
PERCENT = FieldDef(type="decimal", unit="%")
DATE = FieldDef(type="date")
BIRTH = FieldDef(type="date", past=True)
TEXT = FieldDef(type="text")
LONG = FieldDef(type="long_text")
CODE = FieldDef(type="codice_fiscale")
PERSON = FieldDef(type="codice_fiscale", person=True)
VAT = FieldDef(type="partita_iva")
PEC = FieldDef(type="pec")
EMAIL = FieldDef(type="email")

CELLS = "sembra più di un numero, forse di più celle: scrivine uno solo, senza spazi."
SPACE = "c'è uno spazio in mezzo al numero: toglilo."
EURO = "il segno dell'euro va una volta sola, prima o dopo il numero: spostalo."
GOOD_VAT, GOOD_CODE, GOOD_PEC = "00743110157", "RSSMRA85T10A562S", "ditta@pec.esempio.it"

NUMBERS: list[tuple[FieldDef, str, str]] = [
    (MONEY, "1.234,56\u00a0€", "1234.56"),
    (MONEY, "€\u20091\u202f234,56", "1234.56"),
    (MONEY, "EUR 1.234,56", "1234.56"),
    (MONEY, "1234,5 Euro", "1234.5"),
    (MONEY, "-€ 5,00", "-5.00"),
    (MONEY, "1 234 567,89", "1234567.89"),
    (MONEY, "1’234,56", "1234.56"),
    (MONEY, "1\u00ad234,56", "1234.56"),
    (MONEY, "\ufeff12\u200b,50\n", "12.50"),
    (MONEY, "\u20135,50", "-5.50"),
    (MONEY, "12 EUR.", "12"),
    (MONEY, "€ 1.000,-", "1000"),
    (MONEY, "1.000,-- €", "1000"),
    (MONEY, "1.000,=", "1000"),
    (MONEY, "60\n000,00", "60000.00"),
    (MONEY, "125 000", "125000"),
    (MONEY, "100 200,00", "100200.00"),
    (MONEY, "100\u202f200", "100200"),
    (MONEY, "100\u00a0200", "100200"),
    (MONEY, "12 345.5", "12345.5"),
    (WHOLE, " 12 ", "12"),
    (WHOLE, "\t12\t", "12"),
    (HOURS, "7,5 ore", "7.5"),
    (HOURS, "1 ora", "1"),
    (HOURS, "36h", "36"),
    (HOURS, "36 ORE", "36"),
    (PERCENT, "50 %", "50"),
    (PERCENT, "12,5%", "12.5"),
    (MONTHS, "24 mesi", "24"),
    (MONTHS, "1 mese", "1"),
    (MONTHS, "un mese", "1"),
    (MONTHS, "2 anni", "24"),
    (MONTHS, "1 anno e 6 mesi", "18"),
    (FieldDef(type="integer", unit="notte|notti"), "1 notte", "1"),
    (FieldDef(type="integer", unit="notte|notti"), "3 notti", "3"),
    (MONTHS, "un anno e mezzo", "18"),
    (MONTHS, "2 Anni, 3 Mesi", "27"),
    (MONTHS, "1\u00a0anno e\n6 mesi", "18"),
    (MONTHS, "6,5 mesi", "6.5"),
    (YEARS, "24 mesi", "2"),
    (YEARS, "1 anno e 6 mesi", "1.5"),
    (YEARS, "1 e mesi 6", "1.5"),
    (YEARS, "2 anni e mezzo", "2.5"),
    (YEARS, "1,5 anni", "1.5"),
    (YEARS, "7 mesi", "0.58"),
]

DATES: list[tuple[FieldDef, str, str]] = [
    (DATE, "24 luglio 2023", "2023-07-24"),
    (DATE, "24 LUGLIO 2023", "2023-07-24"),
    (DATE, "24.7.2023", "2023-07-24"),
    (DATE, "24/7/23", "2023-07-24"),
    (DATE, "24-lug-23", "2023-07-24"),
    (DATE, "24 lug. 2023", "2023-07-24"),
    (DATE, "24luglio2023", "2023-07-24"),
    (DATE, "1° marzo 2024", "2024-03-01"),
    (DATE, "1º marzo ’24", "2024-03-01"),
    (DATE, "lunedì 24 luglio 2023", "2023-07-24"),
    (DATE, "Lunedi\u0300, 24 luglio 2023", "2023-07-24"),
    (DATE, "il 24 luglio 2023", "2023-07-24"),
    (DATE, "l’8 marzo 2024", "2024-03-08"),
    (DATE, "dell'11/3/2024", "2024-03-11"),
    (DATE, "lì, 24/07/2023", "2023-07-24"),
    (DATE, "3 sett. 2024", "2024-09-03"),
    (DATE, "24\u00a0luglio\u20092023\n", "2023-07-24"),
    (DATE, "24 / 07 / 2023", "2023-07-24"),
    (DATE, "24/07/2023 00:00", "2023-07-24"),
    (DATE, "2023-07-24 00:00:00", "2023-07-24"),
    (DATE, "2023/7/24", "2023-07-24"),
    (DATE, "2023-07-24T00:00:00", "2023-07-24"),
    (DATE, "24/07/2023 10:30", "2023-07-24"),
    (DATE, "24/7/2023.", "2023-07-24"),
    (DATE, "24\u201307\u20132023;", "2023-07-24"),
    (DATE, "24\u221507\u22152023", "2023-07-24"),
    (DATE, "5/6/40", "2040-06-05"),
    (BIRTH, "5/6/40", "1940-06-05"),
    (BIRTH, "5 giugno 40", "1940-06-05"),
    (BIRTH, "050640", "1940-06-05"),
    (BIRTH, "16/1/27", "1927-01-16"),
    (BIRTH, "15/1/27", "2027-01-15"),
    (BIRTH, "5/6/61", "1961-06-05"),
]

TEXTS: list[tuple[FieldDef, str, str]] = [
    (TEXT, "o\ufb03cina \ufb01ori", "officina fiori"),
    (TEXT, "a\ufb00itto \ufb02ori \ufb04 \ufb05 \ufb06", "affitto flori ffl st st"),
    (TEXT, "D’Alò", "D'Alò"),
    (TEXT, "D\u00b4Alò e L‘Aquila", "D'Alò e L'Aquila"),
    (TEXT, "Dell\u02bcOrto", "Dell'Orto"),
    (TEXT, "Via\u00a0Roma,\u20091", "Via Roma, 1"),
    (TEXT, "coope\u00adrativa", "cooperativa"),
    (TEXT, "coope\u00ad\nrativa", "cooperativa"),
    (TEXT, "la\u200b\u200c\u200d\u2060\ufeff Spiga", "la Spiga"),
    (TEXT, "Nicolo\u0300", "Nicolò"),
    (TEXT, "riga\u2028sotto", "riga sotto"),
    (LONG, "riga\u2028sotto\u000bancora\u000cfine", "riga\nsotto\nancora\nfine"),
    (LONG, "\uf0b7\tprimo\r\n\uf0b7\tsecondo", "• primo\n• secondo"),
    (LONG, "\u25cf uno\n\u27a2 due \u2714\ufffc", "• uno\n• due ✓"),
    (TEXT, "la\ue000 Spiga\x07", "la Spiga"),
    (TEXT, "via Roma 5\u20447", "via Roma 5/7"),
    (LONG, "a\u3000b\u202fc", "a b c"),
]

CODES: list[tuple[FieldDef, str, str]] = [
    (VAT, "IT 00743110157", GOOD_VAT),
    (VAT, "IT00743110157", GOOD_VAT),
    (VAT, "it-00743110157", GOOD_VAT),
    (VAT, "007.431.101.57", GOOD_VAT),
    (VAT, "P. IVA 00743110157;", GOOD_VAT),
    (VAT, "Partita IVA: IT 0074 3110 157.", GOOD_VAT),
    (VAT, "P.I. 00743110157", GOOD_VAT),
    (CODE, "C.F. 00743110157", GOOD_VAT),
    (CODE, "IT00743110157", GOOD_VAT),
    (PERSON, "C.F.: rss mra 85t10 a562s", GOOD_CODE),
    (PERSON, "Codice fiscale n. RSSMRA85T10A562S;", GOOD_CODE),
    (PERSON, "RSS-MRA-85T10-A562S", GOOD_CODE),
    (PERSON, "RSS\u00a0MRA\u200985T10 A562S", GOOD_CODE),
    (PERSON, GOOD_VAT, GOOD_VAT),  # provisional
    (PERSON, "61492729001", "61492729001"),  # provisional, of no provincial office
    (PEC, "PEC: ditta@pec.esempio.it", GOOD_PEC),
    (PEC, "pec ditta@pec.esempio.it;", GOOD_PEC),
    (PEC, "mailto:ditta@pec.esempio.it?subject=Richiesta", GOOD_PEC),
    (PEC, "Ditta Rossi <ditta@pec.esempio.it>;", GOOD_PEC),
    (PEC, "ditta@pec.esempio.it.", GOOD_PEC),
    (PEC, "«ditta@pec.esempio.it»", GOOD_PEC),
    (EMAIL, "E-mail: rossi\u2011ditta@esempio.it", "rossi-ditta@esempio.it"),
    (EMAIL, "d’alo@esempio.it", "d'alo@esempio.it"),
]

REFUSED: list[tuple[FieldDef, str, str]] = [
    (MONEY, "12\t15", f"«12 15» {CELLS}"),
    (MONEY, "12 15", f"«12 15» {CELLS}"),
    (MONEY, "12\n15", f"«12 15» {CELLS}"),
    (MONEY, "100 200", f"«100 200» {CELLS}"),
    (MONEY, "100\t200", f"«100 200» {CELLS}"),
    (WHOLE, "1\t234", f"«1 234» {CELLS}"),
    (MONEY, "12 € 15 €", f"«12 € 15 €» {CELLS}"),
    (MONEY, "1 2345", f"«1 2345» {CELLS}"),
    (MONEY, "12, 50", f"In «12, 50» {SPACE}"),
    (MONEY, "12€50", f"In «12€50» {EURO}"),
    (MONEY, "€ 5 €", f"In «€ 5 €» {EURO}"),
    (MONEY, "12 circa", "Non capisco «12 circa». Usa la virgola per i centesimi. Esempio: 12.345,00."),
    (HOURS, "3 giorni", "Non capisco «3 giorni». Qui si scrive il numero, in ore. Esempio: 12."),
    (MONTHS, "3 settimane", "Non capisco «3 settimane». Qui si scrive il numero, in mesi. Esempio: 12."),
    (MONTHS, "mesi", "Non capisco «mesi». Esempio: 7,5."),
    (MONTHS, "6 mesi e mezzo", "Non capisco «6 mesi e mezzo». Qui si scrive il numero, in mesi. Esempio: 12."),
    (MONTHS, "1 anno e mezzo e 3 mesi", "Non capisco «1 anno e mezzo e 3 mesi»"),
    (MONTHS, "2 e mezzo", "Non capisco «2 e mezzo»"),
    (MONEY, "1" * 101, "Non capisco «1111"),
    (DATE, "31 novembre 2026", "Il 31 novembre 2026 non esiste: novembre 2026 ha 30 giorni."),
    (DATE, "24 foo 2023", "Non capisco la data «24 foo 2023»."),
    (DATE, "luglio 2023", "Non capisco la data «luglio 2023»."),
    (TEXT, "ok 😀", "Il carattere «😀» non si può stampare nei documenti: cancellalo e scrivilo di nuovo."),
    (VAT, "IT 00743110158", "La partita IVA «IT 00743110158» non torna: controlla le 11 cifre nella visura."),
    (CODE, "C.F. e 00743110157", "Il codice fiscale «C.F. e 00743110157» non torna"),
    (VAT, "FR 00743110157", "La partita IVA «FR 00743110157» non torna: controlla le 11 cifre nella visura."),
    (PERSON, "80004450427", "16 tra lettere e cifre, 11 cifre se è quello provvisorio"),  # of a body
    (VAT, "61492729001", "La partita IVA «61492729001» non torna"),
    (CODE, "00000000000", "Il codice fiscale «00000000000» non torna"),
    (PEC, ".ditta@pec.esempio.it", "non è scritto come una e-mail"),
    (PEC, "ditta@pec.esempio.it; altra@pec.esempio.it", "non è scritto come una e-mail"),
]


def test_they_are_a_hundred() -> None:
    assert len(NUMBERS) + len(DATES) + len(TEXTS) + len(CODES) + len(REFUSED) >= 100


@pytest.mark.parametrize(("spec", "text", "answer"), [*NUMBERS, *DATES, *TEXTS])
def test_what_was_meant_is_read(spec: FieldDef, text: str, answer: str) -> None:
    assert typed.canonical(spec, text, TODAY) == answer


@pytest.mark.parametrize(("spec", "text", "answer"), [*DATES, *TEXTS, *CODES])
def test_what_is_read_is_printed_as_it_was_read(spec: FieldDef, text: str, answer: str) -> None:
    value, wrong = read(spec, typed.canonical(spec, text, TODAY))
    assert wrong is None and formatting.notation(value) == answer


@pytest.mark.parametrize(("spec", "text", "sentence"), REFUSED)
def test_what_may_be_meant_otherwise_is_refused_with_the_cause(spec: FieldDef, text: str, sentence: str) -> None:
    value, wrong = read(spec, typed.canonical(spec, text, TODAY))
    assert value is None and wrong is not None and sentence in wrong


def _pasted(spec: FieldDef, words: str) -> Any:
    value, wrong = read(spec, typed.canonical(spec, words, TODAY))
    assert wrong is None
    return value


@given(st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2))
def test_an_amount_as_it_is_shown_pastes_back(amount: Decimal) -> None:
    for words in (formatting.value(MONEY, amount), formatting.value(MONEY, amount, euro=False)):
        assert _pasted(MONEY, words) == amount


@given(
    st.sampled_from([MONTHS, YEARS, HOURS, PERCENT, FieldDef(type="decimal", decimals=2), FieldDef(type="decimal")]),
    st.decimals(min_value=0, max_value=Decimal("9999999"), places=2),
)
def test_a_number_as_it_is_shown_pastes_back_with_its_unit_or_without(spec: FieldDef, number: Decimal) -> None:
    shown = formatting.value(spec, number)
    assert _pasted(spec, shown) == number
    assert _pasted(spec, formatting.with_unit(shown, spec.unit)) == number


@given(st.integers(min_value=1, max_value=600))
def test_a_length_as_documents_print_it_pastes_back(months: int) -> None:
    years = Decimal(months) / 12
    assert formatting.years(_pasted(YEARS, formatting.years(years))) == formatting.years(years)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31)), st.sampled_from([DATE, BIRTH]))
def test_a_date_as_it_is_shown_pastes_back(day: dt.date, spec: FieldDef) -> None:
    assert _pasted(spec, dates.date(day)) == day
