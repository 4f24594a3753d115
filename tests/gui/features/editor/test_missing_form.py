"""A dossier whose form went away or cannot be read: said, and what is open stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.gui.support.own_forms import with_own_form
from tests.gui.support.program import BRIEF_FORM, Start, texts


@pytest.mark.parametrize("how", ["missing", "faulty"])
def test_a_dossier_of_a_form_that_went_away(start: Start, tmp_path: Path, how: str) -> None:
    own = with_own_form(tmp_path)
    program = start(forms=(own,))
    program.app.editor.begin("prova/copia_2023")
    program.write(texts(program)[0], "Senza modulo")
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.show_dossiers()
    assert program.leave()
    form = own / "prova" / "copia_2023" / "form.toml"
    if how == "missing":
        shutil.rmtree(form.parent)
    else:
        form.write_text(form.read_text(encoding="utf-8").replace("[[page]]", "[[pagina]]", 1), encoding="utf-8")
    again = start(forms=(own,))
    home = again.page()
    assert isinstance(home, DossiersPage)
    lost, well = sorted(again.drafts.rows(), key=lambda row: row.form != "prova/copia_2023")
    again.app.editor.open(lost.id)
    (notice,) = again.notices()
    assert "prova/copia_2023" in notice or "form.toml" in notice
    assert again.page() is home and again.app.editor.view is None
    again.app.editor.duplicate(lost.id)
    assert again.page() is home
    again.app.show_new()
    assert isinstance(again.page(), NewDossierPage)
    again.wait(lambda: again.page().grid.views)
    assert len(again.page().grid.views) == len(Library([forms_folder()]).ids())
    assert again.page().faults.count() == (0 if how == "missing" else 2)
    again.app.editor.open(well.id)
    view = again.view
    again.app.editor.open(lost.id)
    assert again.view is view and again.page() is view  # what was open stays
    assert again.leave()
