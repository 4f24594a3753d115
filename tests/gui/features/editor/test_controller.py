"""Dossiers opened and copied in the real window, on real files."""

from __future__ import annotations

from tests.gui.support.program import BRIEF_FORM, Start, texts


def test_a_dossier_opens_at_its_step_without_making_the_others(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    step = program.view.ids[2]
    id = program.stored.id
    program.app.show_dossiers()
    program.app.editor.open(id, step)
    made = {field.page for id, field in program.view.dossier.form.fields.items() if program.view.part(id) is not None}
    assert program.view.step == step and made == {step}


# --- copies, bin ---------------------------------------------------------------------------------------------


def test_a_duplicate_of_the_open_dossier_has_its_last_keystroke(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    first = program.stored.id
    program.write(texts(program)[0], "Copiata")
    program.keys("Ctrl+D")
    assert program.stored.id != first
    assert program.draft.answers[texts(program)[0]] == "Copiata"
    program.write(texts(program)[0], "Solo qui")
    program.app.show_dossiers()
    assert len(program.drafts.rows()) == 2
    program.app.editor.open(first)
    assert program.draft.answers[texts(program)[0]] == "Copiata"
