"""The sentences about answers: what they quote, and how."""

from __future__ import annotations

import pytest

from desktop_app.engine.forms.field_types import FIELD_TYPES
from desktop_app.engine.italian import messages

of = FIELD_TYPES.__getitem__


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("12.34.5", "«12.34.5»"),
        ("x" * 1_000_000, "«" + "x" * 39 + "…»"),
        ("a\u202eb\x1b[31m\ud800\n", "«a b [31m»"),
        (None, "«None»"),
        ([[[[[[[[1]]]]]]]], "«[[[[[[[...]]]]]]]»"),
        ("y" * 40, "«" + "y" * 40 + "»"),
        ("y" * 41, "«" + "y" * 39 + "…»"),
        (" " * 199 + "z", "«z»"),
        (" " * 200 + "z", "«»"),
    ],
)
def test_what_was_typed_is_quoted_short_and_visible(typed: object, quoted: str) -> None:
    assert messages.shortened(typed) == quoted


def test_lists_of_any_depth_can_be_quoted() -> None:
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    assert len(messages.shortened(nested)) < 45
    while nested:  # dismantled from the outside: Python's own deletion is recursive
        nested = nested.pop()  # type: ignore[assignment]  # a list in a list, to mypy any object


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (messages.not_a_number("x", of("money").advice),
         "Non capisco «x». Usa la virgola per i centesimi. Esempio: 12.345,00."),
        (messages.not_a_number("x", of("integer").advice), "Non capisco «x». Esempio: 12."),
        (messages.no_such_day(31, 4, 2027, 30), "Il 31 aprile 2027 non esiste: aprile 2027 ha 30 giorni."),
        (messages.missing("Comune", of("text").asked), "Manca «Comune»: scrivi questo dato."),
        (messages.missing("Durata", of("integer").asked), "Manca «Durata»: scrivi il numero."),
        (messages.missing("PEC", of("pec").asked, "L'azienda"),
         "Manca «PEC» (l'azienda): scrivi questo dato."),
        (messages.missing("PEC", of("pec").asked, "CPI di zona"),
         "Manca «PEC» (CPI di zona): scrivi questo dato."),
        (messages.missing("PEC", of("pec").asked, "D'Alò Srl"), "Manca «PEC» (d'Alò Srl): scrivi questo dato."),
        (messages.missing("PEC", of("pec").asked, "La PA"), "Manca «PEC» (la PA): scrivi questo dato."),
        (messages.missing_lines("Fasi", "fase"), "«Fasi» è vuoto: aggiungi una riga (fase)."),
        (messages.other_notation("1.234,5", "1234.5"), 'Nel file della pratica «1.234,5» si scrive "1234.5", '
                                                       'con le virgolette: riscrivilo.'),
        (messages.not_whole("1,5"), "Qui serve un numero intero, non «1,5». Esempio: 12."),
        (messages.too_many_decimals("1,555", 2), "«1,555» ha troppi decimali: scrivine al massimo 2."),
        (messages.too_small("0"), "Il minimo è 0: scrivi un numero uguale o più grande."),
        (messages.too_large("9"), "Il massimo è 9: scrivi un numero uguale o più piccolo."),
        (messages.not_a_date("x"), "Non capisco la data «x». Scrivi giorno, mese e anno. Esempio: 31/01/2027."),
        (messages.year_out_of_range(12), "L'anno 12 non sembra giusto: scrivi un anno tra il 1900 e il 2199."),
        (messages.not_an_option("x"), "«x» non è tra le risposte possibili: scegline una dall'elenco."),
        (messages.too_long(9, 5), "Il testo ha 9 caratteri e qui ne entrano 5: accorcialo."),
        (messages.too_many_lines(9, 5), "Le righe sono 9 e qui ne entrano 5: prepara un'altra pratica per le altre."),
        (messages.NOT_YES_NO, "Scegli sì oppure no."),
        (messages.NOT_TEXT, "Qui serve un testo."),
        (messages.NOT_LINES, "Qui serve un elenco di righe."),
        (messages.NOT_A_LINE, "Questa riga non si può leggere: scrivila di nuovo."),
        (messages.NEW_LINE, "Qui serve un testo su una riga sola: togli gli a capo."),
        (messages.REASON, "Scrivi il motivo per cui sostituisci il valore calcolato."),
        (messages.NO_RULE, "Per la data scelta manca la regola «{rule}» in questo modulo: controlla la data."),
        (messages.unprintable("\u202e"), "Il carattere invisibile U+202E non si può stampare nei documenti: "
                                         "cancellalo e scrivilo di nuovo."),
        (messages.unprintable("中"), "Il carattere «中» non si può stampare nei documenti: "
                                    "cancellalo e scrivilo di nuovo."),
    ],
)  # fmt: skip
def test_a_sentence_says_the_fact_and_what_to_do(sentence: str, expected: str) -> None:
    assert sentence == expected


def test_every_month_has_its_name() -> None:
    told = [messages.no_such_day(31, month, 2027, 30) for month in range(1, 13)]
    assert [each.split()[2] for each in told] == [
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
        "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
    ]  # fmt: skip
