"""Pages opened over each other in any order: Chiudi leads back step by step, and never to a page that is gone."""

from __future__ import annotations

from itertools import product

import pytest

from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.shell.overlays import OverlayPage
from tests.gui.support.program import BRIEF_FORM, Key, Program, Start, settle
from tests.gui.support.shared import SharedProgram

COVERING = ("preview", "forms", "options", "backup", "deadlines", "about", "address_books")
ALL_COVERING = ("versions", *COVERING)


def close_all(program: Program) -> int:
    """Chiudi until there is nothing to close any more; how often."""
    for times in range(10):
        page = program.page()
        if not isinstance(page, OverlayPage | PreviewPage):
            return times
        page.closed.emit()
        settle()
    raise AssertionError("Chiudi leads nowhere")


def cover(shared_program: SharedProgram, *ids: str) -> None:
    program = shared_program.example(BRIEF_FORM)
    for id in ids:
        program.app.run(id)
        settle()
    assert 1 <= close_all(program) <= 2
    assert program.page() is program.view


@pytest.mark.parametrize("ids", ["preview forms preview", "forms preview about", "preview preview address_books"])
def test_whatever_covers_the_dossier_closes_to_it(shared_program: SharedProgram, ids: str) -> None:
    cover(shared_program, *ids.split())


@pytest.mark.long
@pytest.mark.parametrize("first", COVERING)
def test_whatever_covers_the_dossier_closes_to_it_in_any_order(shared_program: SharedProgram, first: str) -> None:
    for others in product(COVERING, repeat=2):
        cover(shared_program, first, *others)


def test_esc_closes_every_page_that_covers_the_dossier(shared_program: SharedProgram) -> None:
    """From wherever Tab leads on it: nothing on such a page keeps the key for itself."""
    program = shared_program.example(BRIEF_FORM)
    kept = []
    for id in ALL_COVERING:
        for stops in (0, 1, 3):
            program.app.run(id)
            settle()
            assert isinstance(program.page(), OverlayPage | PreviewPage), id
            for _ in range(stops):
                program.key(Key.Key_Tab)
            program.key(Key.Key_Escape)
            settle()
            if program.page() is not program.view:
                kept.append(f"{id}, after {stops} Tabs")
                close_all(program)
    assert kept == []


def test_a_preview_that_is_opened_again_replaces_the_first(shared_program: SharedProgram) -> None:
    program = shared_program.example(BRIEF_FORM)
    for _ in range(3):
        program.app.run("preview")
    assert close_all(program) == 1 and program.page() is program.view


def test_a_preview_that_goes_behind_a_page_does_not_come_back(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.run("preview")
    program.app.run("options")
    settle()
    program.app.preview.forget()
    settle()
    assert close_all(program) == 1 and program.page().isVisible()


@pytest.mark.parametrize("id", ["options", *(pytest.param(id, marks=pytest.mark.long) for id in COVERING[3:])])
def test_another_look_keeps_what_covers_what(start: Start, id: str) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.run("preview")
    program.app.run(id)
    kind = type(program.page())
    program.app.run("larger")
    settle()
    assert type(program.page()) is kind
    assert close_all(program) == 2 and program.page() is program.view
