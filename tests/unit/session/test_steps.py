"""How far each step of a dossier is."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import progress, step_state, visible_fields
from tests.unit.engine import support as small
from tests.unit.session.support import FORM, LIBRARY, TODAY, loaded


@pytest.fixture(params=LIBRARY.ids())
def form_of_library(request: pytest.FixtureRequest) -> Form:
    return loaded(request.param)


def test_the_state_of_each_step(dossier: Dossier) -> None:
    assert step_state(dossier.state, "valore") == "not_started"
    dossier.answer("vuc", "60000")
    assert step_state(dossier.state, "valore") == "in_progress"
    dossier.answer("vuc", "12.34.5")
    assert step_state(dossier.state, "valore") == "problem"
    dossier.answer("destinatari", "disabili")
    assert step_state(dossier.state, "svantaggiati") == "not_needed"


def test_every_step_of_the_example_is_complete_computed_or_not_needed(form: Form) -> None:
    _, draft = cases.read_draft(LIBRARY.folder(FORM), cases.EXAMPLE, FORM)
    dossier = Dossier(form, draft, TODAY)
    assert {step_state(dossier.state, page.id) for page in form.pages} <= {"complete", "proposed", "not_needed"}
    assert dossier.state.problems == () and dossier.state.title.startswith("Cartotecnica")


def test_no_step_is_complete_that_nobody_has_touched(form_of_library: Form) -> None:
    for draft, touched in ((Draft(form_of_library.id), False), (LIBRARY.example(form_of_library.id), True)):
        dossier = Dossier(form_of_library, draft, TODAY)
        states = {page.id: step_state(dossier.state, page.id) for page in form_of_library.pages}
        assert ("complete" in states.values()) == touched
        done, total = progress(states.values())
        assert (done == total) == touched and total <= len(states)


def test_a_step_that_lacks_nothing_says_why_before_somebody_writes_in_it() -> None:
    def states(*fields: dict[str, Any], **typed: str) -> str:
        form = small.form_of(*fields)
        dossier = Dossier(form, Draft(form.id), TODAY)
        for id, words in typed.items():
            dossier.answer(id, words)
        return step_state(dossier.state, "pagina")

    note, proposed = small.ask("nota", required=False), small.ask("n", "integer", default="2")
    doubled = small.computed("doppio", "integer", "2 * 2", override=True)
    assert states(note) == "optional" and states(note, nota="a") == "complete"
    assert states(proposed) == "proposed" and states(note, proposed, nota="a") == "complete"
    assert states(doubled) == "proposed" and states(note, doubled) == "proposed"
    assert states(small.ask("chi"), proposed) == "not_started"
    form = small.form_of(doubled)
    dossier = Dossier(form, Draft(form.id), TODAY)
    dossier.override("doppio", "5", "Lo dice l'ufficio")
    assert step_state(dossier.state, "pagina") == "complete"
    assert progress(["optional", "proposed", "not_needed"]) == (0, 0)
    assert progress(["complete", "problem", "optional", "not_started", "in_progress"]) == (1, 4)


def test_a_step_shows_its_fields_and_headings_while_their_conditions_hold() -> None:
    named = {"visible_when": 'modo == "a"'}
    form = small.form_of(
        small.ask("modo", required=False),
        small.ask("titolo", "heading", **named),
        small.ask("nome", **named),
        small.computed("doppio", "integer", "2"),
    )
    dossier = Dossier(form, Draft(form.id), TODAY)
    for typed, seen in (("", ["modo", "doppio"]), ("a", ["modo", "titolo", "nome", "doppio"])):
        dossier.answer("modo", typed)
        assert [field.id for field in visible_fields(dossier.state, "pagina")] == seen
