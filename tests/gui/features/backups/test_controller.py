"""Backup e ripristino in the window: one press, one sentence, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.drafts import backups
from desktop_app.gui.features.backups import automatic
from desktop_app.gui.features.backups.page import BackupPage
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.system.clock import today
from tests.gui.support.program import BRIEF_FORM, Program, Start, labels, texts


def press(program: Program, name: str) -> None:
    page = program.page()
    assert isinstance(page, BackupPage)
    next(each for each in page.findChildren(Button) if each.accessibleName().startswith(name)).click()


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> list[str]:
    """Answers the question for a file; gives the names that were proposed."""
    proposed: list[str] = []

    def answer(*arguments: object) -> tuple[str, str]:
        proposed.append(Path(str(arguments[2])).name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def titles(program: Program) -> list[str]:
    return [row.title for row in program.drafts.rows()]


def test_a_copy_and_back(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    before = program.view.dossier.state.title
    program.app.run("backup")
    proposed = save_as(monkeypatch, tmp_path / "su una chiavetta")
    press(program, "Fai una copia")
    program.notice("Copia fatta: una pratica.")
    assert proposed == [f"commessa-{today().isoformat()}.copia"]
    copy = tmp_path / "su una chiavetta.copia"
    assert copy.is_file()

    program.page().closed.emit()
    program.write(texts(program)[0], "Scritto dopo la copia")
    program.app.editor.begin(BRIEF_FORM)
    after = titles(program)
    assert len(after) == 2
    program.app.run("backup")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    press(program, "Scegli una copia")
    program.notice("contiene una pratica; adesso ne hai 2.")
    assert sorted(titles(program)) == sorted(after)  # nothing happens before it was said what would
    program.follow("adesso ne hai 2", "Ripristina questa copia")
    program.notice("Le pratiche sono quelle della copia.")
    assert isinstance(program.page(), DossiersPage) and titles(program) == [before]
    row = program.page().current_row()
    assert row is not None and row.title == before

    # It was a mistake: what there was before is one press away.
    program.follow("Le pratiche sono quelle della copia.", "Apri Backup e ripristino")
    assert "Prima di un ripristino" in labels(program.page())
    press(program, "Ripristina la copia")
    program.follow("contiene 2\u00a0pratiche; adesso ne hai 1.", "Ripristina questa copia")
    program.notice("Le pratiche sono quelle della copia.")
    assert sorted(titles(program)) == sorted(after)
    program.app.editor.open(program.drafts.rows()[0].id)
    program.app.editor.open(next(row.id for row in program.drafts.rows() if row.title != titles(program)[0]))


def test_what_was_typed_last_is_in_the_copy_that_is_kept(start: Start, tmp_path: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.drafts.back_up_to(tmp_path / "copia")
    field = texts(program)[0]
    program.write(field, "Ultima parola")
    program.app.backups.restore(tmp_path / "copia")  # without waiting for the pause of typing
    program.notice("Le pratiche sono quelle della copia.")
    program.app.backups.restore(program.drafts.backups()[0].path)
    program.wait(lambda: len(program.drafts.backups()) == 2)
    program.notice("Le pratiche sono quelle della copia.")
    program.app.editor.open(program.drafts.rows()[0].id)
    assert program.draft.answers[field] == "Ultima parola"


def test_what_cannot_be_done_is_said(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.app.run("backup")
    (tmp_path / "foto.copia").write_bytes(b"non una copia" * 100)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "foto.copia"), ""))
    press(program, "Scegli una copia")
    program.notice("questo file non è una copia fatta da Commessa")
    save_as(monkeypatch, tmp_path / "via" / "copia.copia")
    press(program, "Fai una copia")
    program.notice("Non riesco a fare la copia delle pratiche: la cartella")
    save_as(monkeypatch, "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    press(program, "Fai una copia")
    press(program, "Scegli una copia")
    assert len(program.notices()) == 1 and isinstance(program.page(), BackupPage)


def test_a_copy_each_day_by_itself(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automatic, "DELAY_MS", 0)
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.leave()
    again = start()
    again.wait(again.drafts.backups)
    assert again.notices() == []
    again.app.run("backup")
    assert "Copia del giorno" in labels(again.page())
    again.app.show_dossiers()
    home = again.page()
    home.perform("bin")
    again.app.editor.begin(BRIEF_FORM)
    again.app.show_dossiers()
    assert [each.dossiers for each in again.drafts.backups()] == [1]
    again.page().empty_bin_requested.emit()
    again.wait(lambda: not again.drafts.backups())  # it held nothing else


def test_a_daily_copy_that_fails_is_told_until_there_is_one(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    in_the_way = backups.backup_folder(program.drafts.path)
    in_the_way.write_text("un file al posto della cartella")
    program.app.backups.automatic.later.timeout.emit()  # its time has come
    program.notice("La copia automatica di oggi non c'è: ci riprovo")
    assert program.app.backups.automatic.later.isActive()
    in_the_way.unlink()
    program.app.backups.automatic.later.timeout.emit()
    program.wait(lambda: not program.notices())
    assert len(program.drafts.backups()) == 1
