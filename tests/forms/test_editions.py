"""Where a form takes the place of another, dossiers of that one pass over: nothing of its example is lost unseen."""

from __future__ import annotations

from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.session.dossier import Dossier
from desktop_app.session.passage import passage
from tests.forms.library import LIBRARY
from tests.unit.engine.support import TODAY


def test_the_example_of_what_it_replaces_passes_over(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    if form.spec.replaces is None:
        return
    old, example = LIBRARY.load(form.spec.replaces), LIBRARY.example(form.spec.replaces)
    assert old.spec.edition < form.spec.edition, "a successor is of a later edition"
    found = passage(evaluate(old, example, TODAY), form)
    gone = {each.label for each in found.of("dropped")}
    assert len(found.draft.answers) + len(gone) >= len(example.answers), "each answer passes, or is in sight"
    dossier = Dossier(old, example, TODAY)
    dossier.pass_to(form, found.draft)
    dossier.undo()
    assert dossier.draft.answers == example.answers


def test_every_form_passes_to_itself_with_all_its_answers(form_id: str) -> None:
    form, example = LIBRARY.load(form_id), LIBRARY.example(form_id)
    found = passage(evaluate(form, example, TODAY), form)
    assert (found.changes, found.draft) == ((), example)
