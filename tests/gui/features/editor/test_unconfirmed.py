"""What nobody confirmed yet is said in step and panel, warns and never stops; a step shows its panel alone."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.steps.field_item import WHY
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import Tag
from desktop_app.library import Library
from tests.gui.support.editor import FORMS, item, opened

ID = "lombardia/art14_2021"
TO_CONFIRM = "da confermare con l’ufficio"


def example(qtbot: QtBot, **answers: str) -> DossierView:
    library = Library([FORMS])
    view = opened(qtbot, library.load(ID), {**library.example(ID).answers, **answers})
    view.go_to(FieldRef("coefficiente"))
    return view


def words(view: DossierView) -> list[str]:
    panel = view.panel()
    assert panel is not None
    return [label.text() or label.accessibleName() for label in panel.findChildren(QLabel) if label.isVisible()]


def tags(view: DossierView, id: str) -> list[str]:
    return [tag.accessibleName() for tag in item(view, id).findChildren(Tag) if tag.isVisible()]


def test_an_answer_and_what_is_computed_from_it_are_marked(qtbot: QtBot) -> None:
    view = example(qtbot)
    assert tags(view, "coefficiente") == tags(view, "coperture_calcolate") == [TO_CONFIRM]
    assert tags(view, "durata_mesi") == ["calcolato"]
    computed = item(view, "coperture_calcolate")
    field = computed.editor.focus_widget()
    assert isinstance(field, QLineEdit) and field.isReadOnly()
    computed.row.link_activated.emit(WHY)
    sentence = "Da confermare con l’ufficio: Coefficiente della convenzione quadro."
    qtbot.waitUntil(lambda: sentence in [label.text() for label in computed.findChildren(QLabel) if label.isVisible()])


def test_the_panel_says_what_is_to_be_confirmed_and_which_limits(qtbot: QtBot) -> None:
    said = words(example(qtbot))
    [sentence] = [each for each in said if each.startswith("Da confermare")]
    assert "Coefficiente della convenzione quadro" in sentence and sentence.endswith("valori.")
    limits = [each.partition(":")[0] for each in said]
    assert "Valore delle commesse (da confermare)" in limits and "Posti scoperti" in limits


def test_too_much_of_what_is_unconfirmed_is_a_warning(qtbot: QtBot) -> None:
    panel = example(qtbot, valore_annuo_commesse="30000").panel()
    assert panel is not None and panel.result is not None
    assert (panel.result.number, panel.result.severity) == ("1", "warning")


def test_an_answer_that_may_lack_is_asked_for_where_the_calculation_waits_for_it(qtbot: QtBot) -> None:
    view = example(qtbot, coefficiente="")
    panel = view.panel()
    assert panel is not None and panel.result is None
    assert "Coefficiente della convenzione quadro" in [link.text() for link in panel.findChildren(Link)]


def test_a_step_shows_its_own_panel_alone(qtbot: QtBot) -> None:
    view = example(qtbot)
    for id in ("base_computo", "valore_annuo_commesse", "base_computo"):
        view.go_to(FieldRef(id))
        own = view.panel()
        assert own is not None
        assert [panel for panel in view.findChildren(CalculationPanel) if panel.isVisible()] == [own]
