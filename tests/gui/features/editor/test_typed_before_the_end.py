"""Another look, and the end of the window, come after what was typed and asked for before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.app import appearance
from tests.gui.support.program import Start, settle
from tests.gui.support.typed_before import Waiting, latest_to_be_made, stored_answer
from tests.gui.support.wrappers import dead_in


def test_the_window_that_is_closed_has_stored_it(waiting: Waiting, start: Start) -> None:
    program, id, field = waiting
    assert program.leave()
    assert stored_answer(start(), id, field) == "7"


def test_another_look_keeps_it(waiting: Waiting) -> None:
    program, _, field = waiting
    program.app.appearance.choose_scheme("dark")
    settle()
    assert program.draft.answers[field] == "7"


def test_another_look_does_not_wait_for_ever_for_what_went_with_its_page(
    waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, _, _ = waiting
    monkeypatch.setattr(appearance, "MOST_TURNS", 3)
    lost, perform = list[object](), program.window.menus.when_ready

    def lose_the_first(do: Callable[[], object]) -> None:
        if lost:
            perform(do)
        lost.append(do)

    monkeypatch.setattr(program.window.menus, "when_ready", lose_the_first)
    program.app.appearance.choose_scheme("dark")
    program.wait(lambda: program.window.theme.name == "dark")
    assert lost


def test_another_look_waits_also_for_what_was_typed_after_it_was_chosen(waiting: Waiting) -> None:
    program, _, field = waiting
    other = latest_to_be_made(program, other_than=program.view.step)
    program.app.appearance.choose_scheme("dark")
    program.view.go_to(FieldRef(other))
    program.type("8")
    program.wait(lambda: program.window.theme.name == "dark")
    settle()
    assert (program.draft.answers[field], program.draft.answers[other]) == ("7", "8")


def test_another_look_that_was_chosen_in_the_menu_comes_after_it(waiting: Waiting) -> None:
    """Never in the middle of the page that it takes away."""
    program, _, field = waiting
    before = program.window.theme.factor
    program.window.menus.actions["larger"].trigger()
    assert program.window.theme.factor == before, "nobody waits for what takes long"
    program.wait(lambda: program.window.theme.factor > before)
    settle()
    assert program.draft.answers[field] == "7"


@pytest.mark.parametrize("asked", ["new", "open", "duplicate"])
def test_another_look_waits_for_what_was_asked_for_after_it(waiting: Waiting, asked: str) -> None:
    """It builds all pages anew: to be brought in the middle of that, one would be deleted at once."""
    program, id, field = waiting
    if asked == "open":
        program.app.editor.open(next(row.id for row in program.drafts.rows() if row.id != id))
    else:
        program.window.menus.actions[asked].trigger()
    program.app.appearance.choose_scheme("dark")
    program.wait(lambda: program.window.theme.name == "dark")
    settle()
    assert stored_answer(program, id, field) == "7"
    assert (program.window.current_page() is program.app.new_dossier.page) == (asked == "new")
    assert (program.app.editor.open_id == id) is False and not dead_in(program.app)


@pytest.mark.parametrize("asked", ["new", "duplicate", "quit"])
def test_the_window_that_is_closed_does_before_what_was_asked_for_after_it(
    waiting: Waiting, start: Start, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    program, id, field = waiting
    rows, ended = len(program.drafts.rows()), list[bool]()
    end = program.app.end

    def counted() -> None:
        ended.append(True)
        end()

    monkeypatch.setattr(program.app, "end", counted)
    program.window.menus.actions[asked].trigger()
    assert program.leave() and ended == [True]
    again = start()
    assert stored_answer(again, id, field) == "7"
    assert len(again.drafts.rows()) == rows + (asked == "duplicate")


def test_the_window_that_is_closed_has_stored_also_what_was_typed_for_the_dossier_that_came(
    waiting: Waiting, start: Start
) -> None:
    program, id, field = waiting
    other = next(row.id for row in program.drafts.rows() if row.id != id)
    view = program.view
    program.window.menus.perform(lambda: program.app.editor.open(other))  # as an entry of Recenti
    assert view.is_waiting, "nobody waits for what takes long"
    program.type(" ")
    assert program.leave()
    again = start()
    assert stored_answer(again, id, field) == "7" and stored_answer(again, other, "datore_tipo") == "privato"
