"""What a screen reader is told of the window: headings, links, steps, whether all is saved."""

from __future__ import annotations

import re

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.lists.rail import RailItem
from tests.gui.support.program import BRIEF_FORM, Start, find, texts
from tests.gui.support.reader import misnamed, spoken


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_headings_links_steps_and_the_state_of_saving_are_told_as_what_they_are(start: Start) -> None:
    program = start()
    program.app.editor.begin(BRIEF_FORM)
    pages = program.view.dossier.form.pages
    program.view.go_to(pages[1].id)
    assert [*misnamed(program.window)] == []
    title = next(
        each for each in program.view.findChildren(QLabel) if each.isVisible() and each.text() == pages[1].title
    )
    assert role(title) == QAccessible.Role.Heading and spoken(title) == pages[1].title

    steps = program.view.findChildren(RailItem)
    assert spoken(steps[1]) == f"Passo 2 di {len(steps)}: {pages[1].title}, da iniziare"
    told = QAccessible.queryAccessibleInterface(steps[1])
    assert told.role() == QAccessible.Role.PageTab and told.state().selected
    assert told.text(QAccessible.Text.Description) == "È il passo aperto."
    other = QAccessible.queryAccessibleInterface(steps[2])
    assert not other.state().selected and not other.text(QAccessible.Text.Description)
    other.actionInterface().doAction("Press")
    assert program.view.step == pages[2].id and other.state().selected and not told.state().selected
    page = next(each for each in program.view.findChildren(StepPage) if each.isVisible())
    assert role(page) == QAccessible.Role.Grouping and spoken(page) == pages[2].title

    program.view.go_to(pages[0].id)
    program.write(texts(program)[0], "Prova")
    program.keys("Ctrl+S")
    program.wait_saved()
    (saved,) = [each for each in program.window.findChildren(QLabel) if each.text() == program.status()]
    assert re.fullmatch(r"Salvato alle \d{1,2}:\d\d", spoken(saved)), spoken(saved)


def test_a_link_can_be_pressed_by_a_screen_reader(start: Start) -> None:
    program = start()
    program.context.store.tell("prova", "ok", "Fatto.", (("go", "Vai"),))
    link = QAccessible.queryAccessibleInterface(find(program.window, "Vai"))
    pressed: list[str] = []
    find(program.window, "Vai").clicked.connect(lambda: pressed.append("Vai"))
    link.actionInterface().doAction("Press")
    assert link.role() == QAccessible.Role.Link and pressed == ["Vai"]
