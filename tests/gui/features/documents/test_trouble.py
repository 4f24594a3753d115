"""Exports and drafts that cannot be written: a sentence, and nothing half written or falsely recorded."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.gui.wording.step_words import SUMMARY
from tests.gui.support.program import BRIEF_FORM, Start, labels, settle
from tests.support.trouble import Locker, fill_up

pytestmark = pytest.mark.usefixtures("impatient")
unix = pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved or deleted")


def test_an_export_folder_where_nothing_may_be_written(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    closed = tmp_path / "chiusa"
    closed.write_text("un file, non una cartella")
    program.context.settings.export_base = str(closed)
    program.keys("Ctrl+E")
    program.notice("chiusa")
    assert program.drafts.exports(program.stored.id) == []
    free = tmp_path / "libera"
    free.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(free))
    program.follow("chiusa", "Scegli un'altra cartella")
    program.notice("Esportati ")
    assert len(list(free.rglob("*.pdf"))) == len(program.view.dossier.documents.applicable())
    assert program.context.settings.export_base == str(free)


def test_an_export_folder_that_is_missing_is_made(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.context.settings.export_base = str(tmp_path / "non" / "ancora" / "qui")
    program.keys("Ctrl+E")
    program.notice("Esportati ")
    assert list((tmp_path / "non").rglob("*.pdf"))


def test_an_export_to_a_full_disk_records_only_what_is_whole(start: Start, small_disk: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.context.settings.export_base = str(small_disk)
    filler = fill_up(small_disk)
    program.keys("Ctrl+E")
    program.notice("non c'è più posto")
    exports = program.drafts.exports(program.stored.id)
    assert len(exports) == len(list(small_disk.rglob("*.pdf")))
    assert not [path for path in small_disk.rglob("*.tmp")]
    filler.unlink()


def test_a_draft_that_cannot_be_exported_gets_a_sentence(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.transfer.export_draft(str(tmp_path / "non c'è" / "bozza.commessa"))
    program.notice("non esiste: creala, o scegline un'altra.")
    assert program.view.isVisible()


def test_documents_exported_while_the_store_cannot_record_them(
    start: Start, tmp_path: Path, lock: Callable[[Path], Locker]
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.wait(lambda: not program.drafts.pending)
    program.context.settings.export_base = str(tmp_path / "fuori")
    locker = lock(program.drafts.path)
    program.keys("Ctrl+E")
    program.notice("I documenti ci sono, ma non riesco a segnarli nella pratica.")
    assert list((tmp_path / "fuori").rglob("*.pdf"))
    locker.end()


def test_a_look_changed_in_the_middle_of_an_export(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.context.settings.export_base = str(tmp_path)
    program.keys("Ctrl+E")
    program.app.run("larger")
    program.app.run("larger")
    program.notice("Esportati ")
    settle()
    program.app.appearance.choose_scheme("dark")
    program.notice("Esportati ")  # what was said is still there in the new look


def test_the_summary_lists_what_was_just_exported(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.context.settings.export_base = str(tmp_path)
    program.keys("Ctrl+R")
    program.keys("Ctrl+E")
    program.notice("Esportati ")
    settle()
    words = labels(program.view.closing_page(SUMMARY).widget)
    assert "Già esportati" in words
    exported = sum(each.startswith("Esportato oggi alle ") for each in words)
    assert exported == len(program.view.dossier.documents.applicable())
