"""A copy of a dossier: it says what it is, lacks what belongs to the first alone, and is taken back at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.gui.support.program import BRIEF_FORM, Start, find, settle


def test_a_copy_says_so_and_is_taken_back(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    first, answers = program.stored.id, dict(program.draft.answers)
    title = program.drafts.read(first).title
    program.window.menus.actions["duplicate"].trigger()
    copy = program.stored.id
    form = program.view.dossier.form
    assert copy != first and program.drafts.read(copy).title == f"Copia di {title}"
    assert f"Copia di {title}" in program.view._header._name.accessibleName()  # noqa: SLF001 - the name above the steps
    dropped = set(answers) - set(program.draft.answers)
    assert dropped == {id for id in answers if form.fields[id].spec.once}
    assert any("Questa è una copia." in each for each in program.notices())
    find(program.window, "Annulla").click()
    program.wait(lambda: program.app.editor.view is None)
    assert [row.id for row in program.drafts.rows()] == [first]
    assert [row.id for row in program.drafts.rows(binned=True)] == [copy]
    program.wait(lambda: program.page().isVisible())
    assert not any("Questa è una copia." in each for each in program.notices())


def test_something_is_seen_while_the_disk_takes_a_copy_back(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    first = program.stored.id
    program.window.menus.actions["duplicate"].trigger()
    program.wait(lambda: program.stored.id != first)
    view, copy, asked = program.view, program.stored.id, list[Callable[[], object]]()
    link = program.link("Questa è una copia.", "Annulla")
    with monkeypatch.context() as patch:
        patch.setattr(program.context.store, "ask", lambda work, done, *_: asked.append(lambda: done(work())))
        link.click()
        settle()
        assert asked and program.window.current_page() is view
    for each in asked:
        each()
    program.wait(lambda: program.window.current_page() is program.app.dossiers.page)
    assert [row.id for row in program.drafts.rows(binned=True)] == [copy]


def test_a_copy_keeps_its_title_while_it_is_written(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    title = program.drafts.read(program.stored.id).title
    program.window.menus.actions["duplicate"].trigger()
    name = program.view.dossier.form.spec.name.partition("{")[2].partition("}")[0]
    program.write(name, "Un altro nome")
    copy = program.stored.id
    program.app.show_dossiers()
    row = next(each for each in program.drafts.rows() if each.id == copy)
    assert row.title == f"Copia di {title}" and row.own_title
    program.drafts.traits.rename(copy, "")
    assert program.drafts.read(copy).title.startswith("Un altro nome")
