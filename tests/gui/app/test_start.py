"""What happens at a start, by what is found: each state ends in a window that says it, and each way on leads on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.drafts import rescue
from desktop_app.drafts.store import Drafts
from desktop_app.gui.app import instance, start
from desktop_app.gui.app.instance import LOCK_NAME, Instance
from desktop_app.gui.features.dossiers.controller import DossiersController
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.recovery import words
from desktop_app.gui.services import store_calls
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.services.settings_file import SettingsFile
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.system.chosen_folder import chosen_folder
from desktop_app.system.clock import today
from desktop_app.system.paths import data_folder as data_folder_of_start
from desktop_app.system.paths import usual_data_folder
from tests.gui.support.program import BRIEF_FORM, example, labels
from tests.gui.support.starting import Begin, starts
from tests.home import not_as_root

unix = pytest.mark.skipif(os.name == "nt", reason="rights and names of files are others on Windows")
HERE = QSysInfo.machineHostName()
ELSEWHERE = f"4321\ncommessa\nvecchio-pc\n{'0' * 32}\n{'1' * 36}\n"


@pytest.fixture
def begin(qtbot: QtBot, qapp: QApplication, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    monkeypatch.setattr(instance, "PATIENCE_SECONDS", 0.2)  # nobody waits for a lock that will not become free
    monkeypatch.setattr(start, "POLL_MS", 1)
    with starts(qtbot, qapp, data_folder) as make:
        yield make


@pytest.fixture
def used(data_folder: Path) -> Path:
    """A data folder with a dossier, and a copy of it."""
    drafts = Drafts(data_folder)
    drafts.open()
    drafts.create(example(BRIEF_FORM).to_json(), BRIEF_FORM, "Una pratica")
    drafts.daily_backup(today())
    drafts.close(10)
    return data_folder


def lock(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / LOCK_NAME
    path.write_text(text, encoding="utf-8")
    return path


# --- what is no trouble --------------------------------------------------------------------------------------


def test_a_first_start_makes_a_folder_that_is_its_owners_alone(begin: Begin, data_folder: Path) -> None:
    begun = begin()
    begun.wait_open()
    assert isinstance(begun.page(), NewDossierPage)
    if os.name != "nt":
        assert data_folder.stat().st_mode & 0o777 == 0o700


def test_the_welcome_is_only_for_who_never_had_a_file(begin: Begin, data_folder: Path) -> None:
    begin().end()  # before the store was opened: nothing was kept
    first = begin()
    first.wait_open()
    assert isinstance(first.page(), NewDossierPage)
    first.end()
    again = begin()
    again.wait_open()
    assert isinstance(again.page(), DossiersPage)  # empty, and yet not the first time
    again.end()
    shutil.rmtree(data_folder / "copie", ignore_errors=True)
    for each in data_folder.glob("pratiche.db*"):
        each.unlink()
    lost = begin()  # the settings remember
    assert "non c’è più" in lost.fact
    lost.press("begin")
    lost.wait_open()
    assert isinstance(lost.page(), DossiersPage)


@pytest.mark.parametrize(
    "text",
    [
        f"{os.getppid()}\n{Path(sys.executable).resolve().name}\n{HERE}\n",  # its number is another program's now
        f"{os.getpid()}\npython\n{HERE}\n",  # or ours
        "",  # a power cut came before its words were on the disk
    ],
    ids=["another's number", "our number", "empty"],
)
def test_a_lock_that_a_killed_program_left_keeps_nobody_out(begin: Begin, used: Path, text: str) -> None:
    lock(used, text)
    begun = begin()
    begun.wait_open()
    assert isinstance(begun.page(), DossiersPage)


def test_a_second_start_hands_any_file_over_also_while_the_first_one_shows_a_trouble(
    begin: Begin, used: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = lock(used, ELSEWHERE)
    first = begin()
    assert "vecchio-pc" in first.fact
    first.wait(lambda: first.start.instance._server is not None)  # noqa: SLF001
    odd = tmp_path / "seconda à\n😀.commessa"
    odd.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    code = (
        "import sys; from PySide6.QtCore import QCoreApplication; from pathlib import Path;"
        "from desktop_app.gui.app.instance import Instance; a = QCoreApplication([]);"
        "print(Instance(Path(sys.argv[1])).claim(sys.argv[2], 20).state)"
    )
    second = subprocess.Popen(
        [sys.executable, "-c", code, str(used), str(odd)],
        stdout=subprocess.PIPE, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    first.wait(lambda: second.poll() is not None)
    assert second.communicate()[0].strip() == b"handed"
    first.wait(lambda: words.WAITING in labels(first.recovery()))
    path.unlink()
    first.press("retry")
    first.wait_open()
    first.wait(lambda: first.start.app.editor.view is not None)
    assert len(Drafts(used).rows()) == 2


# --- folder --------------------------------------------------------------------------------------------------


def test_a_file_where_the_folder_should_be(begin: Begin, tmp_path: Path) -> None:
    file = tmp_path / "un file"
    file.touch()
    for folder in (file, file / "sotto"):
        begun = begin(folder)
        assert str(file) in begun.fact and begun.recovery().buttons.keys() >= {"retry", "other_folder"}
        begun.end()
    begun = begin(file)
    file.unlink()
    begun.press("retry")
    begun.wait_open()


@unix
def test_a_folder_that_may_not_be_written(begin: Begin, shared_folder: Path) -> None:
    shared_folder.chmod(0o555)
    with not_as_root():
        begun = begin(shared_folder)
        assert "non puoi scrivere" in begun.fact
        begun.end()
        begun = begin(shared_folder / "sotto")
        assert "non si può creare" in begun.fact


@unix
def test_a_folder_whose_name_is_no_text(begin: Begin, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe8d"))
    begun = begin(folder)
    assert "segni" in begun.fact and not folder.exists()
    assert begun.start.app.window.close()
    begun.over = True


def test_a_full_disk(begin: Begin, make_disk: object) -> None:
    from tests.gui.support.trouble import fill_up

    disk = make_disk("1m")  # type: ignore[operator]
    filler = fill_up(disk)
    begun = begin(disk / "dati")
    assert begun.fact == "Il disco è pieno."
    filler.unlink()
    begun.press("retry")
    begun.wait_open()
    begun.end()


# --- lock ----------------------------------------------------------------------------------------------------


def test_a_lock_of_another_computer_is_taken_over_only_after_asking(begin: Begin, used: Path, tmp_path: Path) -> None:
    path = lock(used, ELSEWHERE)
    file = tmp_path / "bozza.commessa"
    file.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    begun = begin(file=str(file))
    assert "«vecchio-pc»" in begun.fact
    begun.press("take_over")
    assert "vecchio-pc" in begun.told() and path.read_text(encoding="utf-8") == ELSEWHERE
    focused = begun.start.app.window.focusWidget()
    assert isinstance(focused, Link) and focused.text() == "Lascia stare"  # a second Enter takes nothing over
    begun.answer("leave")
    assert begun.told() == "" and path.read_text(encoding="utf-8") == ELSEWHERE
    begun.press("retry")
    begun.wait(lambda: begun.told() != "")
    assert "non è cambiato niente" in begun.told()
    begun.press("take_over")
    begun.answer("take_over")
    begun.wait_open()
    begun.wait(lambda: begun.start.app.editor.view is not None)  # the file given at the start


def test_a_folder_in_the_place_of_the_lock_is_put_aside(begin: Begin, used: Path) -> None:
    (used / LOCK_NAME / "sotto").mkdir(parents=True)
    begun = begin()
    assert "non ha fatto Commessa" in begun.fact
    begun.press("take_over")
    begun.answer("take_over")
    begun.wait_open()
    (aside,) = used.glob(f"{LOCK_NAME}.messo-da-parte-*")
    assert (aside / "sotto").is_dir()


@unix
def test_a_pipe_in_the_place_of_the_lock_is_not_waited_for(begin: Begin, used: Path) -> None:
    os.mkfifo(used / LOCK_NAME)
    assert "non ha fatto Commessa" in begin().fact


@unix
def test_a_lock_of_another_user(begin: Begin, shared_folder: Path) -> None:
    shared_folder.chmod(0o777)
    lock(shared_folder, "").chmod(0o600)
    with not_as_root():
        begun = begin(shared_folder)
        assert "da un altro utente" in begun.fact
        begun.press("take_over")
        begun.answer("take_over")
        begun.wait_open()
        begun.end()


def test_a_program_that_does_not_answer_is_named_and_never_driven_out(begin: Begin, used: Path) -> None:
    held = Instance(used)
    assert held.is_first()
    begun = begin()
    assert "non risponde" in begun.fact and str(os.getpid()) in begun.recovery().trouble.advice
    assert "take_over" not in begun.recovery().trouble.ways
    assert begun.start.take_over() == words.still_held()
    held.close()
    begun.press("retry")
    begun.wait_open()


# --- file ----------------------------------------------------------------------------------------------------


def test_a_lost_file_is_no_first_start_its_copies_are_told_and_recovered(begin: Begin, used: Path) -> None:
    (used / "pratiche.db").unlink()
    begun = begin()
    assert "non c’è più" in begun.fact
    begun.wait(lambda: begun.recovery().looked)
    assert any(each.endswith("una pratica") for each in labels(begun.recovery()))
    begun.press("recover")
    begun.wait_open()
    assert [row.title for row in Drafts(used).rows()] == ["Una pratica"]
    assert isinstance(begun.page(), DossiersPage)


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
    before = begun.start.app
    begun.press("other_folder")
    begun.wait_open()
    assert begun.start.app is not before and begun.folder == used
    begun.wait(lambda: begun.start.app.editor.view is not None)  # the file goes along
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
    actions = begun.start.app.window.menus.actions
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
        if isinstance(settings._store, SettingsFile):  # noqa: SLF001
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
    begun.start.app.appearance.resize_text(1.25)
    begun.end()
    (used / name).rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(used / name)
        begun = begin()
        begun.wait_open()
        assert isinstance(begun.page(), DossiersPage)
