"""Who fills a field in is said once for each block."""

from __future__ import annotations

import pytest

from desktop_app.gui.steps.notes import Notes
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.unit.engine.support import ask, make_form, one_page


def test_a_block_says_it_once_and_a_field_only_where_it_is_another() -> None:
    firm, cpi = {"owner": "azienda"}, {"owner": "cpi"}
    fields = (
        ask("a", **firm), ask("b", **cpi), ask("c", **firm),
        ask("titolo", "heading"), ask("d", **cpi), ask("e", **firm),
        ask("altro", "heading"), ask("f", **cpi), ask("g"),
        ask("ultimo", "heading"), ask("h", **cpi),
    )  # fmt: skip
    form = make_form(one_page(*fields))
    notes = Notes([*form.fields.values()])
    assert notes.of_page == "Compila: azienda"
    said = {id: notes.note_of(field) for id, field in form.fields.items() if notes.note_of(field)}
    both = {"d": "Compila: CPI.", "e": "Compila: azienda."}  # as many of one as of the other
    assert said == {"b": "Compila: CPI.", **both, "f": "Compila: CPI."}  # nobody is named for «g»
    heads = {id: notes.owner_of(form.fields[id]) for id in ("titolo", "altro", "ultimo")}
    assert heads == {"titolo": "", "altro": "", "ultimo": "Compila: CPI"}


@pytest.mark.parametrize("id", Library([forms_folder()]).ids())
def test_no_block_of_a_form_says_the_same_at_most_of_its_fields(id: str) -> None:
    form = Library([forms_folder()]).load(id)
    for page in form.pages:
        fields = [field for field in form.fields.values() if field.page == page.id]
        notes, block = Notes(fields), list[str]()
        for field in [*fields, None]:
            if field is None or field.spec.type == "heading":
                assert not block or max(map(block.count, block)) * 2 <= len(block) or "" in block
                block = []
            elif field.formula is None:
                block.append(notes.note_of(field))
