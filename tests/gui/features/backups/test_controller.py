"""Backup e ripristino in the window: one press, one sentence, nothing lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.drafts import backup_folder, file
from desktop_app.gui.features.backups import automatic
from desktop_app.gui.features.backups.page import LOOKING, NONE, BackupPage
from desktop_app.gui.features.backups.rows import OF_WRONG_CLOCK, SURE
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.system.clock import today
from tests.clock import clock_at
from tests.gui.support.program import BRIEF_FORM, Program, Start, labels, settle, texts


def press(program: Program, name: str) -> None:
    page = program.page()
    assert isinstance(page, BackupPage)

    def named() -> list[Button]:
        return [each for each in page.findChildren(Button) if each.accessibleName().startswith(name)]

    program.wait(named)  # the rows come from beside the window
    named()[0].click()


def wait_for_rows(program: Program) -> list[str]:
    program.wait(lambda: LOOKING not in labels(program.page()))
    settle()
    return labels(program.page())


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
    assert "Prima di un ripristino · 2\u00a0pratiche · una adesso manca" in wait_for_rows(program)
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
    assert f"Copia del giorno {today():%d/%m/%Y} · una pratica" in wait_for_rows(again)
    again.app.show_dossiers()
    home = again.page()
    home.perform("bin")
    again.app.editor.begin(BRIEF_FORM)
    again.app.show_dossiers()
    assert [each.dossiers for each in again.drafts.backups()] == [1]
    again.page().empty_bin_requested.emit(False)
    deletion = again.drafts.deletion
    again.wait(lambda: not again.drafts.rows(binned=True))
    again.wait(lambda: not any(each.missing for each in deletion.backups()))  # a new one may be there by now


def test_a_daily_copy_that_fails_is_told_until_there_is_one(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    in_the_way = backup_folder.place(program.drafts.path)
    in_the_way.write_text("un file al posto della cartella")
    program.app.backups.automatic.later.timeout.emit()  # its time has come
    program.notice("La copia automatica di oggi non c'è: ci riprovo")
    assert program.app.backups.automatic.later.isActive()
    in_the_way.unlink()
    program.app.backups.automatic.later.timeout.emit()
    program.wait(lambda: not program.notices())
    assert len(program.drafts.backups()) == 1


def test_the_rows_say_what_each_copy_holds(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    with clock_at("2036-11-24 10:00"):
        program.drafts.bin(program.drafts.create("{}", BRIEF_FORM, "Nel cestino"))
        program.drafts.daily_backup(dt.date(2036, 11, 24))
    (backup_folder.place(program.drafts.path) / "pratiche-2026-01-01.db").write_bytes(b"rotten")
    program.app.run("backup")
    rows = wait_for_rows(program)
    at = rows.index(f"Copia del giorno 24/11/2036 · una pratica, una nel cestino · {OF_WRONG_CLOCK}")
    assert rows[at - 1].startswith("Fino a lunedì 24\u00a0novembre 2036, ore\u00a0")
    assert rows[at + 1 : at + 3] == ["Copia rovinata", "Copia del giorno · non si può ripristinare"]
    assert len([each for each in program.page().findChildren(Button) if "Ripristina la" in each.accessibleName()]) == 1


def test_a_file_put_aside_is_let_go_after_a_question_in_its_place(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    aside = program.drafts.path.with_name("pratiche.db.danneggiato-20261124")
    aside.write_bytes(b"x")
    program.app.run("backup")
    assert "pratiche.db.danneggiato-20261124 · 0,1\u00a0MB" in wait_for_rows(program)
    press(program, "Elimina pratiche.db.danneggiato")
    assert SURE in labels(program.page()) and aside.exists() and QApplication.activeModalWidget() is None
    press(program, "Non eliminare")
    assert SURE not in labels(program.page()) and aside.exists()
    press(program, "Elimina pratiche.db.danneggiato")
    press(program, "Elimina per sempre pratiche.db.danneggiato")
    program.wait(lambda: "File messi da parte" not in labels(program.page()))
    assert not aside.exists()


def test_with_a_damaged_file_goes_what_the_archive_kept_for_it(start: Start) -> None:
    """A file of an act that was never stored may belong to a dossier of the damaged file."""
    program = start()
    aside = program.drafts.path.with_name("pratiche.db.danneggiato-20261124")
    aside.write_bytes(b"x")
    lost = program.drafts.archive.put(b"un file di un atto perso")
    program.app.backups.automatic.work()
    program.app.run("backup")
    wait_for_rows(program)
    assert program.drafts.archive.has(lost)
    press(program, "Elimina pratiche.db.danneggiato")
    press(program, "Elimina per sempre pratiche.db.danneggiato")
    program.wait(lambda: not program.drafts.archive.has(lost))


def test_what_is_deleted_for_good_and_cannot_leave_the_copies_is_told_until_it_has(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    gone = program.stored.id
    program.app.editor.begin(BRIEF_FORM)
    program.app.show_dossiers()
    program.drafts.daily_backup(today())
    program.drafts.bin(gone)
    program.page().show_bin_view(True)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(file, "copy_into", full)
        program.page().empty_bin_requested.emit(False)
        program.notice("Quello che hai cancellato per sempre è ancora nelle copie automatiche: ci riprovo ogni minuto.")
    assert program.app.backups.automatic.later.isActive() and program.drafts.backups()[0].binned == 0
    assert program.drafts.backups()[0].dossiers == 2
    program.leave()
    monkeypatch.setattr(automatic, "DELAY_MS", 0)
    again = start()
    again.wait(lambda: again.drafts.backups()[0].dossiers == 1)


def test_a_copy_says_what_is_missing_now_and_can_be_let_go(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    lost = program.drafts.create("{}", BRIEF_FORM, "Persa")
    program.drafts.daily_backup(today())
    delete = "DELETE FROM drafts WHERE id = ?"
    program.drafts._change(lambda connection: connection.execute(delete, (lost,)))  # noqa: SLF001 - it got lost
    program.app.run("backup")
    assert f"Copia del giorno {today():%d/%m/%Y} · 2\u00a0pratiche · una adesso manca" in wait_for_rows(program)
    press(program, "Elimina la copia che arriva fino a")
    press(program, "Elimina per sempre la copia che arriva fino a")
    program.wait(lambda: NONE in labels(program.page()))
    assert program.drafts.backups() == []


def test_the_copy_says_that_it_has_the_files_and_a_restore_which_are_missing(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    id = program.drafts.create("{}", BRIEF_FORM, "Bianchi Srl, Jesi")
    for data in (b"uno", b"due"):
        program.drafts.acts.record(id, "pen", {"name": "scansione.pdf"}, data)
    daily = program.drafts.daily_backup(today())
    assert daily is not None
    program.app.run("backup")
    save_as(monkeypatch, tmp_path / "copia")
    press(program, "Fai una copia")
    program.notice("Copia fatta: una pratica e 2\u00a0file dell'archivio.")
    for name in program.drafts.archive.names():
        (program.drafts.archive.folder / name).unlink()
    save_as(monkeypatch, tmp_path / "altra copia")
    press(program, "Fai una copia")
    program.notice("Copia fatta: una pratica, ma 2\u00a0file dell'archivio non si leggono più.")
    program.app.backups.restore(daily.path)
    told = program.notice("Le pratiche sono quelle della copia.").notice.spoken
    assert "Mancano 2\u00a0file dell'archivio, che la copia non ha: «Bianchi Srl, Jesi»." in told
    program.app.backups.restore(tmp_path / "copia.copia")
    program.wait(lambda: not program.drafts.acts.missing())
