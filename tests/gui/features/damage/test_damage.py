"""Damage as the user meets it: found beside the work, told with what to do, mended, listed dossier by dossier."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.drafts import file
from desktop_app.drafts.damage.check import Findings
from desktop_app.gui.features.damage import controller, words
from desktop_app.gui.features.damage.page import DamagePage
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.system.clock import today
from tests.gui.support.program import BRIEF_FORM, Program, Start

PAGE = 4096


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is looked at as soon as it is open."""
    monkeypatch.setattr(controller, "CHECK_DELAY_MS", 0)


@pytest.fixture
def used(start: Start, data_folder: Path) -> tuple[Path, str]:
    """Two dossiers, and a copy of them; the file and the title of the first."""
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    title = program.stored.title
    program.app.show_dossiers()
    program.app.editor.begin(BRIEF_FORM)
    program.app.show_dossiers()
    program.drafts.daily_backup(today())
    assert program.leave()
    return data_folder / file.NAME, title


def zero(path: Path, table: str) -> None:
    """The page where a table begins is empty: nothing of it can be read."""
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    data = bytearray(path.read_bytes())
    data[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def said(part: QWidget) -> str:
    return "\n".join(each.text() for each in part.findChildren(QLabel))


def listed(program: Program) -> list[str]:
    return sorted(row.title for row in program.drafts.rows())


@pytest.mark.usefixtures("looked_at")
def test_damage_is_told_beside_the_work_and_mended_without_a_restart(
    start: Start, used: tuple[Path, str], qtbot: QtBot
) -> None:
    path, title = used
    zero(path, "contents")
    program = start()
    qtbot.waitUntil(lambda: any(words.FOUND in each for each in program.notices()), timeout=20_000)
    program.follow(words.FOUND, "Ripara")
    qtbot.waitUntil(lambda: any("Ho recuperato 2 pratiche" in each for each in program.notices()), timeout=20_000)
    assert isinstance(program.page(), DossiersPage) and title in listed(program)
    for row in program.drafts.rows():
        program.app.editor.open(row.id)
        assert program.app.editor.view is not None
    program.app.show_dossiers()
    assert list(path.parent.glob("*.danneggiato-*")) and program.leave()


def test_a_dossier_on_a_bad_page_hinders_no_other(start: Start, used: tuple[Path, str]) -> None:
    """No repair is asked for: what is stored next makes the file good."""
    path, title = used
    zero(path, "contents")
    program = start()
    ids = [row.id for row in program.drafts.rows()]
    for id in ids:
        program.app.editor.open(id)
        assert program.app.editor.view is not None and program.app.editor.open_id == id
        program.app.show_dossiers()
    program.link("Il file delle pratiche è danneggiato. Ho recuperato 2 pratiche", words.SEE_LIST)
    assert program.leave()
    again = start()
    assert title in listed(again)


def test_what_came_back_is_listed_dossier_by_dossier(start: Start, used: tuple[Path, str]) -> None:
    path, title = used
    data = path.read_bytes()
    path.write_bytes(b"Non e' un database. " * (len(data) // 20))
    program = start()
    program.follow("Il file delle pratiche è danneggiato", words.SEE_LIST)
    page = program.page()
    assert isinstance(page, DamagePage)
    assert title in said(page) and "Ripresa dalla copia" in said(page) and "danneggiato-" in said(page)
    page.closed.emit()
    assert isinstance(program.page(), DossiersPage) and title in listed(program)


@pytest.mark.usefixtures("looked_at")
def test_a_sound_file_is_no_news(start: Start, used: tuple[Path, str], qtbot: QtBot) -> None:
    program = start()
    qtbot.waitUntil(lambda: program.app.damage.found is not None, timeout=20_000)
    assert program.app.damage.found == Findings() and program.notices() == []


@pytest.mark.usefixtures("looked_at")
def test_damage_that_nobody_mends_is_mended_at_the_next_start(
    start: Start, used: tuple[Path, str], qtbot: QtBot
) -> None:
    path, title = used
    zero(path, "revisions")
    program = start()
    qtbot.waitUntil(lambda: any(words.FOUND in each for each in program.notices()), timeout=20_000)
    assert program.leave()
    again = start()
    again.notice("Il file delle pratiche è danneggiato. Ho recuperato 2 pratiche")
    assert title in listed(again)
