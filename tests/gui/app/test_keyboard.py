"""The whole example by key presses alone, from the first start to its documents. Generic: nothing here knows a form.

The forms are the built-in ones and those of a user, who put them into the folder `moduli`.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.italian import formatting
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.wording.step_words import SUMMARY
from tests.end2end.program import OWN_FORMS, commessa
from tests.gui.support.program import FORM, Key, Start, field_of, focus, settle
from tests.gui.support.typist import FORMS, LIBRARY, begin, fill

# Always one of ours and one written from the kit; the others, which are data like these, in the long run.
SHORT = ("altavalle/art14_2025", FORM)
TYPED = [pytest.param(form, marks=() if form in SHORT else pytest.mark.long) for form in FORMS]


@pytest.fixture(autouse=True)
def own_forms(data_folder: Path) -> None:
    shutil.copytree(OWN_FORMS, data_folder / "moduli")


def without_ids(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The ids of lines are made up by the window."""
    return {
        id: [{key: each for key, each in line.items() if key != "id"} for line in value]
        if isinstance(value, list)
        else value
        for id, value in answers.items()
    }


@pytest.mark.parametrize("form", TYPED)
def test_the_whole_example_by_keys_alone(start: Start, tmp_path: Path, form: str) -> None:
    program = start()
    program.context.settings.export_base = str(tmp_path / "esportati")
    begin(program, form)
    fill(program, form)
    wanted = LIBRARY.example(form)
    assert without_ids(program.draft.answers) == without_ids(wanted.answers)
    assert program.view.dossier.state.complete
    program.keys("Ctrl+S")
    program.wait_saved()
    assert without_ids(program.stored_draft.answers) == without_ids(wanted.answers)

    program.keys("Ctrl+E")
    program.notice("Esportati 5 documenti." if len(program.view.dossier.documents.applicable()) == 5 else "ocument")
    file = tmp_path / "bozza.commessa"
    program.app.transfer.export_draft(str(file))
    assert file.read_text(encoding="utf-8") == replace(program.draft, dossier=program.stored.id).to_json()
    day = program.view.dossier.today.isoformat()
    done = commessa("--forms", OWN_FORMS, "export", file, "--to", tmp_path / "riga", "--date", day, "--long-names")
    assert done.code == 0, done.err
    by_command = {path.name: path.read_bytes() for path in (tmp_path / "riga").iterdir()}
    by_window = {path.name: path.read_bytes() for path in (tmp_path / "esportati").rglob("*.pdf")}
    assert by_window == by_command
    assert len(by_window) == len(program.view.dossier.documents.applicable())
    (folder,) = {path.parent for path in (tmp_path / "esportati").rglob("*.pdf")}
    assert folder.name.endswith(f"-n1-{day}")
    exports = program.drafts.exports(program.stored.id)
    assert len(exports) == len(by_window) and not any(each.bozza or each.changed for each in exports)
    assert program.leave()


def test_the_keyboard_alone_goes_from_the_list_to_a_dossier_and_back(start: Start) -> None:
    program = start()
    begin(program, FORM)
    program.keys("Ctrl+O")
    assert isinstance(program.page(), DossiersPage)
    for _ in range(30):
        if focus() is program.page().table:
            break
        program.key(Key.Key_Tab)
    program.key(Key.Key_Return)
    assert program.view.isVisible() and program.view.isAncestorOf(focus())
    program.keys("Ctrl+N")
    assert isinstance(program.page(), NewDossierPage) and program.page().isAncestorOf(focus())
    program.keys("Ctrl+F")
    settle()
    assert isinstance(program.page(), DossiersPage) and program.page().isAncestorOf(focus())


def test_ctrl_digits_and_alt_arrows_walk_the_steps_and_f8_checks(start: Start) -> None:
    program = start()
    begin(program, FORM)
    ids = program.view.ids
    for number in range(2, min(9, len(ids)) + 1):
        program.keys(f"Ctrl+{number}")
        assert program.view.step == ids[number - 1]
    program.keys("Ctrl+1")
    program.keys("Alt+Right")
    assert program.view.step == ids[1]
    program.keys("Alt+Left")
    assert program.view.step == ids[0]
    program.keys("Ctrl+R")
    assert program.view.step == SUMMARY
    program.keys("F8")
    first = program.view.dossier.state.problems[0]
    item = field_of(focus())
    assert item is not None and item.place == FieldRef(first.field)
    assert item.notices and item.notices[0].kind == "error"


def test_numbers_typed_in_any_way_are_shown_as_the_office_writes_them(start: Start) -> None:
    program = start()
    begin(program, FORM)
    dossier = program.view.dossier
    money = next(field for field in dossier.form.fields.values() if field.spec.type == "money" and not field.formula)
    for words in ("1234,5", "1.234,50", "1234.5", "€ 1 234,50"):
        program.write(money.id, words)
        program.key(Key.Key_Tab)
        assert program.draft.answers[money.id] in ("1234.5", "1234.50")
        item = program.view.part(money.id)
        assert isinstance(item, FieldItem)
        control = item.editor.focus_widget()
        assert isinstance(control, QLineEdit)
        cell = program.view.dossier.state.cells[money.id]
        assert control.text() == formatting.value(money.spec, cell.value) == "1.234,50\u00a0€"
