"""The page beside the questions shows what is typed where it is printed, and a click on it leads to the question."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor.page_view.page_side import PageSide
from desktop_app.gui.features.editor.side_column import NOTHING
from desktop_app.gui.look.theme import Scheme
from desktop_app.gui.services.page_images import OpenedPdf
from desktop_app.gui.services.worker import CLOSING, Worker, in_one_step
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from tests.gui.support.program import BRIEF_FORM, FORM, Program, Start, field_of, focus, settle

WIDE, NARROW = (1366, 740), (1200, 740)


@pytest.fixture
def paged(start: Start) -> Iterator[Program]:
    """The example with the page beside its questions."""
    yield opened(start())


def opened(program: Program, form: str = BRIEF_FORM, size: tuple[int, int] = WIDE) -> Program:
    program.window.resize(*size)
    program.app.editor.begin_example(form)
    program.view.side.turn(True)
    program.wait_whole()
    if size == WIDE:
        drawn(program)
    return program


def page(program: Program) -> PageSide:
    found = program.view.side.page
    assert found is not None and found.isVisible()
    return found


def is_shown(program: Program) -> bool:
    """Whether there is a page beside the questions."""
    found = program.view.side.page
    return found is not None and found.isVisible()


def drawn(program: Program) -> PageSide:
    """Once the page is the one of now."""
    program.wait(lambda: page(program).document and not page(program).is_waiting)
    settle()
    return page(program)


def printed(program: Program) -> list[str]:
    """What pdfium reads where the answer in hand is framed."""
    shown = drawn(program)
    assert shown.pdf is not None
    pages = shown.pdf.pages
    return [" ".join(pages.text_within(each.page, each.box).split()) for each in shown.marks]


def a_text(program: Program) -> str:
    """A short text that is asked, and printed as it is."""
    fields = program.view.dossier.form.fields.values()
    uses = program.view.dossier.documents.applicable()[0].uses
    return next(
        each.id for each in fields if each.spec.type == "text" and each.id in uses and not each.formula
        and program.draft.answers.get(each.id)
    )  # fmt: skip


def test_what_is_typed_is_framed_on_the_page_once_typing_rests(paged: Program) -> None:
    id = a_text(paged)
    paged.go(id)
    assert str(paged.draft.answers[id]) in printed(paged)
    paged.write(id, "Officine del Colle")
    assert "Officine del Colle" in printed(paged)
    assert page(paged).told.text().startswith("Segnato a")
    assert page(paged).canvas.accessibleName().endswith(page(paged).told.text())


def click_on(program: Program, ref: FieldRef) -> None:
    """With the mouse, in the middle of where an answer is printed first."""
    canvas = drawn(program).canvas
    place = next(each for each in page(program).places if each.ref == ref)
    canvas.go_to(place.page)
    canvas.scroll_by(round(canvas.rect_of(place).top()) - 200)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.rect_of(place).center().toPoint())
    program.wait(lambda: not program.view.is_waiting)


def in_hand() -> FieldRef | None:
    item = field_of(focus())
    return item.place if item is not None else None


def test_a_click_on_the_page_leads_to_the_question(paged: Program) -> None:
    form = paged.view.dossier.form
    elsewhere = [each.ref for each in drawn(paged).places if form.fields[each.ref.field].page != paged.view.step]
    alone = next(ref for ref in elsewhere if ref.column is None and form.fields[ref.field].formula is None)
    click_on(paged, alone)
    assert in_hand() == alone and paged.view.step == form.fields[alone.field].page


def test_a_click_on_a_cell_opens_its_line(start: Start) -> None:
    program = opened(start(), FORM)
    cells = [
        FieldRef(field.id, column, lines[0].id)
        for field in program.view.dossier.form.fields.values()
        for column in field.columns
        if (lines := program.view.dossier.state.lines[field.id])
    ]

    def is_framed(cell: FieldRef) -> bool:
        program.go(*cell)
        return bool(printed(program))

    cell = next(each for each in cells if is_framed(each))
    program.view.go_to(program.view.ids[0])
    click_on(program, cell)
    assert in_hand() == cell
    assert cell in {each.ref for each in drawn(program).marks}


def test_a_click_beside_the_answers_leaves_the_focus_where_it_is(paged: Program) -> None:
    paged.go(a_text(paged))
    here, canvas = in_hand(), drawn(paged).canvas
    canvas.go_to(0)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert in_hand() == here is not None


def test_a_result_is_framed_like_an_answer(start: Start) -> None:
    program = opened(start(), FORM)
    fields = program.view.dossier.form.fields.values()
    state = program.view.dossier.state
    computed = (each for each in fields if each.formula and each.spec.symbol and each.spec.printed)
    result = next(each for each in computed if state.cells[each.id].visible and state.cells[each.id].value)
    program.go(result.id)
    assert in_hand() == FieldRef(result.id)
    assert drawn(program).marks


def test_what_is_printed_nowhere_is_told(start: Start) -> None:
    program = opened(start(), FORM)
    fields = program.view.dossier.form.fields.values()
    state = program.view.dossier.state
    asked = (each for each in fields if each.id in state.cells and not each.formula and not each.columns)
    secret = next(each for each in asked if not each.spec.printed and state.cells[each.id].visible
                  and each.spec.type != "heading")  # fmt: skip
    program.go(secret.id)
    assert drawn(program).told.text() == f"«{secret.spec.label}» non si stampa in nessun documento: serve alla pratica."
    assert not page(program).marks and page(program).pdf is not None


def test_the_document_follows_the_answer_and_another_can_be_chosen(start: Start) -> None:
    program = opened(start(), FORM)
    first, second = [each for each in program.view.dossier.documents.applicable()][:2]
    fields = program.view.dossier.form.fields.values()
    own = next(
        each for each in fields
        if each.id in second.uses and each.id not in first.uses and each.spec.type in ("text", "date")
        and program.draft.answers.get(each.id)
    )  # fmt: skip
    assert drawn(program).document == first.spec.id
    program.go(own.id)
    assert drawn(program).document == second.spec.id and page(program).marks
    page(program).title.document_chosen.emit(first.spec.id)
    assert drawn(program).document == first.spec.id
    assert page(program).told.text() == f"«{own.spec.label}» non si stampa in questo documento."


def test_a_narrow_window_has_the_questions_alone_and_says_so(start: Start) -> None:
    program = opened(start(), size=NARROW)
    assert not is_shown(program)
    program.keys("F9")
    program.notice("ha bisogno di una finestra più larga")
    program.window.resize(*WIDE)
    assert drawn(program).marks
    program.window.resize(*NARROW)
    settle()
    assert not is_shown(program)


def test_the_choice_is_remembered_and_the_key_turns_it(paged: Program, start: Start) -> None:
    paged.keys("F9")
    settle()
    assert not is_shown(paged)
    assert not paged.context.settings.page_beside
    paged.keys("F9")
    assert paged.leave()
    again = start()
    again.window.resize(*WIDE)
    again.app.editor.begin_example(BRIEF_FORM)
    assert again.view.side.paged and drawn(again).document


def test_another_look_shows_the_same_answer(paged: Program) -> None:
    id = a_text(paged)
    paged.go(id)
    before = printed(paged)
    paged.app.appearance.choose_scheme("dark")
    paged.wait(paged.window.updatesEnabled)
    assert printed(paged) == before and in_hand() == FieldRef(id)


@pytest.mark.parametrize("looks", [("dark",), ("dark", "contrast")], ids=["once", "twice"])
def test_another_look_leaves_the_page_where_the_user_scrolled_it(start: Start, looks: tuple[Scheme, ...]) -> None:
    program = opened(start(), FORM)
    program.window.resize(1600, 740)  # where there is room for it also in larger text
    program.go(a_text(program))
    canvas = drawn(program).canvas
    canvas.go_to(2)
    canvas.scroll_by(60)
    before = (page(program).document, canvas.page, round(canvas.down))
    marks = page(program).marks
    for scheme in looks:  # the second before anything of the first was seen
        program.app.appearance.choose_scheme(scheme)
    program.wait(program.window.updatesEnabled)
    canvas = drawn(program).canvas
    assert (page(program).document, canvas.page, round(canvas.down)) == before and page(program).marks == marks
    program.app.appearance.resize_text(1.1)
    program.wait(program.window.updatesEnabled)
    canvas = drawn(program).canvas
    assert (page(program).document, canvas.page) == before[:2] and abs(canvas.down - before[2]) < 2


def test_another_look_keeps_the_document_that_was_chosen(start: Start) -> None:
    program = opened(start(), FORM)
    second = program.view.dossier.documents.applicable()[1].spec.id
    drawn(program)
    page(program).title.document_chosen.emit(second)
    assert drawn(program).document == second
    program.app.appearance.choose_scheme("dark")
    program.wait(program.window.updatesEnabled)
    assert drawn(program).document == second
    program.go(a_text(program))
    assert page(program).marks or drawn(program).document != second, "the next answer is followed again"


def test_beside_a_step_without_a_calculation_the_switch_leads_to_the_page(start: Start) -> None:
    program = start()
    program.window.resize(*WIDE)
    program.app.editor.begin_example(FORM)
    program.wait_whole()
    assert program.view.panel() is None
    switch = next(
        each for each in program.view.findChildren(FilterButton) if each.accessibleName() == "Mostra la pagina"
    )
    assert switch.isVisible() and side_words(program) == [NOTHING]
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert drawn(program).document and side_words(program) != [NOTHING]
    program.keys("F9")
    settle()
    assert not is_shown(program) and side_words(program) == [NOTHING]
    program.view.go_to_summary()
    assert not program.view.side.isVisible()
    program.window.resize(*NARROW)
    program.view.go_to(program.view.ids[0])
    settle()
    assert not program.view.side.isVisible()


def side_words(program: Program) -> list[str]:
    return [each.text() for each in program.view.side.findChildren(QLabel) if each.isVisible() and each.text()]


def test_a_dossier_that_is_closed_while_its_page_is_drawn_leaves_nothing_behind(
    paged: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    freed: list[OpenedPdf] = []
    release = OpenedPdf.release

    def free(pdf: OpenedPdf, worker: Worker) -> None:
        freed.append(pdf)
        release(pdf, worker)

    monkeypatch.setattr(OpenedPdf, "release", free)
    shown, busy = drawn(paged), threading.Event()
    held = shown.pdf
    paged.context.worker.submit(in_one_step(busy.wait), lambda _: None, lambda _: None, rank=CLOSING)
    paged.write(a_text(paged), "Altro nome")
    shown._ask()  # noqa: SLF001 - the pause is over
    paged.app.show_dossiers()
    paged.wait(lambda: not isValid(shown))
    busy.set()
    paged.wait(lambda: len(freed) == 2)
    assert held in freed


def test_nothing_is_drawn_while_the_calculation_is_shown(paged: Program) -> None:
    shown = page(paged)
    paged.view.side.turn(False)
    before = shown.pdf
    paged.write(a_text(paged), "Altro nome")
    settle()
    assert shown.pdf is before and not shown.is_waiting
    paged.view.side.turn(True)
    assert "Altro nome" in printed(paged)
