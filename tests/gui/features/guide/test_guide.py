"""The guide beside the window: opened where the user is, in step with the dossier, searched, read by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.guide.contents_list import ContentsLine, ContentsList
from desktop_app.gui.features.guide.page_reader import PageReader
from desktop_app.gui.features.guide.pages import matching_sections, own_page
from desktop_app.gui.features.guide.window import GuideWindow
from desktop_app.gui.steps import page as step_page
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.widgets.controls.inner_button import InnerButton
from desktop_app.gui.widgets.inputs.search_field import SearchField
from tests.gui.support import layout
from tests.gui.support.guide import guide, help_at, help_on_the_list, part, press, shown
from tests.gui.support.program import FORM, Key, Program, Start, focus, settle, texts
from tests.gui.support.shared import SharedProgram


def lines(window: GuideWindow) -> list[ContentsLine]:
    listing: ContentsList = part(window, ContentsList)
    return [listing.item(row).data(Qt.ItemDataRole.UserRole) for row in range(listing.count())]


def search(window: GuideWindow, words: str) -> None:
    window.focus_search()
    field = part(window, SearchField)
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Key.Key_Return)
    settle()


def sections(program: Program) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each key of the form with the ids of the section that tells of it."""
    form = program.view.dossier.form
    for field in form.fields.values():
        for each in (field, *field.columns.values()):
            section = form.guide_section(each.key)
            if section is not None:
                yield each.key, section.ids


