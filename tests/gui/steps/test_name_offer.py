"""A name in small letters or capitals, or with stray spaces: an offer beside it, never a change by itself."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.gui.support.editor import item, leave, opened, said, type_in
from tests.gui.support.program import find
from tests.unit.engine.support import ask, make_form, one_page

SIGNED = {
    "id": "atto", "title": "Atto", "text": "atto.md",
    "signer": [{"id": "azienda", "label": "Per l'azienda", "name": "firma"}],
}  # fmt: skip
TEXTS = {"atto.md": "# Atto\n\n{{ firma }} {{ luogo }} {{ codice }} {{ pec }}\n\n{{ 'azienda' | firma }}\n"}


def test_it_is_written_with_one_press_and_taken_back_with_one(qtbot: QtBot) -> None:
    fields = (ask("firma"), ask("luogo"), ask("codice", "codice_fiscale"), ask("pec", "pec"))
    view = opened(qtbot, make_form(one_page(*fields, document=[SIGNED]), texts=TEXTS))
    type_in(view, "MARIA  DE LUCA", "firma")
    assert said(view, "firma") == [], "somebody types"
    leave()
    assert view.dossier.draft.answers["firma"] == "MARIA  DE LUCA"
    find(item(view, "firma"), "Scrivi «Maria De Luca»").click()
    assert view.dossier.draft.answers["firma"] == "Maria De Luca" and said(view, "firma") == []
    view.undo()
    assert view.dossier.draft.answers["firma"] == "MARIA  DE LUCA"


def test_of_other_texts_only_spaces_are_told_and_of_codes_nothing(qtbot: QtBot) -> None:
    fields = (ask("firma"), ask("luogo"), ask("codice", "codice_fiscale"), ask("pec", "pec"))
    view = opened(qtbot, make_form(one_page(*fields, document=[SIGNED]), texts=TEXTS))
    for id, typed in (
        ("luogo", "via  MONTE rosa"),
        ("codice", "rss mra 85t10  a562s"),
        ("pec", "ditta@pec.esempio.it"),
    ):
        type_in(view, typed, id)
        leave()
    assert said(view, "luogo") == ["Ci sono spazi in più."]
    assert [*said(view, "codice"), *said(view, "pec")] == []
    find(item(view, "luogo"), "Va bene così").click()
    assert said(view, "luogo") == [] and view.dossier.draft.answers["luogo"] == "via  MONTE rosa"
    type_in(view, "jesi", "luogo")
    leave()
    assert said(view, "luogo") == []
