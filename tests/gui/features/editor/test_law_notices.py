"""Notices of the law in the panel: whole under the result until they are read, then folded under the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.widgets.controls.link import Link
from tests.clock import clock_at
from tests.gui.support.editor import TODAY, link, opened, type_in
from tests.gui.support.program import FORM, Start, settle
from tests.unit.engine.support import ask, computed, make_form, one_page

CHANGED, SOURCE = "La legge chiede altro: va chiesto all'ufficio.", "Avviso n.\u00a05"
HEADLINE = "Novità dal 01/09/2026"


def view_with(qtbot: QtBot, *notices: dict[str, Any]) -> DossierView:
    fields = (ask("valore", "integer"), computed("quota", "integer", "valore * 2", symbol="Q"))
    form = make_form(one_page(*fields, panel=[{"pages": ["pagina"], "trace": ["quota"]}]), {"notice": list(notices)})
    return opened(qtbot, form, {"valore": "3"})


def notice(id: str = "nuova", day: dt.date = dt.date(2026, 9, 1), **keys: Any) -> dict[str, Any]:
    return {"id": id, "from": day, "text": CHANGED, "source": "Avviso n. 5", "about": ["valore"], **keys}


def panel(view: DossierView) -> QWidget:
    QApplication.processEvents()
    found = view.panel()
    assert found is not None
    return found


def words(view: DossierView) -> list[str]:
    return [label.text() for label in panel(view).findChildren(QLabel) if label.isVisible()]


def links(view: DossierView) -> list[str]:
    return [each.text() for each in panel(view).findChildren(Link) if each.isVisible()]


def test_what_nobody_has_read_is_told_whole_with_its_day_and_source(qtbot: QtBot) -> None:
    view = view_with(qtbot, notice(), notice("dubbia", confirmed=False))
    assert {HEADLINE, f"{HEADLINE}, da verificare", CHANGED, SOURCE} <= set(words(view))
    assert links(view).count("Ho letto") == 2
    assert view.dossier.state.problems == ()


def test_once_read_it_says_when_and_is_folded_until_it_is_asked_for_again(qtbot: QtBot) -> None:
    view = view_with(qtbot, notice())
    link(panel(view), "Ho letto").click()
    assert view.dossier.draft.notices_read == {"nuova": TODAY}
    assert {HEADLINE, "Letta il 01/10/2026"} <= set(words(view)) and CHANGED not in words(view)
    again = link(panel(view), "Rileggi")
    again.setFocus()
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert CHANGED in words(view) and again.text() == "Chiudi" and again.hasFocus()
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert CHANGED not in words(view)


def test_one_is_read_without_the_other(qtbot: QtBot) -> None:
    view = view_with(qtbot, notice(), notice("altra", text="Anche questa."))
    link(panel(view), "Ho letto").click()
    assert view.dossier.draft.notices_read.keys() == {"nuova"}
    assert links(view).count("Ho letto") == links(view).count("Rileggi") == 1
    assert "Anche questa." in words(view) and CHANGED not in words(view)


def test_that_it_was_read_is_undone_and_done_again_like_any_change(qtbot: QtBot) -> None:
    view = view_with(qtbot, notice())
    type_in(view, "4", "valore")
    with qtbot.waitSignal(view.edited):
        link(panel(view), "Ho letto").click()
    view.undo()
    assert CHANGED in words(view) and view.dossier.draft.answers == {"valore": "4"}
    view.redo()
    assert "Letta il 01/10/2026" in words(view)
    view.undo()
    view.undo()
    assert view.dossier.draft.answers == {"valore": "3"}


def test_it_comes_with_its_day_and_in_the_dossiers_that_it_touches(qtbot: QtBot) -> None:
    future = notice("futura", TODAY + dt.timedelta(days=1), text="Da domani.")
    view = view_with(qtbot, notice(visible_when="quota > 7"), future)
    assert "Ho letto" not in links(view)
    type_in(view, "4", "valore")
    assert CHANGED in words(view) and "Da domani." not in words(view)
    view.session.move_to(TODAY + dt.timedelta(days=1))
    assert "Da domani." in words(view)


def test_what_was_read_is_stored_with_the_dossier(start: Start) -> None:
    with clock_at("2026-11-29 10:00"):
        program = start()
        program.app.editor.begin_example(FORM)
        program.go("vuc")
        settle()
        link(panel(program.view), "Ho letto").click()
        program.wait_saved()
        id, read = program.stored.id, program.stored_draft.notices_read
        assert list(read.values()) == [dt.date(2026, 11, 29)]
        assert program.leave()
        again = start()
        again.app.editor.open(id)
        again.go("vuc")
        assert "Letta il 29/11/2026" in words(again.view)
        again.app.run("undo")
        settle()
        assert again.draft.notices_read == {} and "Ho letto" in links(again.view)
