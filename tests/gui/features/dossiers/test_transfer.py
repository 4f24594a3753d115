"""Drafts as files: written, read as another dossier, and refused with a sentence where they are wrong."""

from __future__ import annotations

import os
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from desktop_app.engine.answers.draft import parse
from desktop_app.gui.features.dossiers import transfer
from desktop_app.gui.widgets.layout.later import later
from desktop_app.system.files import read_bounded
from tests.gui.support.program import BRIEF_FORM, Key, Start, example, settle, texts


def test_a_file_goes_out_and_comes_in_as_another_dossier(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    first = program.stored.id
    program.write(texts(program)[0], "Nel file")
    file = tmp_path / "pratica à"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    program.app.run("export_draft")
    written = file.with_suffix(".commessa")
    program.notice(f"Bozza esportata. {written}")
    answers = dict(program.draft.answers)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(written), ""))
    program.app.run("import")
    program.wait(lambda: program.stored.id != first)
    assert program.stored.id != first and dict(program.draft.answers) == answers
    # The file names the dossier, for the command line's calendars; the new one is no part of it.
    assert parse(written.read_bytes()).dossier == first and program.draft.dossier == ""
    assert len(program.drafts.rows()) == 2


def test_no_file_chosen_does_nothing(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    view = program.view
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    for id in ("export_draft", "import", "export_to"):
        program.app.run(id)
    assert program.view is view and program.notices() == []


def test_the_window_answers_while_a_file_is_read(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow disk or a hostile file: what is typed meanwhile is taken, and it is said that something is read."""
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    first, file, go = program.stored.id, tmp_path / "lenta.commessa", threading.Event()
    program.app.transfer.export_draft(str(file))

    def slow(path: Path, limit: int) -> bytes:
        assert go.wait(20) and threading.current_thread() is not threading.main_thread()
        return read_bounded(path, limit)

    monkeypatch.setattr(transfer, "read_bounded", slow)
    monkeypatch.setattr(transfer, "PATIENCE_MS", 0)
    program.app.transfer.import_draft(str(file))
    program.notice(transfer.READING)
    program.write(texts(program)[0], "Scritto intanto")
    program.wait_saved()
    assert program.stored.id == first
    go.set()
    program.wait(lambda: program.stored.id != first)
    assert transfer.READING not in program.notices()


def files(folder: Path, number: int) -> list[Path]:
    made = [folder / f"bozza {each}.commessa" for each in range(number)]
    for each in made:
        each.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    return made


def test_of_many_files_all_become_dossiers_in_turns_and_the_last_is_opened(start: Start, tmp_path: Path) -> None:
    program, taken, opened = start(), list[int](), list[str]()
    program.app.transfer.imported.connect(lambda *_: taken.append(program.app.transfer.being_read))
    program.app.editor.changed.connect(lambda: opened.append(program.stored.id))
    beat = QTimer(program.window, interval=0)
    beat.timeout.connect(lambda: taken.append(0))
    beat.start()
    for file in files(tmp_path, 5):
        program.app.transfer.import_draft(str(file))
    program.notice("Importate 5 bozze. Sono tutte in Pratiche; qui vedi l'ultima.")
    beat.stop()
    assert [each for each in taken if each] == [5, 4, 3, 2, 1]
    assert all(before == 0 or after == 0 for before, after in pairwise(taken))  # others had their turn between two
    program.wait(lambda: bool(opened))  # the last one comes in turns
    assert len(program.drafts.rows()) == 5 and set(opened) == {program.drafts.rows()[0].id}


def test_closing_at_once_loses_no_file(start: Start, tmp_path: Path) -> None:
    program = start()
    for file in files(tmp_path, 3):
        program.app.transfer.import_draft(str(file))
    assert not program.leave()
    program.wait(program.window.isHidden)
    program.over = True
    assert len(start().drafts.rows()) == 3


def test_closing_before_the_dossiers_are_open_loses_no_file(start: Start, tmp_path: Path) -> None:
    program = start(start=False)
    program.entrance.start()
    program.app.transfer.import_draft(str(files(tmp_path, 1)[0]))
    assert not program.leave()
    program.wait(program.window.isHidden)
    program.over = True
    assert len(start().drafts.rows()) == 1


def test_who_closes_twice_does_not_wait_and_a_bad_file_keeps_the_window(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, go = start(), threading.Event()

    def slow(path: Path, limit: int) -> bytes:
        assert go.wait(20)
        return read_bounded(path, limit)

    (tmp_path / "rotta.commessa").write_text("{")
    program.app.transfer.import_draft(str(tmp_path / "rotta.commessa"))
    assert not program.leave()
    program.notice("Il file della pratica è rovinato o incompleto")
    assert program.window.isVisible() and transfer.CLOSING not in program.notices()
    monkeypatch.setattr(transfer, "read_bounded", slow)
    program.app.transfer.import_draft(str(files(tmp_path, 1)[0]))
    assert not program.leave()
    program.notice(f"{transfer.CLOSING} {transfer.CLOSE_NOW}")
    threading.Timer(0.05, go.set).start()  # closing waits for the thread that reads
    assert program.leave()


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes with names")
def test_what_is_no_file_is_refused_and_never_waited_for(start: Start, tmp_path: Path) -> None:
    program = start()
    os.mkfifo(tmp_path / "canale.commessa")
    (tmp_path / "zero.commessa").symlink_to("/dev/zero")
    for name in ("canale.commessa", "zero.commessa"):
        program.import_draft(tmp_path / name)
        program.notice("non è un file da leggere")


BAD_FILES = {
    b"": "Il file della pratica",
    b"{": "Il file della pratica è rovinato o incompleto",
    b"\xff\xfe\x00": "non è un testo UTF-8",
    b"[" * 100_000: "troppe parentesi",
    b'{"form": "FORM", "answers": {}, "answers": {}}': "c'è due volte",
    b'{"form": "nessuna/forma_1900", "answers": {}}': "nessuna/forma_1900",
    b'{"form": "FORM", "answers": {"non_esiste": 1}}': "non_esiste",
    b'{"format": 99, "form": "FORM", "answers": {}}': "versione",
}


def test_a_bad_file_gets_a_sentence_and_the_window_stays(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    view, rows = program.view, len(program.drafts.rows())
    file = tmp_path / "cattivo.commessa"
    for number, (content, sentence) in enumerate(BAD_FILES.items()):
        file.write_bytes(content.replace(b"FORM", BRIEF_FORM.encode()))
        program.import_draft(file)
        program.notice(sentence)
        assert program.view is view and len(program.drafts.rows()) == rows
        program.import_draft(tmp_path / "nessuno.commessa")
        program.notice("non esiste: controlla il nome.")
        program.import_draft(tmp_path)
        program.notice("è una cartella: indica un file.")
        program.write(texts(program)[0], f"Si va avanti {number}")
        program.key(Key.Key_Tab)
        program.wait_saved()


def test_a_file_that_was_read_when_the_program_ends_is_taken_no_more(start: Start, tmp_path: Path) -> None:
    """Who closes a second time does not wait for it; the store is closed by then."""
    program, taken, left = start(), list[int](), list[bool]()

    def leave_twice() -> None:
        left.extend((program.leave(), program.leave()))
        taken.clear()

    def begin(*_: object) -> None:
        taken.append(program.app.transfer.being_read)
        if not left and len(taken) == 1:
            later(program.window, leave_twice)

    program.app.transfer.imported.connect(begin)
    for each in files(tmp_path, 3):
        program.app.transfer.import_draft(str(each))
    program.wait(lambda: left)
    settle()
    assert left == [False, True] and not taken and not program.context.store.is_open
