"""Dossiers with deadlines in the store of a program, and the page that lists them."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.answers.draft import Draft
from desktop_app.gui.features.deadlines.page import DeadlinesPage
from desktop_app.session import summary as survey
from desktop_app.session.dossier import Dossier
from desktop_app.system.clock import today
from tests.gui.support.program import Program, settle

TODAY = today()
FORM = "marche/art14_2023"
MARK = "Qzx Rossi"
SIGNED = "data_stipula"


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


def put(program: Program, name: str, told: int, signed: int | None = None) -> str:
    """A dossier in the store, with names that nobody else may see; gives its id."""
    form = program.context.catalog.library.load(FORM)
    texts = [id for id, field in form.fields.items() if field.spec.type in ("text", "long_text") and not field.formula]
    answers = {**dict.fromkeys(texts, MARK), "azienda_nome": name, "data_comunicazione": day(told)}
    if signed is not None:
        answers |= {SIGNED: day(signed)}
    dossier = Dossier(form, Draft(FORM, answers), TODAY)
    summary = survey.summary_of(dossier.state).to_json()
    return program.drafts.create(dossier.draft.to_json(), FORM, dossier.state.title, summary=summary)


def put_open(program: Program, name: str, told: int) -> None:
    """The same, and the user is in it."""
    program.app.editor.open(put(program, name, told))


def show(program: Program) -> DeadlinesPage:
    program.app.run("deadlines")
    page = program.page()
    assert isinstance(page, DeadlinesPage)
    settle()
    return page
