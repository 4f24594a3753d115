"""Drafts as files: written, read as another dossier, and refused with a sentence where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.engine.answers.draft import parse
from tests.gui.support.program import BRIEF_FORM, Key, Start, texts


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
        program.app.transfer.import_draft(str(file))
        program.notice(sentence)
        assert program.view is view and len(program.drafts.rows()) == rows
        program.app.transfer.import_draft(str(tmp_path / "nessuno.commessa"))
        program.notice("non esiste: controlla il nome.")
        program.app.transfer.import_draft(str(tmp_path))
        program.notice("è una cartella: indica un file.")
        program.write(texts(program)[0], f"Si va avanti {number}")
        program.key(Key.Key_Tab)
        program.wait_saved()
