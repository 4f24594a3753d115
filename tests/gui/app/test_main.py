"""What concerns the whole application: Qt's own words, files that the system opens, faults nobody expected, the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QTreeView
from pytestqt.qtbot import QtBot

from desktop_app.gui.app import main
from desktop_app.gui.app.qt_words import WORDS
from desktop_app.gui.app.start import UNEXPECTED_ADVICE, UNEXPECTED_FACT
from desktop_app.gui.app.start import Start as StartOfProgram
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.system import log, working_folder
from tests.gui.support.italian import english, spoken
from tests.gui.support.program import BRIEF_FORM, Key, Start, settle, texts


def test_a_file_opened_in_the_mac_s_finder_is_told_of(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "bozza à.commessa"
    files = main.OpenedFiles()
    watched = QObject()
    watched.installEventFilter(files)
    with qtbot.waitSignal(files.opened, timeout=1000) as told:
        QApplication.sendEvent(watched, QFileOpenEvent(str(file)))
    assert told.args == [str(file)]


def test_a_fault_nobody_expected_is_told_logged_without_its_text_and_survived(
    start: Start, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    log.start_logging(data_folder)
    running = StartOfProgram(lambda *_: program.entrance)
    running.entrance = program.entrance
    program.app.editor.begin_example(BRIEF_FORM)
    view = program.view
    secret = "RSSMRA80A01H501U"

    def broken(*_: object) -> None:
        raise LookupError(secret)

    with monkeypatch.context() as patch, pytest.raises(LookupError) as caught:
        patch.setattr(DossierView, "go_to", broken)
        program.view.check_all()
    running.tell_unexpected(caught.type, caught.value, caught.tb)
    program.notice(f"{UNEXPECTED_FACT} {UNEXPECTED_ADVICE}")
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
    assert program.view.isVisible()
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
    program.keys("Ctrl+Q")  # while the dossier is on its way
    program.wait(lambda: not program.window.isVisible())
    program.over = True
    assert not QApplication.activeWindow()
    assert not program.context.store.is_open


def test_the_folder_where_a_file_was_chosen_is_left(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window of Windows for files leaves the program in it: a stick could not be taken away."""
    left: list[str] = []
    monkeypatch.setattr(working_folder, "leave", lambda: left.append("left"))
    start().window.activated.emit()
    assert left


def test_qts_own_buttons_are_italian(qapp: QApplication) -> None:
    main.speak_italian(qapp)
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Save)
    words = {button.text().replace("&", "") for button in box.buttons()}
    assert words == {"Annulla", "Salva"}
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Discard)
    assert not any(english(button.text()) for button in buttons.buttons())
    line = QLineEdit()
    menu = line.createStandardContextMenu()
    assert not [action.text() for action in menu.actions() if english(action.text())]


@pytest.mark.parametrize("kind", ["open", "save", "folder"])
def test_qts_own_file_window_is_italian_to_the_last_word(qapp: QApplication, tmp_path: Path, kind: str) -> None:
    """Where the system has none of its own."""
    main.speak_italian(qapp)
    for name in ("sotto", "nota.txt", "senza"):
        (tmp_path / name).mkdir() if name == "sotto" else (tmp_path / name).write_text("x")
    window = QFileDialog(None, "Scegli", str(tmp_path), "PDF (*.pdf);;Tutti i file (*)")
    window.setOption(QFileDialog.Option.DontUseNativeDialog)
    window.setNameFilter("Tutti i file (*)")
    if kind == "save":
        window.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    elif kind == "folder":
        window.setFileMode(QFileDialog.FileMode.Directory)
    window.show()
    settle()
    said = {words for _, words in spoken(window) if words and str(tmp_path) not in words}
    tree = window.findChild(QTreeView)
    model = tree.model() if tree is not None else None
    assert model is not None and tree is not None
    said |= {str(model.headerData(each, Qt.Orientation.Horizontal)) for each in range(model.columnCount())}
    window.close()
    window.deleteLater()
    assert len(said) > 20
    assert not [words for words in said if english(words) or "Look" in words or "type" in words]


def test_what_qt_lacks_is_no_more_than_that(qapp: QApplication) -> None:
    """A word that Qt's translation learns goes from ours; what neither has stays as it is, and is not empty."""
    qt = QTranslator()
    assert qt.load("qtbase_it", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert not [source for context, source in WORDS if qt.translate(context, source)]
    main.speak_italian(qapp)
    assert qapp.translate("QFileDialog", "Files of &type:") == "&Tipo di file:"
    assert qapp.translate("QFileDialog", "No such words") == "No such words"
