"""The window and its files: bin, import, export, forms that went away, second starts, faults nobody expected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.app import main
from desktop_app.gui.features.about.page import AboutPage
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.library import Library
from desktop_app.system import log
from desktop_app.system.paths import forms_folder
from tests.gui.support.program import BRIEF_FORM, Key, Start, example, field_of, find, focus, texts

BACK = "Commessa si era chiusa all'improvviso."


# --- starting ------------------------------------------------------------------------------------------------


def test_the_bin_and_back(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Ctrl+O")
    home = program.page()
    assert isinstance(home, DossiersPage)
    home.perform("bin")
    assert program.drafts.rows() == [] and len(program.drafts.rows(binned=True)) == 1
    find(home, "Annulla").click()
    assert len(program.drafts.rows()) == 1 and program.drafts.rows(binned=True) == []
    home.perform("bin")
    home.show_bin_view(True)
    home.perform("restore")
    assert len(program.drafts.rows()) == 1
    home.show_bin_view(False)
    home.perform("bin")
    home.show_bin_view(True)
    home.head.emptier.click()
    find(home, "Cancella per sempre").click()
    assert program.drafts.rows(binned=True) == []


# --- files ---------------------------------------------------------------------------------------------------


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


# --- forms that are not there --------------------------------------------------------------------------------


def with_own_form(tmp_path: Path) -> Path:
    """A copy of a form under another name, in a folder of the user's."""
    own = tmp_path / "moduli"
    shutil.copytree(forms_folder() / BRIEF_FORM, own / "prova" / "copia_2023")
    shutil.copytree(forms_folder() / "blocks", own / "blocks")
    return own


@pytest.mark.parametrize("how", ["missing", "faulty"])
def test_a_dossier_of_a_form_that_went_away(start: Start, tmp_path: Path, how: str) -> None:
    own = with_own_form(tmp_path)
    program = start(forms=(own,))
    program.app.editor.begin("prova/copia_2023")
    program.write(texts(program)[0], "Senza modulo")
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.show_dossiers()
    assert program.leave()
    form = own / "prova" / "copia_2023" / "form.toml"
    if how == "missing":
        shutil.rmtree(form.parent)
    else:
        form.write_text(form.read_text(encoding="utf-8").replace("[[page]]", "[[pagina]]", 1), encoding="utf-8")
    again = start(forms=(own,))
    home = again.page()
    assert isinstance(home, DossiersPage)
    lost, well = sorted(again.drafts.rows(), key=lambda row: row.form != "prova/copia_2023")
    again.app.editor.open(lost.id)
    (notice,) = again.notices()
    assert "prova/copia_2023" in notice or "form.toml" in notice
    assert again.page() is home and again.app.editor.view is None
    again.app.editor.duplicate(lost.id)
    assert again.page() is home
    again.app.show_new()
    assert isinstance(again.page(), NewDossierPage)
    again.wait(lambda: again.page().grid.views)
    assert len(again.page().grid.views) == len(Library([forms_folder()]).ids())
    assert again.page().faults.count() == (0 if how == "missing" else 2)
    again.app.editor.open(well.id)
    view = again.view
    again.app.editor.open(lost.id)
    assert again.view is view and again.page() is view  # what was open stays
    assert again.leave()


def test_a_crash_with_a_form_that_went_away_ends_on_the_list(start: Start, tmp_path: Path) -> None:
    own = with_own_form(tmp_path)
    program = start(forms=(own,))
    program.app.editor.begin("prova/copia_2023")
    program.crash()
    shutil.rmtree(own / "prova")
    again = start(forms=(own,))
    again.notice("prova/copia_2023")
    assert isinstance(again.page(), DossiersPage)


# --- aside ---------------------------------------------------------------------------------------------------


def test_about_and_back_to_where_the_user_was(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.go(texts(program)[1])
    here = focus()
    program.app.run("about")
    assert isinstance(program.page(), AboutPage) and program.page().isAncestorOf(focus())
    program.key(Key.Key_Return)
    assert program.page() is program.view and focus() is here


def test_the_preview_leads_to_the_first_problem(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    program.keys("Ctrl+R")
    program.keys("Ctrl+Shift+P")
    preview = program.preview()
    program.wait(lambda: preview.pdf is not None)
    preview.first_problem_requested.emit()
    first = program.view.dossier.state.problems[0]
    item = field_of(focus())
    assert item is not None and item.place == FieldRef(first.field) and item.notices


def test_a_second_start_raises_the_window_and_imports_its_file(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    program = start()
    program.window.showMinimized()
    program.app.come_forward("")
    assert not program.window.isMinimized() and isinstance(program.page(), NewDossierPage)
    program.app.come_forward(str(file))
    assert dict(program.draft.answers) == dict(example(BRIEF_FORM).answers)


def test_a_file_opened_in_the_mac_s_finder_is_told_of(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "bozza à.commessa"
    files = main.OpenedFiles()
    watched = QObject()
    watched.installEventFilter(files)
    with qtbot.waitSignal(files.opened, timeout=1000) as told:
        QApplication.sendEvent(watched, QFileOpenEvent(str(file)))
    assert told.args == [str(file)]


def test_a_file_given_before_the_store_is_open_waits_for_it(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    program = start(start=False)
    program.app.start()
    program.app.transfer.import_draft(str(file))
    assert program.notices() == []
    program.wait(lambda: program.app.editor.view is not None)
    assert dict(program.draft.answers) == dict(example(BRIEF_FORM).answers)


# --- a fault of the program ----------------------------------------------------------------------------------


def test_a_fault_nobody_expected_is_told_logged_without_its_text_and_survived(
    start: Start, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    log.start_logging(data_folder)
    hook = main._told(program.app)  # noqa: SLF001 - what run() installs
    program.app.editor.begin_example(BRIEF_FORM)
    view = program.view
    secret = "RSSMRA80A01H501U"

    def broken(*_: object) -> None:
        raise LookupError(secret)

    with monkeypatch.context() as patch, pytest.raises(LookupError) as caught:
        patch.setattr(DossierView, "go_to", broken)
        program.view.check_all()
    hook(caught.type, caught.value, caught.tb)
    program.notice(f"{main.WRONG} {main.SAFE}")
    written = (data_folder / log.LOG_NAME).read_text(encoding="utf-8")
    assert "LookupError" in written and "check_all" in written
    assert secret not in written
    assert program.view is view
    program.write(texts(program)[0], "Si va avanti")
    program.key(Key.Key_Tab)
    program.wait_saved()
    assert program.leave()


def test_a_fault_inside_a_signal_reaches_the_hook(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    caught: list[type[BaseException]] = []
    with program.qtbot.captureExceptions() as exceptions:
        monkeypatch.setattr(program.context.store, "drafts", None)
        program.window.menus.actions["duplicate"].trigger()
        monkeypatch.undo()
    caught += [each[0] for each in exceptions]
    assert caught == [AttributeError]
    assert program.view.isVisible()


def test_closing_by_the_keyboard(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Ctrl+Q")
    assert not program.window.isVisible()
    program.over = True
    assert not QApplication.activeWindow()
    assert not program.context.store.is_open


def test_the_preview_page_is_the_programs_own(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Ctrl+R")
    summary = program.view.summary
    assert isinstance(summary, SummaryPage)
    summary.preview_requested.emit("")
    assert isinstance(program.page(), PreviewPage)
    program.wait(lambda: program.preview().pdf is not None)
    program.key(Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert program.preview().isAncestorOf(focus())