def test_f1_on_a_field_opens_its_section(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    form = program.view.dossier.form
    for step in program.view.ids[:-1]:
        program.view.go_to(step)
        written = [id for id in texts(program) if form.guide_section(id) and form.fields[id].page == step]
        for id in written[:1]:
            window = help_at(program, FieldRef(id))
            section = form.guide_section(id)
            assert section is not None
            assert shown(window) == (next(page.title for page in form.pages if page.id == step), section.ids)
            assert section.title in part(window, PageReader).toPlainText()
            press(window, Key.Key_F1)
            program.wait(program.window.isActiveWindow)
            assert isinstance(focus(), QWidget) and program.window.isAncestorOf(focus())


def test_f1_is_about_the_place_that_is_on_its_way_to_the_focus(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_page, "FIRST_PARTS", 1)
    monkeypatch.setattr(step_page, "PARTS_PER_TURN", 1)
    program = start()
    program.app.editor.begin_example("italia/quota_riserva")
    here = program.view.step
    fields = [each for each in program.view.dossier.form.fields.values() if each.page != here and not each.formula]
    cells, form = program.view.dossier.state.cells, program.view.dossier.form
    asked = [each.id for each in fields if each.id in cells and cells[each.id].visible]
    place = [each for each in asked if form.guide_section(each)][-1]
    program.view.go_to(FieldRef(place))
    assert program.view.is_waiting
    position = program.app.editor.position()
    assert position is not None and position.ref == FieldRef(place)


def test_every_place_of_the_form_leads_to_its_section(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    seen = 0
    for key, ids in sections(program):
        field, _, column = key.partition(".")
        program.app.guide.open_at(FieldRef(field, column or None))
        window = program.app.guide.guide
        assert window is not None and shown(window)[1] == ids, key
        seen += 1
    assert seen > 50


def test_f1_in_an_open_line_opens_the_column_s_section(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    form = program.view.dossier.form
    dossier = program.view.dossier
    keys = [key.split(".") for key, ids in sections(program) if "." in key and key in ids]
    group, column = next((group, column) for group, column in keys if dossier.lines(group))
    line = dossier.lines(group)[0]["id"]
    window = help_at(program, FieldRef(group, column, line))
    told = form.guide_section(f"{group}.{column}")
    assert told is not None and shown(window)[1] == told.ids


def test_without_a_field_f1_opens_the_page_s_guide(shared_program: SharedProgram) -> None:
    program = shared_program.dossiers()
    program.key(Key.Key_F1)
    assert shown(guide(program))[0] == "Primi passi"
    guide(program).close()
    program.wait(program.window.isActiveWindow)
    program.keys("Ctrl+N")
    program.page().guide_requested.emit()
    assert shown(guide(program))[0] == "Primi passi"
    assert program.window.isEnabled() and not guide(program).isModal()
    guide(program).close()
    program.wait(program.window.isActiveWindow)
    shared_program.example(FORM)
    program.view.go_to_summary()
    program.key(Key.Key_F1)
    assert shown(guide(program))[0] == "Controllare e preparare i documenti"


def test_the_button_beside_a_label_opens_its_section_and_tab_passes_it_by(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    id = texts(program)[0]
    item = program.view.part(id)
    assert isinstance(item, FieldItem)
    [button] = [each for each in item.findChildren(InnerButton) if each.accessibleName().startswith("Guida")]
    assert button.accessibleName() == f"Guida: {item.field.spec.label}"
    assert button.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert QAccessible.queryAccessibleInterface(button).role() == QAccessible.Role.Button
    button.click()
    section = program.view.dossier.form.guide_section(id)
    assert section is not None and shown(guide(program))[1] == section.ids


def test_a_field_without_a_section_has_no_button(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "terra" / "prova_2024"
    (folder / "guide").mkdir(parents=True)
    (folder / "form.toml").write_text(
        'title = "Prova"\nsource = "Atto"\nedition = 2024-01-01\nname = "P"\n'
        '[[page]]\nid = "p"\ntitle = "Passo"\nguide = "guide/p.md"\n'
        '[[page.field]]\nid = "uno"\ntype = "text"\nlabel = "Uno"\nprinted = false\n'
        '[[page.field]]\nid = "due"\ntype = "text"\nlabel = "Due"\nprinted = false\n',
        encoding="utf-8",
    )
    (folder / "guide" / "p.md").write_text(
        "Qui.\n## {uno}\n[lì](https://esempio.it) ![x](file:///etc/passwd) <img src='x.png'> <b>a</b> & http://b.it.\n",
        encoding="utf-8",
    )
    program = start((tmp_path,))
    program.app.editor.begin("terra/prova_2024")
    for id, buttons in (("uno", 1), ("due", 0)):
        item = program.view.part(id)
        assert item is not None and len(item.findChildren(InnerButton)) == buttons
    reader = part(help_at(program, FieldRef("uno")), PageReader)
    assert "[lì](https://esempio.it)" in reader.toPlainText()
    assert "<b>a</b> & http://b.it." in reader.toPlainText()
    written = reader.toHtml()
    assert "href" not in written and "<img" not in written
    assert reader.loadResource(2, QUrl("file:///etc/passwd")) is None
    press(guide(program), Key.Key_F1)
    assert shown(help_at(program, FieldRef("due"))) == ("Passo", ())


# --- in step ---------------------------------------------------------------------------------------------


def test_it_goes_along_with_the_focus_while_a_step_is_read(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    form = program.view.dossier.form
    first, *others = [id for id in texts(program) if form.guide_section(id)]
    other = next(id for id in others if form.guide_section(id) != form.guide_section(first))
    window = help_at(program, FieldRef(first))
    program.window.activateWindow()
    program.wait(program.window.isActiveWindow)
    program.go(other)
    section = form.guide_section(other)
    assert section is not None
    program.wait(lambda: shown(window)[1] == section.ids)
    program.view.go_to(program.view.ids[1])
    program.wait(lambda: shown(window)[0] == form.pages[1].title)
    assert program.window.isActiveWindow(), "the guide takes no focus"


def test_another_page_that_is_read_stays(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    window = help_at(program, FieldRef(texts(program)[0]))
    window.open_page("pec")
    program.window.activateWindow()
    program.wait(program.window.isActiveWindow)
    program.go(texts(program)[1])
    program.app.guide.follow()
    assert shown(window)[0] == "Inviare con la PEC"


def test_with_the_dossier_its_steps_go(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    window = help_at(program, FieldRef(texts(program)[0]))
    assert lines(window)[0].words == "Questa pratica"
    program.app.show_dossiers()
    program.app.guide.follow()
    assert shown(window)[0] == "Primi passi"
    assert "Questa pratica" not in [line.words for line in lines(window)]


def test_what_was_answered_is_nowhere_in_it(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    program.write(texts(program)[0], "Quarzomorbido")
    window = help_at(program, FieldRef(texts(program)[0]))
    for entry in window.entries.values():
        window.open_page(entry.key)
        assert "Quarzomorbido" not in part(window, PageReader).toPlainText()
        assert "Quarzomorbido" not in window.windowTitle()


# --- reading ---------------------------------------------------------------------------------------------


def test_of_a_dossier_that_was_opened_meanwhile_only_the_page_that_is_asked_for_is_drawn(start: Start) -> None:
    """A long page takes its time, and that of the step would not be seen."""
    program = start()
    window = help_on_the_list(program)
    program.app.editor.begin_example("italia/quota_riserva")
    assert program.view.isVisible()
    reader, drawn = part(window, PageReader), set[str]()
    reader.textChanged.connect(lambda: drawn.add(reader.toPlainText()[:40]))
    program.app.guide.open_norms()
    assert len(drawn - {""}) == 1 and window.position.key == "norme"
    window.open_page("nessuna")
    assert len(drawn - {""}) == 1 and window.position.key == "norme"


def test_norms_and_doubts_of_the_open_form_or_of_all(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    program.app.run("norms")
    form = program.view.dossier.form
    told = part(guide(program), PageReader).toPlainText()
    assert form.spec.title in told and "Che cosa se ne ricava" in told
    program.app.show_dossiers()
    program.wait(lambda: program.app.editor.view is None)
    program.app.run("norms")
    program.wait(program.app.guide.all_forms)  # they are read beside the window
    told = part(guide(program), PageReader).toPlainText()
    titles = [each.spec.title for each in program.app.guide.all_forms()]
    assert titles and all(title in told for title in titles)


def test_searching_finds_sections_whatever_the_accents(shared_program: SharedProgram) -> None:
    program = shared_program.dossiers()
    window = help_on_the_list(program)
    search(window, "PERCHE questo")
    assert lines(window)[0] == ContentsLine("Perché questo numero", "calcolo", 1, "Il calcolo")
    assert shown(window)[0] == "Il calcolo"
    reader = part(window, PageReader)
    marked = {mark.cursor.selectedText().lower() for mark in reader.extraSelections()}
    assert marked >= {"perché", "questo"}
    assert reader.hasFocus()
    reader.highlight("")
    assert not reader.extraSelections()
    search(window, "zzzz")
    assert not lines(window)
    assert any("Non trovo queste parole" in label.text() for label in layout_labels(window))


def layout_labels(window: QWidget) -> list[Any]:
    return [each for each in layout.visible(window) if hasattr(each, "text") and not isinstance(each, SearchField)]


def test_a_title_that_has_the_words_comes_first() -> None:
    page = own_page("# Prova\nPoche parole.\n## Uno\nIl sole, la luna.\n## La luna\nNiente.\n## Tre\nAltro.\n")
    assert [each.title for each in matching_sections(page, "LUNA")] == ["La luna", "Uno"]


def test_the_keyboard_is_enough(shared_program: SharedProgram) -> None:
    program = shared_program.example(FORM)
    window = help_at(program, FieldRef(texts(program)[0]))
    first = shown(window)
    listing: ContentsList = part(window, ContentsList)
    window.resize(900, 700)
    settle()
    for _ in range(8):
        if listing.hasFocus():
            break
        press(window, Key.Key_Tab)
    assert listing.hasFocus()
    press(window, Key.Key_Down)
    press(window, Key.Key_Return)
    settle()
    assert shown(window) != first
    press(window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(window) == first
    press(window, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert part(window, SearchField).hasFocus()
    press(window, Key.Key_Escape)
    assert not window.isVisible()


def test_the_mouse_chooses_too(shared_program: SharedProgram) -> None:
    program = shared_program.dossiers()
    window = help_on_the_list(program)
    listing: ContentsList = part(window, ContentsList)
    row = next(number for number, line in enumerate(lines(window)) if line.key == "firmare")
    place = listing.visualItemRect(listing.item(row)).center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(window)[0] == "Firmare"
    title = next(number for number, line in enumerate(lines(window)) if not line.key)
    QTest.mouseClick(
        listing.viewport(), Qt.MouseButton.LeftButton, pos=listing.visualItemRect(listing.item(title)).center()
    )
    assert shown(window)[0] == "Firmare"
