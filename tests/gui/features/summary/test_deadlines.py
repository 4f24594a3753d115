"""The deadlines of a dossier in its summary."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.deadlines import NONE_MET, MetDays
from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.summary.deadlines import DeadlineList
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.wording.dossier_words import NONE_OPEN
from desktop_app.session.dossier import Dossier
from tests.gui.support.summary_page import FORMS, empty, example, shown, words
from tests.unit.engine import support as small

NOW = dt.date(2026, 11, 24)


def many(count: int) -> Form:
    lines = small.group("righe", small.ask("dal", "date"), max_lines=count)
    term = {"id": "t", "title": "Fare", "date": "dal", "source": "Art. 1", "lines": "righe"}
    return small.form_of(lines, deadline=[term])


def test_the_summary_shows_what_is_overdue_what_comes_next_and_all_when_asked(theme: Theme) -> None:
    form = many(20)
    lines = [{"id": f"r{n}", "dal": (NOW + dt.timedelta(days=n - 12)).isoformat()} for n in range(20)]
    state = Dossier(form, Draft(form.id, {"righe": lines}), NOW).state
    terms = DeadlineList(theme)
    terms.show_state(state, NOW)
    told = [each for each in labels_of(terms) if each.startswith("Fare")]
    assert told == [f"Fare (riga {n})" for n in range(1, 14)]  # twelve are overdue, and one comes next
    late = [each for each in terms.findChildren(QLabel) if "scaduta da" in each.text()]
    assert len(late) == 12 and late[-1].text().endswith(", scaduta da un giorno")
    assert {each.palette().windowText().color().name() for each in late} == {theme.color("error").name()}
    more, export = terms.tab_stops()
    assert isinstance(more, Link) and export is terms.export
    more.click()
    assert len([each for each in labels_of(terms) if each.startswith("Fare")]) == 20
    assert terms.tab_stops() == [export]
    assert "Cade di domenica: la data resta questa." in labels_of(terms)
    terms.deleteLater()


def test_what_is_met_comes_last_with_its_day_and_an_event_that_passed_before_it_muted(theme: Theme) -> None:
    terms = [
        {"id": "a", "title": "Firmare", "date": "dal", "source": "Art. 1", "met": "fatto"},
        {"id": "b", "title": "Finisce", "date": "dal", "source": "Art. 2", "event": True},
        {"id": "c", "title": "Mandare", "date": "add_days(dal, 1)", "source": "Art. 3"},
    ]
    form = small.form_of(small.ask("dal", "date"), small.ask("fatto", "date", required=False), deadline=terms)
    shown = DeadlineList(theme)

    def show(fatto: str | None, met: MetDays = NONE_MET) -> list[str]:
        dossier = Dossier(form, Draft(form.id, {"dal": "2026-11-20", "fatto": fatto}), NOW)
        shown.show_state(dossier.state, NOW, met)
        return [each for each in labels_of(shown) if each in ("Firmare", "Finisce", "Mandare")]

    assert show(None) == ["Firmare", "Mandare", "Finisce"]
    assert show("2026-11-21") == ["Mandare", "Finisce", "Firmare"]
    assert "Fatta il 21/11/2026" in labels_of(shown)
    assert show("2026-11-21", {"c": dt.date(2026, 11, 22)}) == ["Finisce", "Firmare", "Mandare"]
    assert NONE_OPEN in labels_of(shown) and "Fatta il 22/11/2026" in labels_of(shown)
    assert show("2026-11-25") == ["Firmare", "Mandare", "Finisce"]  # that day is still to come
    said = "\n".join(labels_of(shown))
    assert said.count("scaduta da") == 2 and "Venerdì 20\u00a0novembre, 4\u00a0giorni fa" in said
    shown.deleteLater()


def labels_of(root: QWidget) -> list[str]:
    return [each.text() for each in root.findChildren(QLabel) if each.isVisibleTo(root)]


@pytest.mark.parametrize("id", FORMS)
def test_deadlines(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    assert "Scadenze" in words(shown(qtbot, qapp, example(id)).documents)
    assert "Nessuna scadenza per ora." in words(shown(qtbot, qapp, empty(id)).documents)
