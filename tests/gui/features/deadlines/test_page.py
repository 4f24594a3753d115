"""Scadenze: the page over all dossiers."""

from __future__ import annotations

import datetime as dt

from desktop_app.gui.features.deadlines.page import DeadlinesPage
from desktop_app.gui.features.dossiers.page import DossiersPage
from tests.gui.support.deadlines import FORM, MARK, TODAY, put, put_open, show
from tests.gui.support.layout import wrong_in
from tests.gui.support.program import Key, Start, focus, labels, settle


def test_all_dossiers_by_day_those_in_the_bin_left_out(start: Start) -> None:
    program = start()
    put(program, "Prima S.r.l.", 5)
    gone = put(program, "Cestinata S.r.l.", 1)
    put(program, "Seconda S.r.l.", -10, -6)
    program.app.show_dossiers()
    program.drafts.bin(gone)
    page = show(program)
    found = [(row.day, row.title) for row in page.deadlines]
    open = [row.day for row in page.deadlines if not row.met]  # those that are met come after them
    days = [dt.datetime.strptime(each, "%d/%m/%Y") for each in open]  # noqa: DTZ007 - a day as it is shown, without a zone
    assert days == sorted(days)
    first, second = TODAY + dt.timedelta(days=9), TODAY + dt.timedelta(days=35)
    assert (f"{first:%d/%m/%Y}", "Affidare la commessa per iscritto") in found
    assert (f"{second:%d/%m/%Y}", "Stipulare la convenzione") in found
    assert not any("Cestinata" in row.dossier for row in page.deadlines)
    assert {row.detail for row in page.deadlines} == {f"{MARK} · pratica n.\u00a0{number}" for number in (1, 3)}


def test_what_was_typed_a_moment_ago_is_in_it(start: Start) -> None:
    program = start()
    put_open(program, "Prima S.r.l.", 5)
    program.view.dossier.answer("data_comunicazione", f"{TODAY + dt.timedelta(days=6):%d/%m/%Y}")
    page = show(program)
    assert [row.distance for row in page.deadlines] == ["fra\u00a036\u00a0giorni"]


def test_enter_opens_the_dossier_and_the_button_too(start: Start) -> None:
    program = start()
    first = put(program, "Prima S.r.l.", 5)
    second = put(program, "Seconda S.r.l.", 6)
    program.app.show_dossiers()
    show(program)
    assert focus().accessibleName() == "Scadenze"
    program.key(Key.Key_Down)
    program.key(Key.Key_Return)
    assert program.app.editor.saver is not None and program.app.editor.saver.id == second
    page = show(program)
    page.open_button.click()
    assert program.app.editor.saver is not None and program.app.editor.saver.id == first


def test_closing_brings_back_what_was_there_and_a_new_size_keeps_the_page(start: Start) -> None:
    program = start()
    put_open(program, "Prima S.r.l.", 5)
    behind = program.page()
    page = show(program)
    page.close_button.click()
    assert program.page() is behind
    show(program)
    program.app.appearance.resize_text(1.5)
    again = program.page()
    assert isinstance(again, DeadlinesPage) and len(again.deadlines) == 1
    again.close_button.click()
    assert program.page() is program.view


def test_the_home_page_leads_there(start: Start) -> None:
    program = start()
    program.app.show_dossiers()
    home = program.page()
    assert isinstance(home, DossiersPage) and not home.head.deadlines.isVisible()  # nothing to see yet
    put(program, "Prima S.r.l.", 5)
    program.app.show_dossiers()
    home.head.deadlines.click()
    assert isinstance(program.page(), DeadlinesPage)


def test_without_deadlines_it_says_when_they_come(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    page = show(program)
    assert "Nessuna scadenza per ora." in labels(page)
    assert not page.export.isVisible() and not page.card.isVisible()
    assert focus() is page.close_button


def test_the_chosen_one_stays_in_sight_when_the_window_shrinks(start: Start) -> None:
    program = start()
    for number in range(-12, 4):
        put(program, f"Società {number}", number - 30)
    page = show(program)
    program.window.resize(900, 560)
    settle()
    table = page.table
    assert page.deadlines.overdue > 5
    table.selectRow(9)
    program.window.resize(900, 540)
    settle()
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_what_is_overdue_is_seen_first_in_words_and_colour(start: Start) -> None:
    program = start()
    for number in range(12):
        put(program, f"Società {number}", number + 1)
    put(program, "Tardi S.r.l.", -33)
    page = show(program)
    assert page.table.currentIndex().row() == 0 and page.deadlines[0].urgency == "overdue"
    assert page.table.visualRect(page.table.model().index(0, 0)).top() == 0
    assert "Una scaduta, 12\u00a0scadenze da oggi in poi." in labels(page)
    assert page.day.text().endswith(", scaduta da 3\u00a0giorni")
    assert page.day.palette().windowText().color() == program.window.theme.color("error")
    program.key(Key.Key_Down)
    assert "fra" in page.day.text()
    assert page.day.palette().windowText().color() == program.window.theme.color("text")


def test_in_the_lowest_window_a_deadline_and_what_to_do_with_it_are_whole(start: Start) -> None:
    """1024 × 600 with text at 200 %."""
    program = start()
    program.window.resize(1024, 560)
    put_open(program, "Prima S.r.l.", 5)
    program.app.appearance.resize_text(2.0)
    program.wait(lambda: program.window.theme.factor == 2.0)
    page = show(program)
    settle()
    assert wrong_in(page) == []
    assert page.table.viewport().height() >= 2 * 42, "both lines of a row"
    assert not page.open_button.isVisible()
    program.key(Key.Key_Return)
    assert program.page() is program.view
