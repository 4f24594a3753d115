"""What every form sends: it can be written from any dossier, says nothing it should not, and meets what it should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.message import Message, message
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.sendings import SendingOccurrence, portal_values, sendings, signed_by_pen
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.braces import names_in
from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.forms.edits import editors
from tests.forms.library import CASES, LIBRARY

DAY = dt.date(2026, 11, 29)
FREE = 90  # characters of a subject that the parties' names do not take


@cache
def form_of(id: str) -> Form:
    return LIBRARY.load(id)


@cache
def states(id: str) -> tuple[FormState, ...]:
    """Every case of a form."""
    folder = LIBRARY.folder(id)
    drafts = (cases.read_draft(folder, name, id) for form, name in CASES if form == id)
    return tuple(evaluate(form_of(id), draft, case.date) for case, draft in drafts)


def all_sendings(id: str) -> Iterator[tuple[FormState, SendingOccurrence]]:
    for state in states(id):
        yield from ((state, each) for each in sendings(state))


def shape_of(each: SendingOccurrence, state: FormState) -> object:
    """Two of the same shape differ only in the words and numbers of their answers."""
    own = state.lines[each.spec.lines][each.line - 1].values if each.spec.lines and each.line else {}
    scope, form = {**state.scope, **own}, state.form
    names = sorted(name.rpartition(".")[2] for name in each.sending.uses)
    choices = {id for field in form.fields.values() for id, other in ((field.id, field), *field.columns.items())
               if other.spec.options}  # fmt: skip
    return each.spec.id, *((name, scope.get(name) if name in choices else bool(scope.get(name))) for name in names)


def written_blank(each: SendingOccurrence, form: Form) -> Message:
    """The message while nothing is answered but that there is its line."""
    answers: dict[str, Any] = {each.spec.lines: [{}]} if each.spec.lines else {}
    state = evaluate(form, Draft(form.id, answers), DAY)
    return message(replace(each, line=1 if each.spec.lines else None), state)


def test_each_is_offered_in_some_case_and_can_be_written(form_id: str) -> None:
    form, seen, shapes = form_of(form_id), dict[str, SendingOccurrence](), set[object]()
    for state, each in all_sendings(form_id):
        seen[each.spec.id] = each
        if (shape := shape_of(each, state)) in shapes:
            continue
        shapes.add(shape)
        if each.spec.channel == "portal":
            values = portal_values(each, state)
            assert len({(value.part, value.label) for value in values}) == len(values) > 0
        else:
            assert_is_mail(message(each, state), each)
            assert each.to, "somebody gets it"
    assert sorted(seen) == sorted(each.spec.id for each in form.sendings)
    for each in seen.values():
        if each.spec.channel != "portal":
            blank = written_blank(each, form)
            assert_is_mail(blank, each)
            assert blank.blanks, "it says something of the dossier"


def assert_is_mail(found: Message, each: SendingOccurrence) -> None:
    for text in (found.subject, found.text):
        assert not set("{}") & set(text), (each.key, text)
        assert "\ue000" not in text and "\ue001" not in text and "\r" not in text
        assert text.strip()
    assert len(found.subject.splitlines()) == 1 and found.subject == found.subject.strip()
    assert all(line == line.rstrip() for line in found.text.splitlines())
    assert "\n\n\n" not in found.text and found.text.endswith("\n")


def test_a_subject_names_the_parties_and_nothing_of_a_person(form_id: str) -> None:
    form = form_of(form_id)
    for sending in form.sendings:
        columns = form.fields[sending.spec.lines].columns if sending.spec.lines else {}
        for name in names_in(sending.spec.subject or ""):
            field = columns.get(name) or form.fields.get(name)
            assert field is None or field.spec.type in ("text", "integer", "date", "choice"), (sending.spec.id, name)
            assert "rappresentante" not in name
        assert len(sending.spec.subject or "") - sum(map(len, names_in(sending.spec.subject or ""))) <= FREE


def test_what_somebody_signs_goes_to_somebody_signed(form_id: str) -> None:
    form = form_of(form_id)
    sent = {id for each in form.sendings for id in each.spec.signed}
    assert {each.spec.id for each in form.documents if each.signers} == sent


@pytest.mark.parametrize("form", Library([forms_folder()]).ids())
def test_of_each_party_that_signs_the_code_is_known_and_the_office_signs_last(form: str) -> None:
    for document in form_of(form).documents:
        specs = [signer.spec for signer in document.signers]
        assert all(spec.name for spec in specs) and all(spec.code or spec.office for spec in specs)
        assert [spec.office for spec in specs] == sorted(spec.office for spec in specs)


def test_a_deadline_that_is_met_by_the_day_of_a_sending_is_met_by_its_delivery(form_id: str) -> None:
    form = form_of(form_id)
    for sending in form.sendings:
        spec = sending.spec
        day = {f"{spec.lines}.{spec.date}", spec.date} - {None}
        due = [each.spec.id for each in form.deadlines if each.met is not None and day & each.met.uses]
        assert [id for id in due if id not in spec.meets] == [], spec.id


def test_what_a_delivery_meets_is_a_deadline_of_the_dossier(form_id: str) -> None:
    met = set[str]()
    for state, each in all_sendings(form_id):
        keys = {term.key for term in occurrences(state)}
        met |= {key.partition(".")[0] for key in each.meets if key in keys}
    assert met == {id for each in form_of(form_id).sendings for id in each.spec.meets}


@pytest.mark.parametrize("count", [2, pytest.param(60, marks=pytest.mark.long)])
def test_whatever_is_answered_it_can_be_written(form_id: str, count: int) -> None:
    for editor in editors(count):
        dossier = editor.begun(form_of(form_id))
        for _ in range(4):
            editor.edit(dossier, 6)
            found = sendings(dossier.state)
            assert len({each.key for each in found}) == len(found)
            for each in found:
                assert all(value.label for value in portal_values(each, dossier.state))
                if each.spec.channel != "portal":
                    assert_is_mail(message(each, dossier.state), each)


@pytest.mark.parametrize(
    ("form", "how", "pen", "asked"),
    [
        ("marche/art14_2023", "digitale", False, set()),
        ("marche/art14_2023", "penna", True, {"comunicazione", "convenzione"}),
        ("marche/art14_2023", None, None, set()),
        ("puglia/art11_2022", "digitale", False, set()),
        ("puglia/art11_2022", "penna", True, {"richiesta", "convenzione", "preselezione"}),
        ("puglia/art11_2022", "presenza", True, set()),
    ],
)
def test_who_signs_by_pen_is_asked_for_the_identity_document(
    form: str, how: str | None, pen: bool | None, asked: set[str]
) -> None:
    draft = LIBRARY.example(form)
    state = evaluate(form_of(form), Draft(form, {**draft.answers, "modo_firma": how}), DAY)
    found = sendings(state)
    assert signed_by_pen(state) is pen
    assert {each.spec.id for each in found for other in each.attachments if other.id == "identita"} == asked
    assert ("richiesta" in {each.spec.id for each in found}) == (form.startswith("puglia") and how != "presenza")


@pytest.mark.parametrize(
    ("form", "channels", "met"),
    [
        ("italia/quota_riserva", set(), set()),
        ("marche/art14_2023", {"pec"}, {"scadenza_trasmissione", "scadenza_affidamento", "scadenza_messa_in_mora"}),
        ("puglia/art11_2022", {"pec"}, {"scadenza_preselezione"}),
        ("lombardia/art14_2021", {"portal", "email"}, {"scadenza_inizio"}),
    ],
)
def test_each_form_sends_what_its_act_asks_for(form: str, channels: set[str], met: set[str]) -> None:
    found = form_of(form).sendings
    assert {each.spec.channel for each in found} == channels
    assert {id for each in found for id in each.spec.meets} == met
