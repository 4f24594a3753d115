"""Values in a template: they print placeholders, never text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop_app.engine.documents.template import environment
from desktop_app.engine.documents.values import (
    CLOSE_MARK,
    FILTERS,
    OPEN_MARK,
    AnswerText,
    Blank,
    LineView,
    LineViews,
    Placeholder,
    Placeholders,
    TemplateValue,
    Tick,
)
from desktop_app.engine.forms.definition import FieldDef

TEXT = FieldDef(type="text", label="Nome")
CHOICE = FieldDef(type="choice", label="Tipo", options={"a": "Di un anno"})


def mark_of(value: Any, spec: FieldDef | None, filter: str | None = None, *given: Any) -> Placeholder:
    placeholders = Placeholders()
    shown = TemplateValue(value, spec, placeholders)
    text = FILTERS[filter](shown, *given) if filter else str(shown)
    assert text == f"{OPEN_MARK}0{CLOSE_MARK}"
    [placeholder] = placeholders.all
    return placeholder


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (mark_of("<b>{{ x }}", TEXT), AnswerText("<b>{{ x }}", "Nome", False)),
        (mark_of("x" * 301, TEXT), AnswerText("x" * 301, "Nome", True)),
        (mark_of("a\nb", TEXT), AnswerText("a\nb", "Nome", True)),
        (mark_of("a", CHOICE), AnswerText("Di un anno", "Tipo", False)),
        (mark_of(Decimal("1234.5"), FieldDef(type="money", label="C")), AnswerText("1.234,50", "C", False)),
        (mark_of("Art. 9", None), AnswerText("Art. 9", "", False, own=False)),
        (mark_of(None, TEXT), Blank(25)),
        (mark_of(None, FieldDef(type="money")), Blank(14)),
        (mark_of(None, None), Blank(12)),
        (mark_of(None, FieldDef(type="long_text")), Blank(60, 3)),
        (mark_of(None, FieldDef(type="long_text"), "blank", 10), Blank(10)),
        (mark_of("x", TEXT, "blank", 10), AnswerText("x", "Nome", False)),
        (mark_of(True, FieldDef(type="yes_no"), "tick"), Tick(True)),
        (mark_of(False, FieldDef(type="yes_no"), "tick"), Tick(False)),
        (mark_of(None, FieldDef(type="yes_no"), "tick"), Tick(None)),
        (mark_of("a", CHOICE, "tick", "a"), Tick(True)),
        (mark_of("b", CHOICE, "tick", "a"), Tick(False)),
        (mark_of(None, CHOICE, "tick", "a"), Tick(None)),
        (mark_of(Decimal("1.5"), FieldDef(type="decimal"), "anni"), AnswerText("1 e mesi 6", "", False)),
        (mark_of(None, FieldDef(type="decimal"), "anni"), Blank(7)),
    ],
)
def test_what_stands_for_a_value(mark: Placeholder, expected: Placeholder) -> None:
    assert mark == expected


@pytest.mark.parametrize(
    ("filter", "value", "before"),
    [
        ("via", "Dante Alighieri, 12", "via "),
        ("via", "via Dante Alighieri, 12", ""),
        ("via", "Piazza Roma, 3", ""),
        ("via", "C.so Italia, 9", ""),
        ("via", "Borgo San Pietro, 1", "via "),  # streets are named so, too
        ("via", None, "via "),
        ("Via", "Dante Alighieri, 12", "Via "),
        ("Via", "viale della Vittoria", ""),
        *(
            ("via", f"{word} Roma, 3", "")
            for word in (
                "via",
                "Viale",
                "V.le",
                "vicolo",
                "piazza",
                "P.za",
                "P.zza",
                "piazzale",
                "P.le",
                "piazzetta",
                "corso",
                "C.so",
                "largo",
                "strada",
                "lungomare",
                "lungolago",
                "contrada",
                "C.da",
                "località",
                "loc.",
                "frazione",
                "Fraz.",
                "zona",
            )
        ),
    ],
)
def test_a_street_has_its_word_once(filter: str, value: str | None, before: str) -> None:
    placeholders = Placeholders()
    assert FILTERS[filter](TemplateValue(value, TEXT, placeholders), 35) == f"{before}{OPEN_MARK}0{CLOSE_MARK}"
    assert placeholders.all == [Blank(35) if value is None else AnswerText(value, "Nome", False)]


@pytest.mark.parametrize(
    ("value", "spec", "word"),
    [
        (Decimal(0), FieldDef(type="integer"), "posti"),
        (Decimal(1), FieldDef(type="integer"), "posto"),
        (Decimal(2), FieldDef(type="integer"), "posti"),
        (Decimal("1.04"), FieldDef(type="decimal", formula="x", rounding="down", decimals=1), "posto"),  # it prints 1,0
        (Decimal("1.5"), FieldDef(type="decimal"), "posti"),
        (Decimal(1), FieldDef(type="money"), "posto"),
        (None, FieldDef(type="integer"), "posti"),  # the pen has not written yet
        ("1", None, "posto"),  # a rule
        ("13", None, "posti"),
    ],
)
def test_a_word_agrees_with_its_number_and_prints_nothing_else(value: Any, spec: FieldDef | None, word: str) -> None:
    placeholders = Placeholders()
    assert FILTERS["plurale"](TemplateValue(value, spec, placeholders), "posto", "posti") == word
    assert placeholders.all == []


def test_the_place_of_a_signature_bears_its_name() -> None:
    assert FILTERS["firma"]("ditta") == f"{OPEN_MARK}ditta{CLOSE_MARK}"


@pytest.mark.parametrize(
    ("value", "truth"), [(None, False), (False, False), ("", False), (True, True), ("x", True), (Decimal(0), True)]
)
def test_a_value_is_true_where_it_says_something(value: Any, truth: bool) -> None:
    assert bool(TemplateValue(value, TEXT, Placeholders())) is truth


def test_a_choice_equals_the_id_of_its_option() -> None:
    shown = TemplateValue("a", CHOICE, Placeholders())
    assert shown == "a" and shown != "b"
    assert hash(shown) == hash("a")


def test_lines_are_true_where_answered() -> None:
    line = LineView({"columns": TemplateValue("x", TEXT, Placeholders())})
    assert line["columns"] == "x"
    assert not hasattr(line, "columns")  # jinja would take the attribute for the column
    assert not LineViews([line], answered=False) and len(LineViews([line], answered=False)) == 1
    assert LineViews([line], answered=True)


def test_the_words_of_a_text_are_printed_as_they_are_written() -> None:
    text = environment().from_string("""{{ n | plurale("un'ora", "ore d'aria") }} & <più>""")
    for number, words in ((1, "un'ora"), (2, "ore d'aria")):
        value = TemplateValue(Decimal(number), FieldDef(type="integer"), Placeholders())
        assert text.render(n=value) == f"{words} & <più>"
