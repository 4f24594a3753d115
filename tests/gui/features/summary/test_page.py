"""Riepilogo: every answer, every problem, every document, for real dossiers and for three hundred lines."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.summary.answer_items import AnswerItem, LinesItem, step_answers
from desktop_app.gui.features.summary.answers import LinesTable
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.features.summary.problems import headline
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import page_of, visible_fields
from desktop_app.system.paths import forms_folder
from tests.gui.support.layout import faults

LIBRARY = Library([forms_folder()])
FORMS = LIBRARY.ids()
NOW = dt.datetime(2026, 11, 23, 10, 50, tzinfo=dt.timezone(dt.timedelta(hours=1)))
WHOLE: frozenset[str] = frozenset()


@cache
def loaded(id: str) -> Form:
    return LIBRARY.load(id)


def example(id: str) -> Dossier:
    return Dossier(loaded(id), cases.read_draft(LIBRARY.folder(id), cases.EXAMPLE, id)[1], NOW.date())


def empty(id: str) -> Dossier:
    return Dossier(loaded(id), Draft(id), NOW.date())


def spoilt(id: str) -> Dossier:
    """The example with every number and code a word and every date impossible."""
    dossier = example(id)
    types = ("money", "integer", "date", "codice_fiscale", "partita_iva", "pec", "email")
    for field in dossier.form.fields.values():
        if field.formula is None and field.spec.type in types:
            dossier.answer(field.id, "31/02/2026" if field.spec.type == "date" else "12.34.5")
    return dossier


def crowded(id: str, count: int) -> tuple[Dossier, str]:
    """The example with that many lines in its first group that has some."""
    draft = example(id).draft
    group = next(field.id for field in loaded(id).fields.values() if field.columns and draft.answers.get(field.id))
    line: dict[str, Any] = dict(draft.answers[group][0])
    lines = [{**line, "id": f"r{at}"} for at in range(count)]
    return Dossier(loaded(id), Draft(id, {**draft.answers, group: lines}), NOW.date()), group


def shown(qtbot: QtBot, qapp: QApplication, dossier: Dossier, factor: float = 1.0, width: int = 1126) -> SummaryPage:
    page = SummaryPage(apply_scheme(qapp, "light", factor), dossier, lambda: NOW)
    qtbot.addWidget(page)
    page.resize(round(width * factor), round(600 * factor))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QApplication.processEvents()
    return page


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def words(part: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisible())


def export(document: str, *, changed: bool = False, bozza: bool = False) -> ExportEntry:
    return ExportEntry(1, document, Path("a") / "carta.pdf", "0", NOW - dt.timedelta(days=3), bozza, 1, changed)


# --- answers ---------------------------------------------------------------------------------------------


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
    bar = page._area.verticalScrollBar()  # noqa: SLF001
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


# --- problems --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", FORMS)
@pytest.mark.parametrize("make", [example, empty, spoilt])
def test_problems_count_as_the_session_does_and_lead_to_their_place(
    qtbot: QtBot, qapp: QApplication, id: str, make: Any
) -> None:
    dossier = make(id)
    page = shown(qtbot, qapp, dossier)
    errors = [each for each in dossier.state.problems if each.severity == "error"]
    wrong = [each for each in errors if not each.missing]
    assert page.problems.title == headline(len(wrong), len(errors) - len(wrong))
    heard: list[FieldRef] = []
    page.navigate_requested.connect(heard.append)
    for more in [each for each in page.problems.tab_stops() if each not in page.problems.links]:
        assert isinstance(more, Link)
        more.click()
    pages = {page_of(dossier.form, each.field) for each in errors if each.missing}
    warnings = [each for each in dossier.state.problems if each.severity == "warning"]
    aside = [each for each in dossier.state.problems if each.reason]
    assert len(page.problems.links) == len(wrong) + len(pages) + len(warnings) + len(aside)
    for link in page.problems.links:
        link.click()
    assert [place.field for place in heard[: len(wrong)]] == [each.field.partition(".")[0] for each in wrong]


@pytest.mark.parametrize("id", FORMS)
def test_the_focus_stays_on_a_problem_while_another_is_mended(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    dossier = spoilt(id)
    page = shown(qtbot, qapp, dossier)
    page.problems.links[2].setFocus()
    name = page.problems.links[2].accessibleName()
    wrong = next(each for each in dossier.state.problems if each.severity == "error" and not each.missing)
    dossier.answer(wrong.field, None)
    page.show_state()
    settle()
    focused = QApplication.focusWidget()
    assert focused is not None and focused.accessibleName() == name
    more = next(each for each in page.problems.tab_stops() if each not in page.problems.links)
    before = len(page.problems.links)
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Return)
    assert len(page.problems.links) > before and page.problems.links[8].hasFocus()


def test_the_headline_counts_in_words() -> None:
    assert headline(0, 0) == "Non manca niente: la pratica è pronta"
    assert headline(1, 0) == "Prima di firmare: un problema"
    assert headline(2, 1) == "Prima di firmare: 2\u00a0problemi e una risposta che manca"
    assert headline(0, 7) == "Prima di firmare: 7\u00a0risposte che mancano"


@pytest.mark.parametrize("id", FORMS)
def test_warnings_put_aside_are_told_with_their_reason(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    for name in cases.names(LIBRARY.folder(id)):
        dossier = Dossier(loaded(id), cases.read_draft(LIBRARY.folder(id), name, id)[1], NOW.date())
        warning = next((each for each in dossier.state.problems if each.severity == "warning" and each.check), None)
        if warning is not None:
            break
    else:
        pytest.skip("no case of this form has a warning")
    page = shown(qtbot, qapp, dossier)
    assert warning.check is not None and warning.check.id is not None
    dossier.set_aside(warning.check.id, "Lo ha detto «l'ufficio»", FieldRef(warning.field))
    page.show_state()
    assert "Motivo: «Lo ha detto «l'ufficio»»" in words(page.problems)


@pytest.mark.parametrize("id", FORMS)
def test_focus_begins_at_the_first_problem_or_the_first_answer(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    page = shown(qtbot, qapp, spoilt(id))
    page.setFocus()
    assert page.problems.links[0].hasFocus()
    page = shown(qtbot, qapp, example(id))
    page.setFocus()
    assert next(iter(page.groups.values())).rows()[0].hasFocus()


# --- documents -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", FORMS)
def test_each_document_can_be_seen_exported_and_printed(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    dossier = example(id)
    page = shown(qtbot, qapp, dossier)
    ids = [document.spec.id for document in dossier.documents.applicable()]
    previewed, exported, printed = list[str](), list[list[str]](), list[str]()
    page.preview_requested.connect(previewed.append)
    page.export_requested.connect(exported.append)
    page.print_requested.connect(printed.append)
    for each in ids:
        for button in page.documents.entries[each].buttons.values():
            button.click()
    page.documents.export_all.click()
    assert (previewed, printed) == (ids, ids)
    assert exported == [[each] for each in ids] + [ids]
    assert page.documents.export_all.accessibleName() == "Esporta tutti"
    assert "Pronto" in words(page.documents) and "BOZZA" not in words(page.documents)


@pytest.mark.parametrize("id", FORMS)
def test_while_something_is_wrong_documents_are_drafts(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    page = shown(qtbot, qapp, spoilt(id))
    assert "Bozza con problemi" in words(page.documents) and "come BOZZA" in words(page.documents)
    assert page.documents.export_all.accessibleName() == "Esporta tutte le bozze"
    assert "Non ancora" in words(shown(qtbot, qapp, empty(id)).documents)


@pytest.mark.parametrize("id", FORMS)
def test_exported_documents_tell_when_and_whether_the_dossier_changed(
    qtbot: QtBot, qapp: QApplication, id: str
) -> None:
    dossier = example(id)
    page = shown(qtbot, qapp, dossier)
    document = dossier.documents.applicable()[0].spec.id
    page.show_exports([export(document)])
    said = words(page.documents)
    assert "Già esportati" in said and "Esportato il 20/11/2026 alle 10:50." in said and "carta.pdf" in said
    page.show_exports([export(document, changed=True), export("of_an_older_edition", bozza=True)] * 5)
    said = words(page.documents)
    assert "Esportato il 20/11/2026 alle 10:50; la pratica è cambiata da allora." in said
    assert "Altri 4 sono stati esportati prima." in said.replace("\u00a0", " ") and "come bozza" in said
    page.show_exports([])
    assert "Già esportati" not in words(page.documents)


@pytest.mark.parametrize("id", FORMS)
def test_deadlines(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    assert "Scadenze" in words(shown(qtbot, qapp, example(id)).documents)
    assert "Nessuna scadenza per ora." in words(shown(qtbot, qapp, empty(id)).documents)


# --- three hundred lines ---------------------------------------------------------------------------------


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


# --- how it looks and reads ------------------------------------------------------------------------------


@pytest.mark.parametrize("id", FORMS)
def test_everything_that_takes_the_focus_has_a_name_and_comes_as_one_reads(
    qtbot: QtBot, qapp: QApplication, id: str
) -> None:
    page = shown(qtbot, qapp, spoilt(id))
    page.setFocus()
    order: list[tuple[int, int]] = []
    start = QApplication.focusWidget()
    content = page._area.widget()  # noqa: SLF001
    assert content is not None
    while (focused := QApplication.focusWidget()) is not None and (focused is not start or not order):
        face = QAccessible.queryAccessibleInterface(focused)
        assert face.text(QAccessible.Text.Name) and face.role() == QAccessible.Role.Button
        beside = page.documents.isAncestorOf(focused)
        corner = focused.mapTo(page.documents if beside else content, focused.rect().topLeft())
        order.append((int(beside), corner.y()))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert order == sorted(order) and len(order) > 15


@pytest.mark.parametrize("id", FORMS)
@pytest.mark.parametrize(
    "factor", [1.0, pytest.param(1.25, marks=pytest.mark.long), pytest.param(1.5, marks=pytest.mark.long), 2.0]
)
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, id: str, factor: float) -> None:
    widths = [560, 660, 1019, 1020, 1126, 1680, 1300]
    first = (FORMS.index(id) + round(4 * factor)) % len(widths)  # one page opens narrow, another wide
    widths = widths[first:] + widths[:first]
    page = shown(qtbot, qapp, spoilt(id), factor, widths[0])
    page.show_exports([export(page.documents._ids[0], changed=True)])  # noqa: SLF001
    for width in widths:
        page.resize(round(width * factor), page.height())
        settle()
        assert faults(page) == [], width
        assert page.documents_link.isVisible() == (width < 1020)
        if page.documents_link.isVisible():
            page.documents_link.click()
            assert next(iter(page.documents.entries.values())).buttons["preview"].hasFocus()
