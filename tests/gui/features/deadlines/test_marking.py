"""Scadenze: a deadline is marked as met by hand, and taken back; lists, Riepilogo and calendars know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import vobject
from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop_app.engine.evaluation.deadlines import open_deadlines
from desktop_app.gui.features.deadlines.page import DeadlinesPage
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.wording.step_words import SUMMARY
from tests.gui.support.deadlines import TODAY, put, put_open, show
from tests.gui.support.program import Key, Program, Start, labels, settle


def pressed(program: Program, do: Callable[[], object]) -> None:
    """Does something, and waits until the store has it."""
    heard: list[bool] = []
    program.app.deadlines.recorded.connect(lambda: heard.append(True))
    do()
    program.wait(lambda: heard)
    settle()


def undo(program: Program, fact: str) -> None:
    callout = program.notice(fact)
    pressed(program, lambda: callout.link_activated.emit("undo"))


def chosen(path: Path, *_: object) -> tuple[str, str]:
    return str(path), ""


def is_written(program: Program, path: Path) -> bool:
    return path.exists() and not program.app.documents.busy


def rows(page: DeadlinesPage) -> list[tuple[str, str, bool]]:
    return [(each.dossier, each.distance.replace("\u00a0", " "), each.met) for each in page.deadlines]


def test_a_deadline_of_a_closed_dossier_is_met_by_hand_and_taken_back(start: Start) -> None:
    program = start()
    late = put(program, "Tardi S.r.l.", -40)
    put(program, "Presto S.r.l.", 5)
    program.app.show_dossiers()
    page = show(program)
    assert rows(page) == [("Tardi S.r.l.", "scaduta da 10 giorni", False), ("Presto S.r.l.", "fra 35 giorni", False)]
    assert page.form.day.focus_widget().isVisible() and page.form.day_text() == f"{TODAY:%d/%m/%Y}"
    pressed(program, page.form.mark.click)
    done = f"fatta il {TODAY:%d/%m/%Y}"
    assert [each[1].replace("l'", "il ") for each in rows(page)] == ["fra 35 giorni", done]
    assert page.deadlines[1].met and page.deadlines[1].note == "segnata a mano"
    assert "Una scadenza da oggi in poi, una fatta." in labels(page)
    assert page.table.currentIndex().row() == 0  # the next one to be done
    (act,) = program.drafts.acts.of(late)
    assert act.kind == "met" and act.data["day"] == TODAY.isoformat()
    page.table.selectRow(1)
    assert not page.form.mark.isVisible() and page.day.text().endswith(", segnata a mano")
    pressed(program, page.form.unmark.click)
    assert not program.drafts.acts.of(late) and rows(page)[0] == ("Tardi S.r.l.", "scaduta da 10 giorni", False)
    undo(program, "La scadenza è di nuovo da fare.")
    assert len(program.drafts.acts.of(late)) == 1 and rows(page)[1][2]
    undo(program, "Segnata come fatta.")
    assert not program.drafts.acts.of(late) and not any(met for *_, met in rows(page))


def test_the_day_is_one_that_has_come(start: Start) -> None:
    program = start()
    id = put(program, "Tardi S.r.l.", -40)
    page = show(program)
    editor = page.form.day.focus_widget()
    assert isinstance(editor, QLineEdit)
    for typed, said in (
        ("boh", "Scrivi il giorno in cui è stata fatta"),
        (f"{TODAY + dt.timedelta(days=1):%d/%m/%Y}", "Quel giorno deve ancora venire"),
    ):
        editor.setFocus()
        editor.selectAll()
        program.type(typed)
        page.form.mark.click()
        assert any(said in each for each in labels(page)) and not program.drafts.acts.of(id)
    editor.selectAll()
    program.type(f"{TODAY - dt.timedelta(days=2):%d/%m/%Y}")
    pressed(program, page.form.mark.click)
    (act,) = program.drafts.acts.of(id)
    assert act.data["day"] == (TODAY - dt.timedelta(days=2)).isoformat()


def test_the_open_dossier_knows_it_at_once(start: Start) -> None:
    program = start()
    put_open(program, "Tardi S.r.l.", -40)
    dossier = program.view.dossier
    page = show(program)
    pressed(program, page.form.mark.click)
    assert open_deadlines(dossier.state, dossier.met_days()) == []
    page.close_button.click()
    program.view.go_to_summary()
    summary = program.view.closing_page(SUMMARY)
    assert isinstance(summary, SummaryPage)
    settle()
    assert any(each.startswith("Fatta ") for each in labels(summary))


def test_what_an_answer_says_is_shown_and_not_taken_back_here(start: Start) -> None:
    program = start()
    put(program, "Fatta S.r.l.", -40, -20)
    page = show(program)
    met = [at for at, each in enumerate(page.deadlines) if each.met]
    assert met and page.deadlines[met[0]].note == "lo dice una risposta"
    page.table.selectRow(met[0])
    assert not page.form.isVisible()


def test_a_calendar_that_has_it_takes_it_out(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    put(program, "Tardi S.r.l.", -5)
    page = show(program)
    found = []
    for name in ("prima.ics", "dopo.ics"):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", partial(chosen, path))
        page.export.click()
        program.wait(partial(is_written, program, path))
        (read,) = vobject.readComponents(path.read_text(encoding="utf-8"))
        (event,) = read.vevent_list
        found.append((event.uid.value, event.contents.get("status", [None])[0]))
        if name == "prima.ics":
            pressed(program, page.form.mark.click)
    (first, none), (second, status) = found
    assert first == second and none is None and status.value == "CANCELLED"


def test_enter_in_the_day_marks_it(start: Start) -> None:
    program = start()
    put(program, "Tardi S.r.l.", -40)
    page = show(program)
    page.form.day.focus_widget().setFocus()
    pressed(program, lambda: program.key(Key.Key_Return))
    assert page.deadlines[0].met
