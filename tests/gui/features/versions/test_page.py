"""Versioni: what happened when, what changed, and the way back, by keyboard and without waiting for the disk."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop_app.gui.features.versions import words
from desktop_app.gui.features.versions.difference_list import AT_ONCE, DifferenceList
from desktop_app.gui.features.versions.page import VersionsPage
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.session.versions.differences import differences
from tests.clock import clock_at
from tests.gui.support.parts import Shown
from tests.gui.support.program import BRIEF_FORM, Key, Program, Start, example, focus, labels, line, settle, texts
from tests.gui.support.versions import History, asked, lived

LIMIT = 20.0


@pytest.fixture
def program(start: Start) -> Iterator[Program]:
    with clock_at("2026-11-29 10:00"):
        yield start()


@pytest.fixture
def history(program: Program) -> History:
    """A dossier with a past, open."""
    made = lived(program.drafts)
    program.app.editor.open(made.id)
    assert program.view.dossier.draft == made.dossier.draft
    return made


def versions(program: Program) -> VersionsPage:
    """Versioni, once what it shows was read."""
    program.app.run("versions")
    return shown(program)


def shown(program: Program) -> VersionsPage:
    program.wait(lambda: isinstance(program.page(), VersionsPage) and program.page().list.rows())
    program.wait(lambda: program.page().when.text() != words.LOADING)
    settle()
    page = program.page()
    assert isinstance(page, VersionsPage)
    return page


def choose(program: Program, page: VersionsPage, fact: str, compare_with_now: bool = False) -> None:
    """The moment with these words."""
    key = next(row.key for row in page.list.rows() if row.key and fact in row.fact)
    page.choose(key, compare_with_now=compare_with_now)
    settle()


def values(page: VersionsPage) -> list[str]:
    """What screen readers say of each difference."""
    settle()
    found = [each.accessibleName() for each in page.differences.findChildren(QLabel) if each.isVisible()]
    return [each for each in found if each]


def test_moments_stand_by_day_with_what_happened(program: Program, history: History) -> None:
    page = versions(program)
    rows = page.list.rows()
    assert [row.fact for row in rows if not row.key] == [
        "Ieri, sabato 28\u00a0novembre", "Giovedì 26\u00a0novembre", "Martedì 24\u00a0novembre",
        "Lunedì 23\u00a0novembre",
    ]  # fmt: skip
    facts = [row.fact for row in rows if row.key]
    assert facts[:6] == [
        "09:10 · Com’è adesso", "17:30 · Inviato: Comunicazione al Centro per l'Impiego",
        "11:05 · Esportati 3 documenti", "11:00 · Una risposta cambiata", "10:42 · Una risposta cambiata",
        "10:31 · Lasciata con Annulla",
    ]  # fmt: skip
    assert facts[-1] == "09:12 · Importata da un file"
    spoken = page.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Ieri, sabato 28\u00a0novembre, 09:10 · Com’è adesso, ")


def test_a_moment_tells_what_changed_then_and_what_would_change_now(program: Program, history: History) -> None:
    page = versions(program)
    choose(program, page, "10:42")
    assert page.when.text() == "Martedì 24\u00a0novembre, ore\u00a010:42"
    assert values(page) == ["Costo di produzione (CP): prima 12.000,00\u00a0€, dopo 14.000,00\u00a0€"]
    page.now.click()
    assert len(values(page)) == 2 and page.now.accessibleName() == f"{words.NOW}: 2"
    assert values(page)[1].startswith("Caratteristiche del lavoro: tolto: ")
    choose(program, page, "10:31", compare_with_now=False)
    assert words.LEFT in page.what.text() and len(values(page)) == 2


def test_the_answers_of_now_cannot_be_taken_up(program: Program, history: History) -> None:
    page = versions(program)
    choose(program, page, "Com’è adesso", compare_with_now=True)
    assert not page.take.isVisible() and words.AS_NOW in labels(page)


def test_a_version_left_by_an_undo_is_taken_up_and_undone_by_keyboard(program: Program, history: History) -> None:
    before, id = program.draft, asked(history.dossier, "money")[1]
    page = versions(program)
    assert focus() is page.list
    while "Lasciata con Annulla" not in page.list.currentIndex().data():
        program.key(Key.Key_Down)
    program.key(Key.Key_Tab)
    assert focus() is page.take and words.ABOUT_TAKE in page.take.accessibleDescription()
    program.key(Key.Key_Space)
    program.wait_saved()
    assert program.page() is program.view and program.draft.answers[id] == "13250.00"
    assert program.notice("Ripresa la versione di martedì 24\u00a0novembre, ore\u00a010:31.")
    page = versions(program)
    assert page.list.rows()[1].fact == "10:00 · Com’è adesso"
    choose(program, page, "Com’è adesso")
    assert page.what.text() == "Ripresa la versione di martedì 24\u00a0novembre, ore\u00a010:31"
    program.key(Key.Key_Escape)
    assert program.page() is program.view
    program.keys("Ctrl+Z")
    assert program.draft == before
    program.wait_saved()
    assert program.stored_draft == before


def test_the_whole_page_is_reached_by_tab(program: Program, history: History) -> None:
    page = versions(program)
    choose(program, page, "10:42")
    page.list.setFocus()
    stops = []
    for _ in range(5):
        program.key(Key.Key_Tab)
        stops.append(focus())
    assert stops == [page.take, page.then, page.differences, page.close_button, page.list]
    page.then.setFocus()
    program.key(Key.Key_Right)
    assert page.now.isChecked() and len(values(page)) == 2


def test_what_is_undone_within_the_pause_of_typing_is_a_version(program: Program) -> None:
    program.app.editor.begin(BRIEF_FORM)
    program.wait_saved()
    first, second = texts(program)[:2]
    program.write(first, "Prima")
    program.keys("Ctrl+Z")
    assert line(program, first) == ""
    program.write(second, "Dopo")
    program.wait_saved()
    page = versions(program)
    choose(program, page, words.LEFT, compare_with_now=True)
    assert [each.rpartition("dopo ")[2] for each in values(page)] == ["Prima", words.NO_ANSWER]


def test_a_new_dossier_has_its_beginning(program: Program) -> None:
    program.app.editor.begin(BRIEF_FORM)
    program.wait_saved()
    page = versions(program)
    assert [row.fact for row in page.list.rows()][1:] == ["10:00 · Com’è adesso"]
    assert program.view.dossier.form.spec.title in labels(page)  # it has no name yet
    assert words.NOTHING_THEN in labels(page) and not page.take.isVisible()


def test_how_a_dossier_began_is_told(program: Program) -> None:
    program.app.editor.begin_example(BRIEF_FORM)
    program.wait_saved()
    assert versions(program).what.text() == "Iniziata con le risposte dell’esempio"
    program.key(Key.Key_Escape)
    program.app.editor.create(example(BRIEF_FORM))
    program.wait_saved()
    assert versions(program).what.text() == "Importata da un file"


def test_a_damaged_version_is_told_and_cannot_be_taken_up(program: Program, history: History) -> None:
    with closing(sqlite3.connect(program.drafts.path)) as connection, connection:
        connection.execute("UPDATE revisions SET content = x'00' WHERE number = 86")
    page = versions(program)
    choose(program, page, "10:20")
    assert words.DAMAGED in labels(page) and not page.take.isVisible() and not page.modes.isVisible()
    choose(program, page, "10:42")
    assert words.LOST_BEFORE in labels(page) and page.take.isVisible()


def test_nothing_of_it_is_read_in_the_thread_of_the_window(
    program: Program, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set[str]()
    for name in ("of", "content"):
        real = getattr(program.drafts.versions, name)

        def noted(*arguments: object, real: Callable[..., object] = real) -> object:
            threads.add(threading.current_thread().name)
            return real(*arguments)

        monkeypatch.setattr(program.drafts.versions, name, noted)
    choose(program, versions(program), "10:42")
    assert threads == {"store"}


def test_another_look_keeps_the_moment_and_what_it_is_compared_with(program: Program, history: History) -> None:
    page = versions(program)
    choose(program, page, "10:20", compare_with_now=True)
    program.app.appearance.choose_scheme("dark")
    program.wait(lambda: isinstance(program.page(), VersionsPage) and program.page() is not page)
    again = shown(program)
    program.wait(lambda: again.when.text() == "Martedì 24\u00a0novembre, ore\u00a010:20")
    assert again.now.isChecked() and "10:20" in again.list.currentIndex().data()


def test_what_happens_meanwhile_is_shown_and_the_moment_chosen_stays(program: Program, history: History) -> None:
    page = versions(program)
    choose(program, page, "10:42")
    history.sent("2026-11-29 10:05", history.dossier.form.sendings[0].spec.id)
    program.app._on_exported()  # noqa: SLF001 - as an export ends, without one
    program.wait(lambda: "Inviato" in page.list.rows()[1].fact)
    assert page.list.rows()[0].fact.startswith("Oggi, ") and "10:42" in page.list.currentIndex().data()


def test_another_day_is_told_as_yesterday(program: Program, history: History) -> None:
    page = versions(program)
    assert page.list.rows()[0].fact.startswith("Ieri, ")
    with clock_at("2026-11-28 12:00"):
        program.context.day.today()
        program.wait(lambda: page.list.rows()[0].fact.startswith("Oggi, "))


def test_a_page_that_was_closed_meanwhile_is_told_nothing(program: Program, history: History) -> None:
    page = versions(program)
    page.close_button.click()
    settle()
    assert program.page() is program.view and focus() is not None


def test_of_very_many_differences_some_are_drawn_and_the_rest_where_it_is_asked(
    history: History, theme: Theme, shown: Shown
) -> None:
    form = history.dossier.form
    found = differences(form, type(example())(form.id), example())
    assert len(found) > 2 * AT_ONCE
    part = DifferenceList(theme, form)
    shown(part)
    part.show_differences(found, "")
    drawn = []
    for _ in range(3):
        settle()
        drawn.append(len([each for each in part.findChildren(QLabel) if each.isVisible() and each.accessibleName()]))
        links = [each for each in part.findChildren(Link) if each.isVisible()]
        if links:
            links[0].click()
    assert drawn == [AT_ONCE, 2 * AT_ONCE, len(found)]
    assert all(page.title in labels(part) for page in form.pages if any(f.page == page.id for f in form.fields.values()
               if f.id in {each.place.field for each in found}))  # fmt: skip
