"""Dossiers opened and left as fast as the program can: what was put away is released."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from tests.gui.support.program import BRIEF_FORM, FORM, Program, Start
from tests.gui.support.turns import in_turns

OF_A_DOSSIER = ("DossierView", "StepPage", "FieldItem", "SummaryPage", "EditSession", "Dossier", "Saver", "LineInput")
MORE = 40_000_000  # bytes that 400 openings may take: four times what is measured


def open_and_leave(program: Program, id: str, times: int) -> Iterator[int]:
    def is_open() -> bool:
        return program.app.editor.view is not None

    for number in range(times):
        program.app.editor.open(id)
        yield 0
        while not is_open():
            yield 1
        program.view.go_to(program.view.ids[number % len(program.view.ids)])
        yield 0
        program.app.show_dossiers()
        yield 0
        while is_open():
            yield 1
        if number % 20 == 19:
            gc.collect()  # as the collector does while nobody types
            yield 0
    yield 300  # what was left is deleted in a later turn


def living() -> Counter[str]:
    """The objects of dossiers that there are, once cycles were looked for."""
    gc.collect()
    kinds = (type(each) for each in gc.get_objects())
    return Counter(kind.__name__ for kind in kinds if kind.__name__ in OF_A_DOSSIER)


def test_a_dossier_that_was_left_leaves_nothing(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    id = program.stored.id
    in_turns(open_and_leave(program, id, 1))
    before = living()
    in_turns(open_and_leave(program, id, 4))
    assert living() - before == Counter()


def test_the_steps_of_a_dossier_that_was_left_are_deleted_one_by_one(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All at once a dossier of which everything was seen keeps the window away for as long as it took to make."""
    program = start()
    program.app.editor.begin_example(FORM)
    view = program.view
    for step in view.ids:
        view.go_to(step)
        program.wait_whole()
    deleted = list[object]()

    def noted(widget: QWidget) -> None:
        deleted.append(widget)
        delete(widget)

    monkeypatch.setattr("desktop_app.gui.features.editor.step_stack.delete", noted)
    program.app.show_dossiers()
    program.wait(lambda: not isValid(view))
    assert len(deleted) > len(view.ids) // 2


def test_a_panel_under_a_step_that_is_deleted_unseen_stays(start: Start) -> None:
    """On the way to another look the user goes on: the panel of several steps may be under the next one by then."""
    program = start()
    program.window.resize(700, 700)
    program.app.editor.begin_example(FORM)
    view = program.view
    panels = [set(each.spec.pages) for each in view.dossier.form.panels]
    pages = max(panels, key=len)
    first, second = [step for step in view.ids if step in pages][:2]
    without = next(step for step in view.ids if not any(step in each for each in panels))
    for step in (*view.ids, first):
        view.go_to(step)
        program.wait_whole()
    assert view.panel() is not None
    pieces = view.let_go()
    next(pieces)
    for step in (second, without):
        view.go_to(step)
        program.wait_whole()
        view.panel()
    for _ in pieces:
        pass
    view.go_to(second)
    panel = view.panel()
    assert panel is not None and isValid(panel)


def test_pages_that_were_closed_before_they_were_whole_leave_nothing(start: Start) -> None:
    program = start()
    read: list[object] = []  # the page of the first start shows a card for each form then
    program.context.catalog.with_forms(read.append)
    program.wait(lambda: read)
    program.app.editor.begin_example(BRIEF_FORM)

    def cover(times: int) -> Iterator[int]:
        for id in ("address_books", "preview", "forms", "deadlines", "about", "options", "backup") * times:
            program.app.run(id)
            yield 0
            program.page().closed.emit()
            yield 0
        yield 300

    in_turns(cover(1))
    gc.collect()
    before = Counter(type(each).__name__ for each in gc.get_objects() if "gui" in type(each).__module__)
    in_turns(cover(2))
    gc.collect()
    after = Counter(type(each).__name__ for each in gc.get_objects() if "gui" in type(each).__module__)
    assert {kind: more for kind, more in (after - before).items() if kind.endswith(("Page", "View", "Item"))} == {}


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux for the memory of a process")
def test_five_hundred_openings_take_no_memory(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(FORM)
    id = program.stored.id
    in_turns(open_and_leave(program, id, 100))
    before = memory()
    in_turns(open_and_leave(program, id, 400))
    assert memory() - before < MORE


def memory() -> int:
    """Bytes of this process that are in use."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
