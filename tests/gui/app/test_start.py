"""What happens at a start, by what is found: each state ends in a window that says it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo
from pytestqt.qtbot import QtBot

from desktop_app.drafts.store import Drafts
from desktop_app.gui.app.instance import LOCK_NAME, Instance
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.recovery import words
from desktop_app.gui.widgets.controls.link import Link
from tests.gui.support.program import BRIEF_FORM, example, labels
from tests.gui.support.starting import ELSEWHERE, Begin, lock
from tests.home import not_as_root

unix = pytest.mark.skipif(os.name == "nt", reason="rights and names of files are others on Windows")
HERE = QSysInfo.machineHostName()


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
    first.wait(lambda: first.start.instance._server is not None)  # noqa: SLF001 - it listens a moment after it began
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
    first.wait(lambda: first.start.entrance.app.editor.view is not None)
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
    assert begun.start.entrance.window.close()
    begun.over = True


def test_a_full_disk(begin: Begin, make_disk: Callable[[str], Path]) -> None:
    from tests.support.trouble import fill_up

    disk = make_disk("1m")
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
    assert "Il programma «commessa», numero 4321, sul computer «vecchio-pc»" in labels(begun.recovery())
    begun.press("take_over")
    assert "vecchio-pc" in begun.told() and path.read_text(encoding="utf-8") == ELSEWHERE
    focused = begun.start.entrance.window.focusWidget()
    assert isinstance(focused, Link) and focused.text() == "Lascia stare"  # a second Enter takes nothing over
    begun.answer("leave")
    assert begun.told() == "" and path.read_text(encoding="utf-8") == ELSEWHERE
    begun.press("retry")
    begun.wait(lambda: begun.told() != "")
    assert "non è cambiato niente" in begun.told()
    begun.press("take_over")
    begun.answer("take_over")
    begun.wait_open()
    begun.wait(lambda: begun.start.entrance.app.editor.view is not None)  # the file given at the start


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
    assert (
        "non risponde" in begun.fact and f"numero {os.getpid()}, su questo computer" in begun.recovery().trouble.holder
    )
    assert "take_over" not in begun.recovery().trouble.ways
    assert begun.start.take_over() == words.still_held()
    held.close()
    begun.press("retry")
    begun.wait_open()


# --- file ----------------------------------------------------------------------------------------------------


def test_a_damaged_file_is_told_only_with_what_became_of_it(begin: Begin, used: Path) -> None:
    (used / "pratiche.db").write_bytes(b"questo non e' un database\n" * 1_000)
    begun = begin()
    assert begun.notices() == []
    begun.wait_open()
    begun.wait(lambda: any("Ho recuperato una pratica" in each for each in begun.notices()))


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
