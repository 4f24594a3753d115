"""Passa alla nuova edizione: told, shown question by question, done in one step that Ctrl+Z takes back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.engine.answers.draft import Draft, parse
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.passage.page import PassagePage
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.session.passage import passage
from tests.gui.support.layout import faults
from tests.gui.support.program import Program, Start, labels, settle
from tests.unit.engine.support import ask, lines_of, make_form, one_page

OLD, NEW = "valdoria/prova_2024", "valdoria/prova_2026"
KINDS = {"a": "Prima", "b": "Seconda"}


def put(folder: Path, id: str, *fields: dict[str, Any], **top: Any) -> None:
    (folder / "moduli" / id).mkdir(parents=True)
    text = lines_of(one_page(*fields, title="Valdoria, contributo", **top))
    (folder / "moduli" / id / "form.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def program(start: Start, data_folder: Path) -> Program:
    """A dossier of a form that was replaced, with answers, and all forms read."""
    put(data_folder, OLD, ask("nome"), ask("tipo", "choice", options=KINDS), ask("nota", label="Nota vecchia"))
    put(
        data_folder, NEW, ask("nome"), ask("tipo", "choice", options={"b": "Seconda", "c": "Terza"}),
        ask("nuova", label="Domanda nuova"), replaces=OLD, edition=dt.date(2026, 2, 11),
    )  # fmt: skip
    made = start()
    made.app.editor.begin(OLD)
    made.write("nome", "Officina")
    made.write("nota", "Da ricordare")
    return made


def page_of(program: Program) -> PassagePage:
    program.app.run("passage")
    program.wait(lambda: isinstance(program.page(), PassagePage))
    page = program.page()
    assert isinstance(page, PassagePage)
    return page


def test_it_is_told_when_the_forms_are_known_and_shown_on_request(program: Program) -> None:
    program.context.catalog.with_forms(lambda _: None)
    program.follow("Di questo modulo c'è una nuova edizione, dell'11/02/2026.", "Vedi che cosa cambia")
    program.wait(lambda: isinstance(program.page(), PassagePage))
    words = labels(program.page())
    assert "Al suo posto c'è l'edizione dell'11/02/2026." in words
    assert {"Risposte che non passano (1)", "Nota vecchia", "Da ricordare", "Domande nuove (1)"} <= set(words)
    assert "Era: Prima. Diventa: Terza." in words and faults(program.page()) == []
    program.page().stay.click()
    assert program.page() is program.view and program.draft.form == OLD


def test_passing_is_one_step_which_undo_takes_back_and_the_disk_keeps(program: Program) -> None:
    page_of(program).go.click()
    assert program.page() is program.view and program.draft.form == NEW
    assert program.draft.answers == {"nome": "Officina"}
    program.notice("La pratica usa ora l'edizione dell'11/02/2026.")
    program.write("nuova", "Detta")
    program.wait_saved()
    assert (program.stored.form, program.stored_draft.answers["nuova"]) == (NEW, "Detta")
    id = program.stored.id
    versions = program.drafts.versions.of(id)
    passed = next(each for each in versions if each.came == "passed")
    assert passed.told == OLD
    before = program.drafts.versions.content(id, passed.parent)
    assert before is not None and parse(before.encode()).form == OLD and "Da ricordare" in before
    program.app.show_dossiers()
    program.wait(lambda: program.app.editor.view is None)
    program.app.editor.open(id)
    assert program.draft.form == NEW
    while program.draft.form == NEW:
        program.app.run("undo")
    assert program.draft.answers == {"nome": "Officina", "nota": "Da ricordare"}
    assert program.view.part("nota") is not None
    program.wait_saved()
    assert program.stored.form == OLD
    program.app.run("redo")
    assert program.draft.form == NEW and program.view.part("nuova") is not None


def test_the_notice_takes_it_back(program: Program) -> None:
    page_of(program).go.click()
    program.follow("La pratica usa ora l'edizione dell'11/02/2026.", "Annulla")
    assert program.draft.form == OLD and program.draft.answers["nota"] == "Da ricordare"
    program.notice("La pratica usa ora l'edizione del 01/01/2024.")
    program.notice("Di questo modulo c'è una nuova edizione, dell'11/02/2026.")


def test_what_is_typed_meanwhile_goes_along(program: Program) -> None:
    page, view = page_of(program), program.app.editor.view
    assert view is not None
    view.session.answer(FieldRef("nome"), "Altra")
    page.go.click()
    assert program.draft.answers["nome"] == "Altra"


def test_another_look_keeps_the_page_and_the_way_back(program: Program) -> None:
    page_of(program)
    program.app.appearance.choose_scheme("dark")
    program.wait(lambda: isinstance(program.page(), PassagePage))
    program.page().go.click()
    program.app.appearance.choose_scheme("light")
    program.wait(lambda: program.view.isVisible())
    program.app.run("undo")
    assert program.draft.form == OLD


def test_where_nothing_is_newer_that_is_said(program: Program) -> None:
    page_of(program).go.click()
    program.app.run("passage")
    program.notice("Questa pratica usa già l'edizione più nuova che c'è.")
    program.app.show_dossiers()
    program.wait(lambda: not [each for each in program.notices() if "edizione" in each])


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, factor: float) -> None:
    field = ask("nome", label="Una domanda con un nome lungo, che va a capo dove la finestra è stretta")
    old, new = make_form(one_page(field)), make_form(one_page(ask("altro", label=field["label"], help="Perché " * 30)))
    found = passage(evaluate(old, Draft(old.id, {"nome": "Una risposta lunga " * 9}), dt.date(2026, 3, 1)), new)
    page = PassagePage(apply_scheme(qapp, "dark", factor), old, found)
    qtbot.addWidget(page)
    page.show()
    for width in (660, 1366):
        page.resize(round(width * factor), round(690 * factor))
        settle()
        assert faults(page) == [], width
