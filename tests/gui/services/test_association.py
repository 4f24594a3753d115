"""The file that an association hands out: wrong, missing, and the answers that it brings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.library import Library
from desktop_app.session.documents import DocumentSet
from desktop_app.system.paths import forms_folder
from tests.end2end.program import commessa
from tests.gui.support.association import NAME, HandOut, about, words
from tests.gui.support.program import FORM, Start

FIRST = next(id for id, field in Library([forms_folder()]).load(FORM).fields.items() if field.spec.type == "text")


# --- a file that is wrong ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["nme = 1", 'logo = "manca.png"', "[answers]\nx = 3", 'forms = ".."'])
def test_a_wrong_file_is_one_notice_and_the_program_works(start: Start, hand_out: HandOut, text: str) -> None:
    hand_out(text)
    program = start()
    program.notice("Il file della tua associazione non si può usare")
    program.app.editor.begin(FORM)
    assert program.draft.answers == {}
    assert len(program.notices()) == 1
    assert NAME not in words(about(program))


def test_an_answer_that_no_form_takes_is_said_when_the_forms_are_read(start: Start, hand_out: HandOut) -> None:
    hand_out('[answers]\nnessuno = "x"\n')
    program = start()
    program.app.show_new()
    program.notice("la risposta «nessuno» non va: nessun modulo la chiede.")
    assert isinstance(program.page(), NewDossierPage)


def test_no_association_tells_nothing(start: Start) -> None:
    program = start()
    program.app.show_dossiers()
    assert isinstance(program.page(), DossiersPage) and program.notices() == []


# --- what it brings ------------------------------------------------------------------------------------------


def test_new_dossiers_begin_with_its_answers_and_they_can_be_changed(start: Start, hand_out: HandOut) -> None:
    hand_out(f'[answers]\n{FIRST} = "Preparata"\nnessuno = "x"\n')
    program = start()
    program.app.editor.begin(FORM)
    assert program.draft.answers == {FIRST: "Preparata"}
    assert program.stored_draft.answers == {FIRST: "Preparata"}
    program.write(FIRST, "Mia")
    program.wait_saved()
    assert program.stored_draft.answers == {FIRST: "Mia"}
    program.app.editor.begin_example(FORM)
    assert program.draft.answers[FIRST] != "Preparata"


def test_window_and_command_line_print_the_same(start: Start, hand_out: HandOut, tmp_path: Path) -> None:
    hand_out('logo = "logo.png"\n')
    program = start()
    program.app.editor.begin_example(FORM)
    dossier = program.view.dossier
    [relazione] = [each for each in dossier.documents.applicable() if each.spec.letterhead]
    data = dossier.documents.pdf(relazione)
    assert data != DocumentSet(dossier.state).pdf(relazione)
    draft = tmp_path / "bozza.commessa"
    draft.write_text(replace(dossier.draft, dossier=dossier.id).to_json(), encoding="utf-8")  # as the window saves it
    day = dossier.today.isoformat()
    done = commessa("export", draft, "--to", tmp_path, "--document", relazione.spec.id, "--date", day)
    assert Path(done.out.strip()).read_bytes() == data
