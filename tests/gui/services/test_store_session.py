"""Full disks, locks, folders that go away: a sentence in the window, nothing typed is lost, saved when it can be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop_app.drafts import file
from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import parse
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from tests.gui.support.program import BRIEF_FORM, Key, Start, example, focus
from tests.gui.support.trouble import HERE, assert_told, field, held
from tests.home import not_as_root
from tests.support.trouble import Locker, fill_up
from tests.unit.drafts.support import is_whole

pytestmark = pytest.mark.usefixtures("impatient")
unix = pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved or deleted")


def test_a_full_disk(start: Start, small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start(where=small_disk / "dati")
    program.app.editor.begin_example(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    filler = fill_up(small_disk)
    long = next(
        each.id for each in program.view.dossier.form.fields.values()
        if each.spec.type == "long_text" and program.view.dossier.state.cells[each.id].visible
    )  # fmt: skip
    words = "parola " * 2_000
    program.go(long)
    program.view.session.answer(program.view.parts()[long].place, words)  # type: ignore[attr-defined]  # a field, to mypy any part
    program.key(Key.Key_Tab)
    assert_told(program, f"Non riesco a salvare: il disco è pieno. {HERE} Libera spazio, poi riprova.", long, words)
    program.view.go_to(program.view.ids[0])
    first = field(program)
    program.write(first, "Si continua a scrivere")
    program.key(Key.Key_Tab)
    assert program.draft.answers[first] == "Si continua a scrivere"

    assert not program.leave() and program.window.isVisible()
    program.follow("il disco è pieno", "Riprova")
    assert program.window.isVisible()
    program.notice("il disco è pieno")

    rescue = tmp_path / "salvata.commessa"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(rescue), ""))
    program.follow("il disco è pieno", "Salva in un file")
    assert dict(parse(rescue.read_bytes()).answers) == dict(program.draft.answers)

    filler.unlink()
    program.wait(lambda: not program.drafts.pending)
    program.wait(lambda: program.status().startswith("Salvato alle "))
    assert not any("salvare" in each for each in program.notices())
    assert held(program, long) == words and held(program, first) == "Si continua a scrivere"
    assert program.leave() and is_whole(small_disk / "dati" / "pratiche.db")


def test_a_first_start_on_a_full_disk_tries_again(start: Start, small_disk: Path) -> None:
    (small_disk / "dati").mkdir()
    filler = fill_up(small_disk)
    program = start(where=small_disk / "dati")
    page = program.recovery()
    assert page.trouble.fact == "Il disco è pieno." and "Libera spazio" in page.trouble.advice
    program.app.editor.begin(BRIEF_FORM)  # not possible yet, and said again
    assert program.page() is page and program.app.editor.view is None
    filler.unlink()
    page.buttons["retry"].click()
    program.wait(lambda: program.context.store.is_open)
    assert program.notices() == []
    program.app.editor.begin(BRIEF_FORM)
    assert program.app.editor.view is not None


def test_a_file_that_may_not_grow(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same fault where no disk can be made."""
    monkeypatch.setattr(file, "PRAGMAS", (*file.PRAGMAS, "max_page_count=60"))
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    long = next(each.id for each in program.view.dossier.form.fields.values() if each.spec.type == "long_text")
    words = "parola " * 30_000
    program.go(long)
    program.view.session.answer(program.view.parts()[long].place, words)  # type: ignore[attr-defined]  # a field, to mypy any part
    program.key(Key.Key_Tab)
    assert_told(program, "il disco è pieno", long, words)
    assert not program.leave()
    program.follow("il disco è pieno", "Chiudi lo stesso")
    program.over = True
    assert not program.window.isVisible() and not program.context.store.is_open
    assert is_whole(program.drafts.path)


# --- locks ---------------------------------------------------------------------------------------------------


def test_a_file_locked_by_another_program(start: Start, lock: Callable[[Path], Locker]) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    locker = lock(program.drafts.path)
    first, second = field(program), field(program, 1)
    program.write(first, "Bloccato")
    program.key(Key.Key_Tab)
    sentence = "Non riesco a salvare: un altro programma sta usando il file delle pratiche."
    assert_told(program, sentence, first, "Bloccato")
    view = program.view
    program.keys("Ctrl+O")  # the list: what is not stored cannot be put away
    assert program.view is view and program.page() is view
    program.keys("Ctrl+N")
    assert program.page() is view
    program.app.duplicate()
    assert program.page() is view
    program.write(second, "Ancora")
    program.keys("Ctrl+S")
    assert "Tutto già salvato" not in program.status()
    assert not program.leave()
    retry = program.link(sentence, "Riprova")
    locker.end()
    retry.click()  # closing goes on where it had stopped; the store's own next try is not told before
    program.wait(lambda: not program.window.isVisible())
    program.over = True
    again = start()
    again.app.editor.open(again.drafts.rows()[0].id)
    assert (again.draft.answers[first], again.draft.answers[second]) == ("Bloccato", "Ancora")


