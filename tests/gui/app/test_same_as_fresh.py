"""After any edits the window shows of a dossier what it shows when the dossier is opened anew: rail, summary, list."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from desktop_app.gui.features.editor.rail_words import steps_of
from desktop_app.gui.wording.step_words import SUMMARY
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of
from desktop_app.system.clock import today
from desktop_app.system.paths import forms_folder
from tests.forms.edits import Editor
from tests.gui.support.program import Program, Start, labels, settle

FORMS = Library([forms_folder()]).ids()


def seen(program: Program) -> tuple[object, ...]:
    """The rail, the words of the summary, and the states of the documents, once everything was checked."""
    program.view.check_all()
    program.view.go_to_summary()
    program.wait_whole()
    statuses = program.view.dossier.document_statuses()
    return (
        steps_of(program.view.session, program.view.closing),
        sorted(labels(program.view.closing_page(SUMMARY).widget)),
        statuses,
    )


@pytest.mark.parametrize("form", FORMS)
def test_what_is_shown_after_edits_is_what_a_fresh_opening_shows(start: Start, tmp_path: Path, form: str) -> None:
    program = start()
    program.context.settings.export_base = str(tmp_path / "documenti")
    program.window.resize(1366, 740)
    program.app.editor.begin_example(form)
    assert program.app.editor.saver is not None
    id, editor = program.app.editor.saver.id, Editor(7)
    program.app.documents.export()
    program.wait(lambda: program.view.dossier.exports)
    for edits in (1, 3, 9):
        dossier = program.view.dossier
        program.view.session.change(partial(editor.edit, dossier, edits))
        shown = seen(program)
        program.wait_saved()
        program.app.show_dossiers()
        settle()
        row = next(row for row in program.drafts.rows() if row.id == id)
        cells = [program.page().table.model().index(0, column).data() for column in range(5)]
        fresh = Dossier(program.context.catalog.library.load(form), dossier.draft, today())
        assert row.summary == summary_of(fresh.state, program.drafts.exports(id)).to_json()
        program.app.editor.open(id)
        assert seen(program) == shown
        program.app.show_dossiers()
        settle()
        assert [program.page().table.model().index(0, column).data() for column in range(5)] == cells
        program.app.editor.open(id)
