"""A copy of a dossier harms nothing: it has no date, no protocol and no person that belong to the first alone."""

from __future__ import annotations

import pytest

from desktop_app.engine.answers.copies import copy_of
from desktop_app.engine.answers.draft import Draft, fit
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder

LIBRARY = Library([forms_folder()])
MARCHE = "marche/art14_2023"
# Asked dates that a second dossier of the same parties has again: of the parties and of acts that were there before.
OF_PARTIES = {
    "cooperativa_albo_dal", "cpi_responsabile_data_nascita", "dgr_data", "art11_data", "esonero_richiesto_il",
    "esonero_ottenuto_il", "data_risoluzione",
}  # fmt: skip


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_every_form_says_which_of_its_dates_and_protocols_belong_to_one_dossier(form: str) -> None:
    loaded = LIBRARY.load(form)
    for field in loaded.fields.values():
        for each in (field, *field.columns.values()):
            dated = each.spec.type == "date" or "protocollo" in each.key
            if dated and each.formula is None and each.key not in OF_PARTIES:
                assert each.spec.once or field.spec.once, f"{each.key}: once = true, or of the parties"


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_a_copy_of_an_example_is_a_draft_of_its_form_with_the_same_parties(form: str) -> None:
    loaded, draft = LIBRARY.load(form), LIBRARY.example(form)
    copy = copy_of(draft, loaded)
    assert fit(copy, loaded) == copy and set(copy.answers) < set(draft.answers)
    for id in loaded.parties:
        fields = [name for name in draft.answers if name.startswith(f"{id}_") and not loaded.fields[name].spec.once]
        assert {name: draft.answers[name] for name in fields}.items() <= copy.answers.items()


def test_persons_go_and_what_the_work_is_stays() -> None:
    line = {"id": "a", "nominativo": "Rossi Mario", "qualifica": "Operaio", "oltre_meta_invalidita": True}
    alone = {"id": "b", "nominativo": "Verdi Anna"}
    answers = {
        "nuovi_inserimenti": [line, alone, "strano"],
        "proroghe": [{"id": "c", "nominativo": "Neri"}],
        "altro": 1,
    }
    copy = copy_of(Draft(MARCHE, answers, set_aside={"x": "perché"}, dossier="d", parties={}), LIBRARY.load(MARCHE))
    assert copy.answers == {"nuovi_inserimenti": [{"id": "a", "qualifica": "Operaio"}, "strano"], "altro": 1}
    assert copy.set_aside == {} and copy.dossier == ""
    only = copy_of(Draft(MARCHE, {"nuovi_inserimenti": [alone]}), LIBRARY.load(MARCHE))
    assert only.answers == {}
