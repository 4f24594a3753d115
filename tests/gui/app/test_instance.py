"""Who holds a data folder: also after a program that was killed had the number that a new one gets.

What a second start was given reaches the first, whatever its name.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from desktop_app.gui.app.instance import LOCK_NAME, Holder, Instance
from desktop_app.system import foreground
from tests.gui.support.program import LIMIT


@pytest.fixture
def left_behind(tmp_path: Path, qapp: object) -> Path:
    """The lock file of a program with this one's number, which was killed."""
    path = tmp_path / "commessa.lock"
    lock = QLockFile(str(path))
    assert lock.tryLock(0)
    text = path.read_bytes()
    lock.unlock()
    path.write_bytes(text)
    return path


def test_a_killed_program_that_had_our_number_does_not_keep_us_out(left_behind: Path) -> None:
    first = Instance(left_behind.parent)
    assert first.is_first()
    second = Instance(left_behind.parent)
    assert not second.is_first()
    first.close()
    assert second.is_first()
    second.close()


ODD = ("", "/a/bozza.commessa", "/a/due\nrighe.commessa", "/a/ spazi \t ", "/a/è €.commessa", "/a/50%25 %0A.commessa",
       "/a/non utf-8 \udcff\udce8.commessa")  # fmt: skip


@pytest.mark.parametrize("file", ODD)
def test_a_file_of_any_name_is_handed_over(tmp_path: Path, qtbot: QtBot, file: str) -> None:
    first, second = Instance(tmp_path), Instance(tmp_path)
    asked: list[str] = []
    first.asked.connect(asked.append)
    assert first.is_first() and not second.is_first()
    first.listen()
    qtbot.waitUntil(lambda: second.hand_over(file, 0))
    qtbot.waitUntil(lambda: bool(asked), timeout=LIMIT)
    assert asked == [file]
    first.close()
    second.close()


def test_the_first_program_may_come_forward_before_it_is_asked_to(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start is what the user is at; Windows lets no other program put its window in front."""
    first, second = Instance(tmp_path), Instance(tmp_path)
    steps: list[str] = []
    monkeypatch.setattr(foreground, "give_away", lambda: steps.append("given"))
    first.asked.connect(lambda _: steps.append("asked"))
    assert first.is_first() and not second.is_first()
    first.listen()
    qtbot.waitUntil(lambda: second.hand_over("", 0))
    qtbot.waitUntil(lambda: "asked" in steps, timeout=LIMIT)
    assert steps == ["given", "asked"]
    first.close()
    second.close()


@pytest.mark.parametrize("text", ["", "x", "1", "1\n2", "no\na\nb\n", "\0" * 90, "9" * 5_000 + "\na\nb\n"])
def test_a_lock_file_without_sense_names_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / LOCK_NAME).write_text(text, encoding="utf-8")
    assert Instance(tmp_path).holder() is None


def test_names_of_a_lock_file_are_fit_to_be_shown(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text(f"7\na\x1b[1m\n{'n' * 500}\n", encoding="utf-8")
    assert Instance(tmp_path).holder() == Holder(7, "a[1m", "n" * 64, here=False)
