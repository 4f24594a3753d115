"""The deadlines of a dossier in its summary."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.summary.deadlines import DeadlineList
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.session.dossier import Dossier
from tests.gui.support.summary_page import FORMS, empty, example, shown, words
from tests.unit.engine import support as small

NOW = dt.date(2026, 11, 24)


def many(count: int) -> Form:
    lines = small.group("righe", small.ask("dal", "date"), max_lines=count)
    term = {"id": "t", "title": "Fare", "date": "dal", "source": "Art. 1", "lines": "righe"}
    return small.form_of(lines, deadline=[term])


def test_the_summary_shows_what_comes_and_all_when_asked(theme: Theme) -> None:
    form = many(20)
    lines = [{"id": f"r{n}", "dal": (NOW + dt.timedelta(days=n - 12)).isoformat()} for n in range(20)]
    state = Dossier(form, Draft(form.id, {"righe": lines}), NOW).state
    terms = DeadlineList(theme)
    terms.show_state(state, NOW)
    told = [each for each in labels_of(terms) if each.startswith("Fare")]
    assert told == [f"Fare (riga {n})" for n in range(10, 18)]
    more, export = terms.tab_stops()
    assert isinstance(more, Link) and export is terms.export
    more.click()
    assert len([each for each in labels_of(terms) if each.startswith("Fare")]) == 20
    assert terms.tab_stops() == [export]
    assert "Cade di domenica: la data resta questa." in labels_of(terms)
    terms.deleteLater()


def labels_of(root: QWidget) -> list[str]:
    return [each.text() for each in root.findChildren(QLabel) if each.isVisibleTo(root)]


@pytest.mark.parametrize("id", FORMS)
def test_deadlines(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    assert "Scadenze" in words(shown(qtbot, qapp, example(id)).documents)
    assert "Nessuna scadenza per ora." in words(shown(qtbot, qapp, empty(id)).documents)
