"""A preview in another look: the same document at the same place, and nothing made or drawn again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop_app.gui.services.page_images import OpenedPdf
from desktop_app.gui.services.worker import Worker
from desktop_app.session.documents import DocumentSet
from tests.gui.support.program import FORM, Program, Start, settle


@pytest.fixture
def previewed(start: Start) -> Iterator[Program]:
    """The first document, zoomed, read as far as its second page."""
    program = start()
    program.window.resize(1200, 700)
    program.app.editor.begin_example(FORM)
    program.keys("Ctrl+Shift+P")
    program.wait(lambda: program.preview().pdf is not None)
    view = program.preview().view
    view.set_zoom(1.5)
    view.go_to(1)
    view.scroll_by(130)
    view.pan(20)
    program.wait(lambda: view.images.image(1) is not None)
    yield program


def place(program: Program) -> tuple[object, ...]:
    page = program.preview()
    return *page.position, round(page.view.down), page.view.pan_offset


def shown_anew(program: Program) -> None:
    program.wait(program.window.updatesEnabled)
    settle()


def test_the_document_is_there_at_once_with_its_pictures_where_it_was(
    previewed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    monkeypatch.setattr(DocumentSet, "pdf", lambda *_: made.append(1))
    page = previewed.preview()
    before, pdf, picture = place(previewed), page.pdf, page.view.images.image(1)
    previewed.app.appearance.choose_scheme("dark")
    again = previewed.preview()
    assert again is not page and again.pdf is pdf
    assert again.view.images.image(1) is picture
    previewed.app.appearance.choose_scheme("light")  # before it was seen
    shown_anew(previewed)
    assert place(previewed) == before and previewed.preview().pdf is pdf and not made
    assert previewed.preview().view.hasFocus()


def test_in_another_size_of_text_the_same_line_is_at_the_top(previewed: Program) -> None:
    before = place(previewed)[:4]
    previewed.app.appearance.resize_text(1.5)
    shown_anew(previewed)
    assert place(previewed)[:4] == before


def test_a_document_that_has_changed_meanwhile_is_made_anew_and_the_old_one_freed(
    previewed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    freed: list[OpenedPdf] = []
    monkeypatch.setattr(OpenedPdf, "release", lambda pdf, _worker: freed.append(pdf))
    old, dossier = previewed.preview().pdf, previewed.view.dossier
    dossier.parties_printed = lambda: False
    previewed.app.appearance.choose_scheme("dark")
    assert previewed.preview().pdf is None and freed == [old]
    previewed.wait(lambda: previewed.preview().pdf is not None)


def test_the_window_may_close_meanwhile(previewed: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    freed: list[OpenedPdf] = []
    release = OpenedPdf.release

    def free(pdf: OpenedPdf, worker: Worker) -> None:
        freed.append(pdf)
        release(pdf, worker)

    monkeypatch.setattr(OpenedPdf, "release", free)
    page = previewed.preview()
    pdf = page.pdf
    previewed.app.appearance.choose_scheme("dark")
    assert previewed.leave()
    previewed.clean()
    QApplication.processEvents()
    assert not isValid(page) and freed == [pdf], "freed once, by the page that has it"
