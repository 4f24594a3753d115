"""The message of a sending: plain text in which an answer is only text, and a subject on one line."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.documents.message import RULE, Message, message
from desktop_app.engine.evaluation.sendings import sendings
from tests.unit.engine.support import ask, filled, group, make_form, one_page, rule

FIELDS = (
    ask("nome", printed=False),
    ask("racconto", "long_text", printed=False),
    ask("importo", "money", printed=False),
    ask("quando", "date", printed=False),
    ask("si", "yes_no", printed=False),
    ask("ufficio_pec", "pec", printed=False),
    group("righe", ask("cosa", printed=False), ask("n", "integer", printed=False), item="cosa"),
)


def written(text: str, answers: dict[str, Any] | None = None, subject: str = "Oggetto", **keys: Any) -> Message:
    spec = {"id": "s", "title": "S", "source": "Art. 5", "to": ["ufficio_pec"], "subject": subject, "text": "m.md",
            **keys}  # fmt: skip
    rules = {"rule": [rule("giorni", 15)]}
    form = one_page(*FIELDS, ask("termine", "integer", default="giorni", printed=False), sending=[spec])
    state = filled(make_form(form, rules, {"m.md": text}), answers)
    return message(sendings(state)[-1], state)


def test_paragraphs_lists_tables_and_headings_become_lines() -> None:
    text = (
        "# Richiesta\n\nSpett.le ufficio,\nsi **chiede** *quanto* segue:\n\n"
        "- uno;\n- due;\n\n1. primo\n2. secondo\n\n"
        "   e ancora\n\n---\n\n| Voce | Valore |\n|---|---|\n| Importo | {{ importo }} |\n\n"
        "Prima riga  \nseconda riga\n"
    )
    assert written(text, {"importo": "1500"}).text == (
        "Richiesta\n\nSpett.le ufficio, si chiede quanto segue:\n\n- uno;\n- due;\n\n1. primo\n2. secondo\n"
        f"  e ancora\n\n{RULE}\n\nVoce; Valore\nImporto; 1.500,00\n\nPrima riga\nseconda riga\n"
    )


HOSTILE = [
    "**grassetto** e *corsivo*",
    "# titolo",
    "- voce",
    "| a | b |",
    "{{ ufficio_pec }}",
    "{% if si %}",
    "{nome}",
    "[qui](https://esempio.it)",
    "<b>x</b> &amp; &#65;",
    "---",
    "^1^ nota",
    "`codice`",
    "\\*",
    "_" * 5,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_an_answer_is_only_text(words: str) -> None:
    found = written("Da {{ nome }}, in un paragrafo.\n\n{{ nome }}\n\n- {{ nome }}\n", {"nome": words}, "Di {nome}")
    assert found == Message(f"Di {words}", f"Da {words}, in un paragrafo.\n\n{words}\n\n- {words}\n")


def test_a_long_answer_stands_where_it_is_for_a_message_has_no_annexes() -> None:
    story = "Prima riga.\n\nSeconda riga, " + "lunga " * 80 + "\nfine."
    lines = "Prima riga.\n\nSeconda riga, " + "lunga " * 79 + "lunga\nfine."
    assert written("Testo: {{ racconto }}\n", {"racconto": story}).text == f"Testo: {lines}\n"
    assert written("{{ racconto }}\n", {"racconto": story}).text == f"{lines}\n"


def test_what_is_not_answered_is_a_blank_and_is_counted() -> None:
    found = written("Di {{ nome }}.\n\n{{ racconto }}\n{% if si %}\nSì.\n{% endif %}\n")
    assert found.text.count("_") > 20 and found.text.count("\n") == 3 and "Sì" not in found.text
    assert found.blanks == 2
    assert written("Di {{ nome }}.\n", {"nome": "Rossi"}).blanks == 0


def test_articles_rules_and_today_are_written_as_in_documents() -> None:
    found = written("Entro {{ giorni }} giorni dal {{ quando }}, oggi {{ oggi }}.\n", {"quando": "2027-03-11"})
    assert found.text == "Entro 15 giorni dall'11/03/2027, oggi 15/03/2026.\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x85", "\x0b", "\t"])
def test_a_subject_is_one_line_whatever_the_answers(end: str) -> None:
    found = written("x\n", {"racconto": f"uno{end}Bcc: altri@esempio.it"}, "Di {racconto}")
    refused = end in "\u2028\x85\x0b"  # no answer may have these
    assert found.subject == ("Di …" if refused else "Di uno Bcc: altri@esempio.it")


def test_a_subject_counts_and_says_what_is_missing() -> None:
    assert written("x\n", {}, "Di {nome}, {giorni:giorno|giorni}").subject == "Di …, giorni"


def test_a_message_about_a_line_names_its_columns_and_its_number() -> None:
    lines = [{"cosa": "Uno", "n": "1"}, {"cosa": "Due", "n": "2"}]
    text = "Riga {{ riga }}: {{ cosa }}, {{ n }} {{ n | plurale('pezzo', 'pezzi') }}, per {{ nome }}.\n"
    found = written(text, {"righe": lines, "nome": "Rossi"}, "{riga}. {cosa} di {nome} ({giorni})", lines="righe")
    assert found == Message("2. Due di Rossi (15)", "Riga 2: Due, 2 pezzi, per Rossi.\n")


def test_a_box_is_ticked_or_not() -> None:
    assert [written("{{ si | tick }} sì\n", {"si": si}).text for si in (True, False)] == ["☒ sì\n", "☐ sì\n"]


def test_a_portal_gets_no_message() -> None:
    spec = {"id": "s", "title": "S", "source": "Art. 5", "channel": "portal", "address": "https://e.it",
            "values": ["nome"]}  # fmt: skip
    state = filled(make_form(one_page(*FIELDS, sending=[spec])))
    assert message(sendings(state)[0], state) == Message("", "")
