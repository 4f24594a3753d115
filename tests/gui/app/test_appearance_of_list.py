"""Another look in front of the list of dossiers, or behind a page that covers it: all that was set up stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from desktop_app.gui.app.appearance import Appearance
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.options.page import OptionsPage
from desktop_app.gui.widgets.controls.inner_button import InnerButton
from tests.gui.support.dossiers import known, listed
from tests.gui.support.program import BRIEF_FORM, Program, Start


def with_dossiers(program: Program) -> DossiersPage:
    """The list of some dossiers, two in the bin."""
    drafts = program.drafts
    for name, state in (("Verdi", "problem"), ("Rossi B", "problem"), ("Rossi A", "problem"), ("Rossi C", "ready")):
        drafts.create("{}", BRIEF_FORM, f"{name}, Jesi", summary=known(name, state).to_json())
    for name in ("Bianchi A", "Bianchi B"):
        drafts.bin(drafts.create("{}", BRIEF_FORM, name, summary=known(name).to_json()))
    program.app.show_dossiers()
    return the_list(program)


def the_list(program: Program) -> DossiersPage:
    page = program.page()
    assert isinstance(page, DossiersPage)
    return page


def search(page: DossiersPage, words: str) -> None:
    page.head.search.setText(words)
    page.head.search.search_changed.emit(words)  # without waiting for the pause of typing


def narrowed(page: DossiersPage) -> tuple[object, ...]:
    """What the user has set up, as it is seen."""
    pressed = [id for id, button in page.head.filters.buttons.items() if button.isChecked()]
    chosen = page.current_row()
    return page.head.search.text(), pressed, listed(page), chosen and chosen.title, page.head.title.text()


@pytest.mark.parametrize(
    "change", [lambda app: app.choose_scheme("dark"), lambda app: app.resize_text(1.5)], ids=["theme", "size"]
)
def test_the_list_stays_searched_filtered_ordered_and_chosen(
    start: Start, change: Callable[[Appearance], None]
) -> None:
    program = start()
    page = with_dossiers(program)
    page.head.filters.buttons["open"].click()
    page.table.sort_requested.emit("title", True)
    search(page, "rossi")
    page.choose(next(row.id for row in program.drafts.rows() if row.title == "Rossi A, Jesi"))
    before = narrowed(page)
    assert before == ("rossi", ["open"], ["Rossi B", "Rossi A"], "Rossi A, Jesi", "Pratiche")
    change(program.app.appearance)
    again = the_list(program)
    assert again is not page and narrowed(again) == before
    again.table.sort_requested.emit("title", False)
    search(again, "")
    assert listed(again) == ["Rossi A", "Rossi B", "Verdi"]  # the filter holds, too


def test_a_search_is_kept_as_it_is_typed_and_can_be_cleared_afterwards(start: Start) -> None:
    program = start()
    page = with_dossiers(program)
    search(page, "rossi")
    page.head.search.setFocus()
    program.type(" b")  # which no pause has followed
    program.app.appearance.choose_scheme("dark")
    again = the_list(program)
    assert again.head.search.text() == "rossi b" and listed(again) == ["Rossi B"]
    assert again.head.search.hasFocus() and again.head.search.cursorPosition() == 7
    program.app.appearance.choose_scheme("light")
    search_field = the_list(program).head.search
    search_field.findChildren(InnerButton)[0].click()
    assert len(listed(the_list(program))) == 4


def has_theme(program: Program, scheme: str) -> bool:
    return program.window.theme.name == scheme


def test_the_list_stays_as_it_was_set_up_while_a_dossier_is_open(start: Start) -> None:
    program = start()
    page = with_dossiers(program)
    page.head.filters.buttons["open"].click()
    search(page, "rossi")
    before = narrowed(page)
    program.app.editor.begin_example(BRIEF_FORM)
    for scheme in ("dark", "light", "dark"):  # the second while there is no list
        program.app.appearance.choose_scheme(scheme)
        program.wait(partial(has_theme, program, scheme))
    program.app.show_dossiers()
    assert the_list(program) is not page and narrowed(the_list(program))[:2] == before[:2]


def test_the_bin_stays_in_front_with_what_is_chosen_in_it(start: Start) -> None:
    program = start()
    page = with_dossiers(program)
    page.foot.to_bin.click()
    page.table.current_row_changed.emit(1)
    before = narrowed(page)
    assert len(listed(page)) == 2 and page.head.title.text() == "Cestino"
    program.app.appearance.choose_scheme("dark")
    again = the_list(program)
    assert again is not page and narrowed(again) == before
    again.perform("restore")
    assert len(listed(again)) == 1 and len(program.drafts.rows()) == 5


def test_an_overlay_stays_in_front_of_the_list_which_is_as_it_was_behind_it(start: Start) -> None:
    program = start()
    page = with_dossiers(program)
    search(page, "rossi")
    before = narrowed(page)
    program.app.run("options")
    program.app.appearance.choose_scheme("dark")
    overlay = program.page()
    assert isinstance(overlay, OptionsPage)
    overlay.closed.emit()
    assert narrowed(the_list(program)) == before
