"""What the summary says of the answers, and where it leads from there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.summary.answer_items import AnswerItem, LinesItem, step_answers
from desktop_app.gui.features.summary.answers import LinesTable
from desktop_app.session.steps import page_of, visible_fields
from tests.gui.support.summary_page import FORMS, WHOLE, crowded, example, loaded, shown


@pytest.mark.parametrize("id", FORMS)
def test_every_visible_answer_is_there_under_its_step(id: str) -> None:
    dossier = example(id)
    for group in step_answers(dossier, WHOLE):
        there = {item.place.field for item in group.items if isinstance(item, AnswerItem | LinesItem)}
        for field in visible_fields(dossier.state, group.page):
            cell = dossier.state.cells.get(field.id)
            answered = cell is not None and (cell.value is not None or dossier.state.lines.get(field.id))
            assert (field.id in there) == bool(answered), field.id


@pytest.mark.parametrize("id", FORMS)
def test_every_cell_of_every_line_is_told(id: str) -> None:
    dossier = example(id)
    for group in step_answers(dossier, WHOLE):
        for item in (item for item in group.items if isinstance(item, LinesItem)):
            columns = dossier.form.fields[item.place.field].columns
            for line, state in zip(item.lines, dossier.state.lines[item.place.field], strict=True):
                told = f"{line.words.spoken} {line.further_answers}"
                for cell in (state.cells[each] for each in columns if state.cells[each].visible):
                    if isinstance(cell.value, str) and cell.value not in str(columns):
                        assert cell.value in told


@pytest.mark.parametrize("id", FORMS)
def test_modifica_leads_to_its_place(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    page = shown(qtbot, qapp, example(id))
    heard: list[FieldRef] = []
    page.navigate_requested.connect(heard.append)
    wanted: list[FieldRef] = []
    for group in step_answers(example(id), WHOLE):
        for item in group.items:
            if isinstance(item, AnswerItem):
                wanted.append(item.place)
            elif isinstance(item, LinesItem):
                wanted += [line.place for line in item.lines]
    for each in page.groups.values():
        for row in each.rows():
            row.setFocus()
            QTest.keyClick(row, Qt.Key.Key_Return)
    assert heard == wanted and len(wanted) > 10
    assert all(place.line for place in heard if loaded(id).fields[place.field].columns)


@pytest.mark.parametrize("id", FORMS)
def test_a_step_is_one_tab_stop_with_arrows_inside(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    page = shown(qtbot, qapp, example(id))
    first, second = [group for group in page.groups.values() if group.rows()][:2]
    rows = first.rows()
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_End)
    assert rows[-1].hasFocus()
    QTest.keyClick(rows[-1], Qt.Key.Key_Down)
    assert rows[-1].hasFocus()
    QTest.keyClick(rows[-1], Qt.Key.Key_Tab)
    assert second.rows()[0].hasFocus()
    QTest.keyClick(second.rows()[0], Qt.Key.Key_Backtab)
    assert rows[-1].hasFocus()
    QTest.keyClick(rows[-1], Qt.Key.Key_Home)
    QTest.keyClick(rows[0], Qt.Key.Key_Up)
    assert rows[0].hasFocus()


@pytest.mark.parametrize("id", FORMS)
def test_a_change_is_shown_without_losing_scroll_or_focus(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    dossier = example(id)
    page = shown(qtbot, qapp, dossier)
    last = [group for group in page.groups.values() if group.rows()][-1]
    row = last.rows()[-1]
    row.setFocus()
    QApplication.processEvents()
    bar = page._area.verticalScrollBar()  # noqa: SLF001 - where the page is scrolled
    before = bar.value()
    assert before > 0
    text = next(f.id for f in dossier.form.fields.values() if f.spec.type == "text" and dossier.draft.answers.get(f.id))
    dossier.answer(text, "Una risposta nuova & <b>strana</b>")
    page.show_state()
    QApplication.processEvents()
    assert row.hasFocus() and bar.value() == before
    group = page.groups[page_of(dossier.form, text)]
    assert any("Una risposta nuova & <b>strana</b>" in row.accessibleName() for row in group.rows())
    page.show_state()
    assert row.hasFocus()


@pytest.mark.parametrize("id", FORMS)
def test_three_hundred_lines_are_cut_until_all_are_wanted(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    dossier, group = crowded(id, 300)
    page = shown(qtbot, qapp, dossier)
    table = next(each for each in page.findChildren(LinesTable) if len(each.rows) == 10)
    assert table.more.text() == "Mostra tutte le 300 righe"
    table.more.setFocus()
    QTest.keyClick(table.more, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert len(table.rows) == 300 and not table.more.isVisible()
    assert table.rows[10].hasFocus()  # what comes next, not something elsewhere
    dossier.answer(group, None)
    page.show_state()
    assert not [each for each in page.findChildren(LinesTable) if each.isVisible() and len(each.rows) == 300]


def test_what_nobody_confirmed_yet_is_marked_with_what_is_computed_from_it() -> None:
    answers = [
        each
        for group in step_answers(example("lombardia/art14_2021"), WHOLE)
        for each in group.items
        if isinstance(each, AnswerItem)
    ]
    marked = {each.place.field for each in answers if any(said.kind == "unconfirmed" for said in each.remarks)}
    assert {"coefficiente", "coperture_calcolate", "limite_art14", "posti_massimi"} <= marked
    assert not {"scopertura", "valore_annuo_commesse", "posti_proposti"} & marked
