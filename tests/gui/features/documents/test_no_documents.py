"""A dossier whose answers ask for no document: each way to one says so, and where they come from."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.gui.wording.document_words import NO_DOCUMENTS
from desktop_app.session.documents import DocumentSet
from tests.clock import clock_at
from tests.gui.support.program import BRIEF_FORM, Program, Start, labels, settle
from tests.gui.support.shared import SharedProgram

FORM, CHOICE = "lombardia/art14_2021", "fai_proposta"
WAYS = ("preview", "print", "export", "export_to")


@pytest.fixture
def without(start: Start) -> Program:
    program = start()
    program.app.editor.begin(FORM)
    program.view.dossier.answer(CHOICE, False)
    assert not program.view.dossier.documents.applicable()
    return program


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_a_document_says_that_there_is_none(
    without: Program, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: pytest.fail("nothing to ask for"))
    without.app.run(way)
    [said] = without.notices()
    assert NO_DOCUMENTS in said and "passi" in said
    assert without.page() is without.view


def test_the_summary_says_it_too(without: Program) -> None:
    assert without.app.preview.page is None
    without.keys("Ctrl+R")
    assert NO_DOCUMENTS in labels(without.page())
    settle()
    without.view.dossier.answer(CHOICE, True)
    without.view.dossier.close_step()
    without.view.session.changed.emit()
    assert NO_DOCUMENTS not in labels(without.page())


def test_a_preview_goes_where_a_new_day_leaves_no_document(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock_at("2026-11-28 12:00") as clock:
        program = start()
        program.app.editor.begin_example(BRIEF_FORM)
        program.app.run("preview")
        program.wait(lambda: program.preview().pdf is not None)
        monkeypatch.setattr(DocumentSet, "applicable", lambda self: [])
        clock.forward(days=1)
        program.context.day.today()
    assert program.page() is program.view and any(NO_DOCUMENTS in each for each in program.notices())


def test_a_document_that_is_needed_no_more_is_not_printed(shared_program: SharedProgram) -> None:
    program = shared_program.example(BRIEF_FORM)
    program.app.documents.print("non_c_e")
    assert any("non c'è in questo modulo" in each for each in program.notices())
