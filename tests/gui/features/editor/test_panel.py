"""The calculation panel: what it shows, what it waits for, and that it follows every key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.calculation.formula import FormulaView
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.controls.title_button import TitleButton
from desktop_app.gui.wording.sentences import figures, together
from desktop_app.library import Library
from tests.gui.support.editor import FORMS, item, opened, small, type_in
from tests.unit.engine.support import ask, computed, make_form, one_page

LIBRARY = Library([FORMS])


def words(panel: CalculationPanel) -> str:
    return " | ".join(
        label.text() or label.accessibleName() for label in panel.findChildren(QLabel) if label.isVisible()
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (("60.000,00 − 12.000,00", "48.000,00"), ("60.000 − 12.000", "48.000")),
        (("10.194,60 + 152.919,00", "163.113,60"), ("10.194,60 + 152.919,00", "163.113,60")),
        (("62.000,00 / 30.000,00", "2,0666666666…"), ("62.000 / 30.000", "2,0666666666…")),
        (("60.000,00 / 7", "8.571,4285714285…"), ("60.000 / 7", "8.571,4285714285…")),
    ],
)
def test_amounts_of_a_formula_are_written_alike(written: tuple[str, ...], shown: tuple[str, ...]) -> None:
    assert figures(*written) == shown


def test_a_help_ends_before_who_fills_it_in() -> None:
    assert together("Esempio: 60.000,00", "Compila: azienda.") == "Esempio: 60.000,00. Compila: azienda."
    assert together("Al netto.", "Compila: azienda.") == "Al netto. Compila: azienda."
    assert together("Esempio: 60.000,00", "") == "Esempio: 60.000,00" and together(None, "") == ""


def test_the_panel_follows_what_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"valore": "3000", "posti": "5"})
    panel = view.panel()
    assert panel is not None and panel.result is not None
    assert (panel.result.number, panel.result.severity) == ("3", "error")
    assert panel.result.sentence == "Hai scritto 5: 2 in più."
    type_in(view, "7000", "valore")
    assert (panel.result.number, panel.result.severity) == ("7", "ok")
    assert "7000" not in words(panel)
    assert "7.000 / 2 = 3500" in panel.findChildren(FormulaView)[0].accessibleName().replace("3.500", "3500")


def test_the_panel_asks_its_question_and_calls_its_limits_by_their_short_names(qtbot: QtBot, tmp_path: Path) -> None:
    panel = opened(qtbot, small(tmp_path), {"valore": "3000"}).panel()
    assert panel is not None
    assert "Quanti posti copre" in words(panel).split(" | ")
    assert "Tetto: 3" in words(panel).split(" | ")


def test_an_empty_panel_says_what_it_waits_for_and_leads_there(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path))
    panel = view.panel()
    assert panel is not None and panel.result is None
    assert "Il risultato compare qui" in words(panel)
    (wanted,) = [each for each in panel.findChildren(Link) if each.text() == "Valore"]
    view.go_to(FieldRef("nome"))
    wanted.click()
    assert QApplication.focusWidget() is item(view, "valore").editor.focus_widget()
    type_in(view, "3000", "valore")
    assert panel.result is not None


def test_the_inverse_question_starts_above_the_result_and_takes_a_number(qtbot: QtBot, tmp_path: Path) -> None:
    view = opened(qtbot, small(tmp_path), {"valore": "3000"})
    panel = view.panel()
    assert panel is not None
    field = panel.findChildren(QLineEdit)[0]
    assert field.text() == "4"
    assert "4.000,00 euro" in words(panel).replace("\u00a0", " ")
    field.selectAll()
    QTest.keyClicks(field, "10")
    assert "10.000,00 euro" in words(panel).replace("\u00a0", " ")
    QTest.keyClicks(field, "x")
    assert "Scrivi un numero intero" in words(panel)
    assert view.dossier.draft.answers == {"valore": "3000"}


@pytest.mark.parametrize(("months", "said"), [("9", "Resto 3 mesi"), ("11", "Resto 1 mese"), ("15", "In più 3 mesi")])
def test_the_bar_counts_in_what_its_total_counts(qtbot: QtBot, months: str, said: str) -> None:
    most = computed("massimo", "integer", "12 if mesi > 0 else 0", unit="mesi")
    bar = {"pages": ["pagina"], "trace": ["massimo"], "total": "massimo", "parts": [{"value": "mesi"}]}
    form = make_form(one_page(ask("mesi", "integer", unit="mesi"), most, panel=[bar]))
    panel = opened(qtbot, form, {"mesi": months}).panel()
    assert panel is not None
    [bar_shown] = [each for each in panel.findChildren(QLabel) if each.accessibleName().startswith("Mesi")]
    spoken = (words(panel) + bar_shown.accessibleName()).replace("\u00a0", " ")
    assert panel.result is not None and panel.result.number == "12\u00a0mesi"
    assert "Massimo: 12 mesi" in spoken and said in spoken and "€" not in spoken


@pytest.mark.parametrize("filled", [False, True], ids=["blank", "example"])
@pytest.mark.parametrize("id", LIBRARY.ids())
def test_every_panel_of_every_form_shows_its_blank_and_its_example(qtbot: QtBot, id: str, filled: bool) -> None:
    form = LIBRARY.load(id)
    view = opened(qtbot, form, dict(LIBRARY.example(id).answers) if filled else {})
    for panel in form.panels:
        for page in panel.spec.pages:
            view.go_to(page)
            shown = view.panel()
            assert shown is not None
            assert not filled or not shown.isVisible() or shown.result is not None


def test_a_form_s_own_words_are_no_markup_in_a_tip(qtbot: QtBot) -> None:
    words = "Legge <b>A</b> & <img src='x'> &lt;"
    fields = (ask("valore", "integer"), computed("quota", "integer", "valore", source=words, symbol="Q"))
    form = make_form(one_page(
        page=[{"id": "p", "title": "P", "field": list(fields)}],
        name=words,
        deadline=[{"id": "fine", "title": words, "date": "add_days(oggi, 3)", "source": "Legge, art. 1"}],
        panel=[{"pages": ["p"], "trace": ["quota"]}],
    ))  # fmt: skip
    view = opened(qtbot, form, {"valore": "3"})
    title = TitleButton(Theme())
    qtbot.addWidget(title)
    title.show_documents([("atto", words)], "atto")
    tips = [each.toolTip() for each in (title, *view.findChildren(QWidget)) if "Legge" in each.toolTip()]
    assert len(tips) >= 4  # the document, the dossier, its term, the source of the formula
    assert {QTextDocumentFragment.fromHtml(each).toPlainText() for each in tips} == {words}
