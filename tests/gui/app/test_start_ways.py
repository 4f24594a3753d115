"""From a start that failed: each way on leads on, whatever was expected or not."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.drafts import rescue
from desktop_app.drafts.store import Drafts
from desktop_app.gui.app.instance import LOCK_NAME, Instance
from desktop_app.gui.features.dossiers.controller import DossiersController
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.recovery import words
from desktop_app.gui.services import store_calls
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.services.settings_file import SettingsFile
from desktop_app.system.chosen_folder import chosen_folder
from desktop_app.system.paths import data_folder as data_folder_of_start
from desktop_app.system.paths import usual_data_folder
from tests.gui.support.program import BRIEF_FORM, example
from tests.gui.support.starting import ELSEWHERE, Begin, lock

# --- ways on -------------------------------------------------------------------------------------------------


def test_another_folder(begin: Begin, used: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, draft = tmp_path / "un file", tmp_path / "bozza.commessa"
    file.touch()
    draft.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    begun = begin(file, str(draft))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(file))
    begun.press("other_folder")
    assert str(file) in begun.told()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(used))
    before = begun.start.entrance
    begun.press("other_folder")
    begun.wait_open()
    assert begun.start.entrance is not before and begun.folder == used
    begun.wait(lambda: begun.start.entrance.app.editor.view is not None)  # the file goes along
    assert len(Drafts(used).rows()) == 2
    assert not Instance(used).is_first()


def test_another_folder_holds_until_the_usual_one_is_chosen_again(
    begin: Begin, used: Path, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMMESSA_DATA")
    usual, other = usual_data_folder(), tmp_path / "altra"
    usual.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(used, usual, dirs_exist_ok=True)
    lock(usual, ELSEWHERE)
    other.mkdir()
    (other / "foto.jpg").touch()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    begun = begin(data_folder_of_start())
    begun.press("other_folder")
    begun.wait_open()
    assert begun.folder == other / "Commessa"  # not among the photographs
    begun.wait(lambda: any("anche le prossime volte" in each for each in begun.notices()))
    begun.end()
    assert data_folder_of_start() == other / "Commessa"
    shutil.rmtree(other)
    again = begin(data_folder_of_start())
    assert "non c’è più" in again.fact  # it is no first start: there were dossiers
    lock(usual, "").unlink()
    again.press("usual_folder")
    again.wait_open()
    assert again.folder == usual and again.notices() == []
    again.end()
    assert data_folder_of_start() == usual and chosen_folder() is None


def test_menus_that_need_the_dossiers_are_off_meanwhile(begin: Begin, used: Path) -> None:
    lock(used, ELSEWHERE)
    begun = begin()
    begun.recovery()
    actions = begun.start.entrance.window.menus.actions
    off = ("new", "home", "recent", "import", "find", "save", "address_books", "deadlines", "backup", "duplicate")
    assert [id for id in off if actions[id].isEnabled()] == []
    for id in ("about", "options", "larger", "quit"):
        assert actions[id].isEnabled()
    begun.press("take_over")
    begun.answer("take_over")
    begun.wait_open()
    assert all(actions[id].isEnabled() for id in off[:-1])


def test_what_can_be_read_is_saved_where_nothing_may_be_written(
    begin: Begin, used: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(used, ELSEWHERE)
    begun = begin()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "un file"))
    (tmp_path / "un file").touch()
    begun.press("rescue")
    begun.wait(lambda: "Non riesco a salvare ciò che si legge" in begun.told())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page, go_on, save = begun.recovery(), threading.Event(), rescue.save_readable

    def slowly(path: Path, target: Path) -> rescue.Rescued:
        assert go_on.wait(20)
        return save(path, target)

    monkeypatch.setattr(rescue, "save_readable", slowly)
    monkeypatch.setattr(store_calls, "PATIENCE_SECONDS", 0.01)
    page.buttons["rescue"].click()
    assert words.RESCUING in begun.told()
    assert not any(button.isEnabled() for button in page.buttons.values())
    go_on.set()
    begun.wait(lambda: "Ho salvato una pratica." in begun.told())
    (saved,) = tmp_path.glob("pratiche-salvate-*/*.commessa")
    assert str(saved.parent) in begun.told() and begun.recovery().buttons["rescue"].isEnabled()
    assert (used / LOCK_NAME).read_text(encoding="utf-8") == ELSEWHERE
    begun.answer("close")
    assert begun.told() == "" and begun.recovery().buttons["rescue"].hasFocus()


# --- what nobody expects -------------------------------------------------------------------------------------


def test_whatever_fails_while_the_list_is_made_ends_on_the_page(
    begin: Begin, used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise TypeError("RSSMRA80A01H501U")

    monkeypatch.setattr(DossiersController, "show", broken)
    begun = begin()
    assert begun.recovery().trouble == words.unexpected()
    monkeypatch.undo()
    begun.press("retry")
    begun.wait_open()
    assert isinstance(begun.page(), DossiersPage)


def test_settings_that_nobody_can_live_with_are_set_aside(
    begin: Begin, used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scheme(settings: Settings) -> str:
        if isinstance(settings._store, SettingsFile):  # noqa: SLF001 - whose file the settings are
            raise TypeError("RSSMRA80A01H501U")
        return "system"

    monkeypatch.setattr(Settings, "scheme", property(scheme))
    begun = begin()
    begun.wait_open()
    log = (used / "commessa.log").read_text(encoding="utf-8")
    assert "TypeError in " in log and "RSSMRA80A01H501U" not in log


@pytest.mark.parametrize("name", ["impostazioni.json", "impostazioni.ini"])
@pytest.mark.parametrize(
    "content",
    [
        b"\0\xff" * 500,
        b"[General]\nfinestra=@ByteArray(\\x1\\xd9)\ntesto=nan\n",
        b'{"finestra": [1], "testo": "nan"}',
    ],
    ids=["noise", "older", "newer"],
)
def test_damaged_settings_prevent_nothing(begin: Begin, used: Path, content: bytes, name: str) -> None:
    (used / name).write_bytes(content)
    begun = begin()
    begun.wait_open()
    assert isinstance(begun.page(), DossiersPage)


@pytest.mark.parametrize(
    "name", ["impostazioni.json", "impostazioni.ini", "impostazioni.ini.lock", "commessa.log", "moduli"]
)
def test_a_folder_or_a_pipe_in_the_place_of_a_small_file_prevents_nothing(begin: Begin, used: Path, name: str) -> None:
    (used / name).mkdir(mode=0)
    begun = begin()
    begun.wait_open()
    begun.start.entrance.app.appearance.resize_text(1.25)
    begun.end()
    (used / name).rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(used / name)
        begun = begin()
        begun.wait_open()
        assert isinstance(begun.page(), DossiersPage)
