"""Above a step: the first deadline, the overdue ones first, in words and colour."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.deadlines import NONE_MET, MetDays
from desktop_app.gui.features.editor.header import EditorHeader
from desktop_app.gui.look.theme import Theme
from desktop_app.session.dossier import Dossier
from tests.unit.engine import support as small

DAY = dt.date(2026, 11, 24)


def test_what_is_overdue_stands_above_the_step_until_it_is_met(qtbot: QtBot, theme: Theme) -> None:
    terms = [
        {"id": "a", "title": "Firmare", "date": "add_days(dal, 10)", "source": "Art. 1", "met": "fatto"},
        {"id": "b", "title": "Mandare", "date": "add_days(dal, 20)", "source": "Art. 2"},
        {"id": "c", "title": "Pagare", "date": "add_days(dal, 90)", "source": "Art. 3"},
    ]
    form = small.form_of(small.ask("dal", "date"), small.ask("fatto", "date", required=False), deadline=terms)
    header = EditorHeader(theme)
    qtbot.addWidget(header)
    header.show()
    error = theme.color("error").name()

    def said(days: int, fatto: str | None = None, met: MetDays = NONE_MET) -> list[tuple[str, bool]]:
        """The two lines of the deadline on a day, and whether each is in the colour of a problem."""
        draft = Draft(form.id, {"dal": "2026-11-24", "fatto": fatto})
        header.show_state(Dossier(form, draft, DAY + dt.timedelta(days=days)).state, met)
        labels = [each for each in header.findChildren(QLabel) if each.isVisible()]
        return [(each.text(), each.palette().windowText().color().name() == error) for each in labels][-2:]

    assert said(0) == [("Firmare: entro il 04/12/2026", False), ("fra\u00a010\u00a0giorni · Art. 1", False)]
    assert said(11) == [("Firmare: scaduta il 04/12/2026", True), ("scaduta da un giorno · Art. 1", True)]
    assert said(30) == [
        ("Firmare: scaduta il 04/12/2026", True),
        ("scaduta da 20\u00a0giorni · un'altra è scaduta", True),
    ]
    assert said(30, "2026-12-24") == [
        ("Mandare: scaduta il 14/12/2026", True),
        ("scaduta da 10\u00a0giorni · Art. 2", True),
    ]
    by_hand = {"a": DAY + dt.timedelta(days=20)}  # as an act of the dossier says
    assert said(30, met=by_hand)[0] == ("Mandare: scaduta il 14/12/2026", True)
    assert said(99)[1][0] == "scaduta da 89\u00a0giorni · altre\u00a02 sono scadute"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Fare le assunzioni (prima serve il nulla osta)", "Fare le assunzioni"),
        ("Comincia la convenzione: la domanda va presentata prima", "Comincia la convenzione"),
        ("Trasmettere il contratto di affidamento al CPI", "Trasmettere il contratto di\u00a0…"),
    ],
)
def test_what_is_due_is_said_however_long_its_title_is(qtbot: QtBot, theme: Theme, title: str, said: str) -> None:
    term = {"id": "a", "title": title, "date": "dal", "source": "Art. 1"}
    form = small.form_of(small.ask("dal", "date"), deadline=[term])
    header = EditorHeader(theme)
    qtbot.addWidget(header)
    for day, words in ((DAY, "entro il"), (DAY + dt.timedelta(days=99), "scaduta il")):
        header.show_state(Dossier(form, Draft(form.id, {"dal": "2026-12-24"}), day).state)
        assert f"{said}: {words} 24/12/2026" in [each.text() for each in header.findChildren(QLabel)]
