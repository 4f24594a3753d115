"""What the summary says of problems, and where it leads from there."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.summary.problems import headline
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import page_of
from tests.gui.support.program import settle
from tests.gui.support.summary_page import FORMS, LIBRARY, NOW, empty, example, loaded, shown, spoilt, words


@pytest.mark.parametrize("id", FORMS)
@pytest.mark.parametrize("make", [example, empty, spoilt])
def test_problems_count_as_the_session_does_and_lead_to_their_place(
    qtbot: QtBot, qapp: QApplication, id: str, make: Any
) -> None:
    dossier = make(id)
    page = shown(qtbot, qapp, dossier)
    errors = [each for each in dossier.state.problems if each.severity == "error"]
    wrong = [each for each in errors if not each.missing]
    assert page.problems.title == headline(len(wrong), len(errors) - len(wrong), "to_export")
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
    assert headline(0, 0, "to_export") == "Non manca niente: la pratica è pronta da esportare"
    assert headline(0, 0, "exported") == "Non manca niente: la pratica è esportata"
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
