"""What every form doubts of codes, names and addresses: none escapes it, and no worked case is doubted by chance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.forms.form import Field, Form
from tests.forms.library import LIBRARY


@cache
def loaded(id: str) -> Form:
    return LIBRARY.load(id)


def nodes(form: Form) -> Iterator[Field]:
    """Fields and columns."""
    for field in form.fields.values():
        yield from (field, *field.columns.values())


def asked(form: Form, type: str) -> list[Field]:
    return [node for node in nodes(form) if node.spec.type == type and node.formula is None]


def general(field: Field) -> list[str]:
    """The ids of the checks that the form does not write itself."""
    return [check.id for check in field.checks if check.id and check.spec not in field.spec.check]


@pytest.mark.parametrize(("address", "doubted"), [("ditta@gmail.com", True), ("ditta@pec.esempio.it", False)])
def test_every_pec_is_doubted_where_it_is_free_mail(form_id: str, address: str, doubted: bool) -> None:
    form, folder = loaded(form_id), LIBRARY.folder(form_id)
    case, draft = cases.read_draft(folder, cases.EXAMPLE, form_id)
    for field in asked(form, "pec"):
        assert f"{field.key.replace('.', '_')}_posta_gratuita" in general(field)
        if field.group is None:
            state = evaluate(form, Draft(form_id, {**draft.answers, field.id: address}), case.date)
            told = [each.severity for each in state.problems if each.field == field.id]
            assert told == (["warning"] if doubted and state.cells[field.id].visible else [])


def test_every_person_with_a_code_has_a_name_that_must_agree(form_id: str) -> None:
    for field in asked(loaded(form_id), "codice_fiscale"):
        if field.spec.person:
            key = field.key.replace(".", "_")
            assert {f"{key}_altro_nome", f"{key}_provvisorio"} <= {*general(field)}


def test_a_case_is_doubted_only_where_it_says_so(case: tuple[str, str]) -> None:
    form_id, name = case
    form = loaded(form_id)
    expected, draft = cases.read_draft(LIBRARY.folder(form_id), name, form_id)
    ids = {id for node in nodes(form) for id in general(node)}
    found = {
        each.field for each in evaluate(form, draft, expected.date).problems if each.check and each.check.id in ids
    }
    assert found <= {each.field for each in expected.problem}
