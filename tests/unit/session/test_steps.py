"""How far each step of a dossier is."""

from __future__ import annotations

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import step_state, visible_fields
from tests.unit.engine import support as small
from tests.unit.session.support import FORM, LIBRARY, TODAY


def test_the_state_of_each_step(dossier: Dossier) -> None:
    assert step_state(dossier.state, "commessa") == "not_started"
    dossier.answer("vuc", "60000")
    assert step_state(dossier.state, "commessa") == "in_progress"
    dossier.answer("vuc", "12.34.5")
    assert step_state(dossier.state, "commessa") == "problem"
    dossier.answer("destinatari", "disabili")
    assert step_state(dossier.state, "svantaggiati") == "not_needed"


def test_every_step_of_the_example_is_complete_or_not_needed(form: Form) -> None:
    _, draft = cases.read_draft(LIBRARY.folder(FORM), cases.EXAMPLE, FORM)
    dossier = Dossier(form, draft, TODAY)
    assert {step_state(dossier.state, page.id) for page in form.pages} <= {"complete", "not_needed"}
    assert dossier.state.problems == () and dossier.state.title.startswith("Cartotecnica")


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