def test_a_lock_that_ends_needs_nobody(start: Start, lock: Callable[[Path], Locker]) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    locker = lock(program.drafts.path)
    first = field(program)
    program.write(first, "Aspetta")
    here = focus()
    program.notice("un altro programma")
    assert focus() is here and isinstance(here, QLineEdit) and here.text() == "Aspetta"  # the focus stays
    program.type(" ancora")
    locker.end()
    program.wait(lambda: held(program, first) == "Aspetta ancora")
    program.wait(lambda: program.notices() == [])
    assert program.status().startswith("Salvato alle ")


def test_a_locked_file_at_the_start(start: Start, data_folder: Path, lock: Callable[[Path], Locker]) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.leave()
    locker = lock(data_folder / "pratiche.db")
    again = start()
    page = again.recovery()
    assert page.trouble.fact.startswith("Un altro programma sta usando il file")
    assert again.status() == "Le pratiche non si possono aprire" and again.notices() == []
    again.app.editor.open(again.drafts.rows()[0].id)
    assert again.app.editor.view is None and again.page() is page
    locker.end()
    page.buttons["retry"].click()
    again.wait(lambda: again.context.store.is_open)
    assert again.notices() == [] and isinstance(again.page(), DossiersPage)
    again.app.editor.open(again.drafts.rows()[0].id)
    assert dict(again.draft.answers) == dict(example(BRIEF_FORM).answers)


# --- folders and files that go away --------------------------------------------------------------------------


@unix
def test_a_folder_that_disappears_and_comes_back(start: Start, data_folder: Path) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: program.view.isVisible() and not program.drafts.pending)
    aside = data_folder.with_name("altrove")
    data_folder.rename(aside)
    first = field(program)
    program.write(first, "Dove sono?")
    program.key(Key.Key_Tab)
    assert_told(program, f"Non riesco a salvare: la cartella «{data_folder}» non c'è.", first, "Dove sono?")
    assert not program.leave()
    aside.rename(data_folder)
    program.wait(lambda: held(program, first) == "Dove sono?")
    program.wait(lambda: program.notices() == [])
    assert program.leave()


@unix
def test_a_file_that_was_deleted_is_written_again_and_that_is_said(start: Start, data_folder: Path) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    (data_folder / "pratiche.db").unlink()
    first = field(program)
    program.write(first, "Di nuovo")
    program.key(Key.Key_Tab)
    program.notice("Il file delle pratiche era sparito mentre Commessa era aperta: l'ho riscritto.")
    assert held(program, first) == "Di nuovo"


@unix
def test_a_folder_where_nothing_may_be_written(start: Start, shared_folder: Path) -> None:
    program = start(where=shared_folder)
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.leave()
    for each in shared_folder.iterdir():
        each.chmod(0o644)
    shared_folder.chmod(0o555)
    with not_as_root():
        again = start(where=shared_folder)
        page = again.recovery()
        assert f"ella cartella «{shared_folder}» non si può scrivere" in page.trouble.fact
        assert not again.context.store.is_open
        assert "rescue" in page.buttons  # looking is possible
        again.app.run("larger")  # what is remembered of the look fails quietly, too
        again.recovery()
        assert again.leave()


@unix
def test_a_folder_that_becomes_read_only_while_typing(start: Start, shared_folder: Path) -> None:
    program = start(where=shared_folder)
    program.app.editor.begin(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    for each in shared_folder.iterdir():
        each.chmod(0o444)
    shared_folder.chmod(0o555)
    first = field(program)
    with not_as_root():
        program.write(first, "In sola lettura")
        program.key(Key.Key_Tab)
        program.wait(lambda: not program.drafts.pending or program.notices())
    shared_folder.chmod(0o755)
    for each in shared_folder.iterdir():
        each.chmod(0o644)
    program.wait(lambda: held(program, first) == "In sola lettura")  # the file was open: nothing could stop it
    assert program.leave()


def test_a_damaged_file_is_set_aside_and_said(start: Start, data_folder: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.leave()
    path = data_folder / "pratiche.db"
    path.write_bytes(b"non sono un database" * 1_000)
    again = start()
    assert again.context.store.is_open and len(again.notices()) == 1
    assert any(each.read_bytes().startswith(b"non sono") for each in data_folder.iterdir() if each.is_file())


def test_a_newer_file_is_left_alone(start: Start, data_folder: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.leave()
    with closing(sqlite3.connect(data_folder / "pratiche.db")) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA + 1}")
    before = (data_folder / "pratiche.db").read_bytes()
    again = start()
    assert "una versione più nuova di Commessa" in again.recovery().trouble.fact
    assert not again.context.store.is_open and again.leave()
    assert (data_folder / "pratiche.db").read_bytes() == before


@pytest.mark.usefixtures("small_disk")
def test_stores_of_two_folders_do_not_meet(start: Start, small_disk: Path) -> None:
    program = start(where=small_disk / "uno")
    program.app.editor.begin(BRIEF_FORM)
    assert program.leave()
    other = start(where=small_disk / "due")
    assert other.drafts.rows() == [] and isinstance(other.page(), NewDossierPage)
    assert len(Drafts(small_disk / "uno").rows()) == 1
