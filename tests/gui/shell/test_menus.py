"""The menus: what they list when they open, their letters and keys."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from desktop_app.drafts.store import Drafts
from desktop_app.gui.look.theme import SCHEME_COLORS, Scheme
from desktop_app.gui.services import store_calls
from desktop_app.gui.shell.menus import COMING, NONE
from desktop_app.gui.widgets.feedback.focus_ring import Ring
from desktop_app.gui.wording.dossier_words import UNNAMED
from tests.gui.look.test_theme import SHAPE, contrast
from tests.gui.support.program import BRIEF_FORM, Program, Start, example, focus, settle, texts
from tests.gui.support.shared import SharedProgram


def opened(program: Program, list_: str) -> list[QAction]:
    """The entries of a listed menu, as it is when it opens."""
    menu = program.window.menus.submenus[list_]
    menu.aboutToShow.emit()
    program.wait(lambda: menu.actions()[0].text() != COMING)
    return menu.actions()


def words(program: Program, list_: str) -> list[str]:
    return [each.text() for each in opened(program, list_)]


# --- lists ---------------------------------------------------------------------------------------------------


def test_recent_dossiers_come_from_the_store(start: Start) -> None:
    program = start()
    assert words(program, "recent") == [NONE] and not opened(program, "recent")[0].isEnabled()
    program.app.editor.begin_example(BRIEF_FORM)
    title = program.view.dossier.state.title
    assert words(program, "recent") == [f"&1 {title}"]
    drafts = program.drafts
    ids = [drafts.create("{}", BRIEF_FORM, f"Rossi & figli {number} {'x' * 80}") for number in range(12)]
    found = words(program, "recent")
    assert len(found) == 10 and found[9].startswith("&0 ")
    assert found[0].startswith("&1 Rossi && figli 11") and found[0].endswith("…")
    for id in ids:
        drafts.bin(id)
    assert words(program, "recent") == [f"&1 {title}"]
    program.app.editor.begin(BRIEF_FORM)
    assert words(program, "recent")[0] == f"&1 {UNNAMED}"
    assert words(program, "recent")[1] == f"&2 {title}"
    program.app.show_dossiers()
    opened(program, "recent")[1].trigger()
    assert program.view.dossier.state.title == title


@pytest.mark.parametrize("shown", ["list", "bin", "archive", "never"])
def test_recent_dossiers_are_read_beside_the_window_whatever_the_list_shows(
    start: Start, monkeypatch: pytest.MonkeyPatch, shown: str
) -> None:
    program = start()
    content = example(BRIEF_FORM).to_json()
    kept, archived, binned = (program.drafts.create(content, BRIEF_FORM, each) for each in ("Alfa", "Beta", "Gamma"))
    program.drafts.traits.archive([archived])
    program.drafts.bin(binned)
    program.app.show_dossiers()
    if shown in ("bin", "archive"):
        program.page().show_place(shown)
    elif shown == "never":
        program.app.editor.open(kept)
        assert program.view
        program.app.appearance.choose_scheme("dark")
    threads, rows = set[QThread](), Drafts.rows

    def noted(*given: Any, **named: Any) -> Any:
        threads.add(QThread.currentThread())
        return rows(*given, **named)

    monkeypatch.setattr(Drafts, "rows", noted)
    assert words(program, "recent") == ["&1 Alfa"]
    assert threads and program.qapp.thread() not in threads


def test_a_menu_whose_entries_come_late_says_so_and_shows_them(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.drafts.create("{}", BRIEF_FORM, "Alfa")
    monkeypatch.setattr(store_calls, "PATIENCE_SECONDS", 0)
    free, rows = threading.Event(), Drafts.rows

    def slow(*given: Any, **named: Any) -> Any:
        assert free.wait(20)
        return rows(*given, **named)

    monkeypatch.setattr(Drafts, "rows", slow)
    menu = program.window.menus.submenus["recent"]
    menu.aboutToShow.emit()
    assert [(each.text(), each.isEnabled()) for each in menu.actions()] == [(COMING, False)]
    free.set()
    program.wait(lambda: [each.text() for each in menu.actions()] == ["&1 Alfa"])


def test_the_steps_of_the_open_dossier(shared_program: SharedProgram) -> None:
    program = shared_program.dossiers()
    assert not program.window.menus.actions["steps"].isEnabled()
    shared_program.example(BRIEF_FORM)
    assert program.window.menus.actions["steps"].isEnabled()
    found = opened(program, "steps")
    pages = program.view.dossier.form.pages
    assert [each.text().partition("\t")[0] for each in found] == [
        *(page.title for page in pages),
        "Riepilogo",
        "Firma e invio",
    ]
    found[2].trigger()
    assert program.view.step == program.view.ids[2]
    # The keys that stand there do the same.
    program.keys(found[1].text().partition("\t")[2])
    assert program.view.step == program.view.ids[1]


def test_no_letter_leads_to_two_entries_of_a_menu(shared_program: SharedProgram) -> None:
    menus = [action.menu() for action in shared_program.dossiers().window.menuBar().actions()]
    for menu in menus:
        assert isinstance(menu, QMenu)
        letters = [re.sub(r".*&(\w).*", r"\1", each.text()).lower() for each in menu.actions() if "&" in each.text()]
        assert len(letters) > 1 and len(letters) == len(set(letters)), letters


def test_an_open_menu_bar_has_no_ring_of_ours(shared_program: SharedProgram) -> None:
    program = shared_program.new_dossier()
    assert any(ring.isVisible() for ring in program.window.findChildren(Ring))
    program.window.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)
    assert focus() is program.window.menuBar()
    assert not any(ring.isVisible() for ring in program.window.findChildren(Ring))


def test_select_all(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.write(texts(program)[0], "Cooperativa Prova")
    program.app.run("select_all")
    line = focus()
    assert isinstance(line, QLineEdit) and line.selectedText() == "Cooperativa Prova"


@pytest.mark.parametrize("scheme", list(SCHEME_COLORS))
def test_which_menu_is_chosen_in_the_bar_is_seen_in_every_scheme(start: Start, scheme: Scheme) -> None:
    program = start()
    program.app.appearance.choose_scheme(scheme)
    program.wait(program.window.isVisible)
    bar = program.window.menuBar()
    first, other = bar.actions()[:2]
    bar.setActiveAction(first)
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        bar.setActiveAction(first)
    settle()
    image = bar.grab().toImage()
    ground = image.pixelColor(bar.width() - 3, 3).name()

    def strongest(action: QAction) -> float:
        """Along the left edge of its place, where no word stands."""
        place = bar.actionGeometry(action)
        edge = [image.pixelColor(place.left() + x, place.center().y()).name() for x in range(3)]
        return max(contrast(each, ground) for each in edge)

    assert strongest(first) >= SHAPE > strongest(other)
