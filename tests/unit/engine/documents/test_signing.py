"""Who signs a document: what stands below the lines, and what a pen needs besides."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.documents.blocks import Paragraph, PrintedDocument, SignatureBlock
from desktop_app.engine.documents.content import content
from desktop_app.engine.documents.document import render
from desktop_app.engine.forms.form import Form
from tests.unit.engine.documents.support import form_with
from tests.unit.engine.support import ask, faults, filled, one_page

NAME = ask("nome", required=False)
PEN = ask("penna", "yes_no", required=False)
ROLE = ask("qualita", required=False)
TEXT = "{{ nome }} {{ penna }} {{ qualita }}\n\nAncona, {{ oggi }}\n\n{{ 'uno' | firma }}\n\n{{ 'due' | firma }}"


def form(**signer: Any) -> Form:
    first = {"id": "uno", "label": "Per l'Azienda:", "name": "nome"} | (signer or {"capacity": "{qualita}"})
    signers = [first, {"id": "due", "label": "Per il CPI:"}]
    return form_with(TEXT, NAME, PEN, ROLE, document={"signer": signers}, pen="penna")


def made(text_form: Form, **answers: Any) -> PrintedDocument:
    return render(text_form.documents[0], filled(text_form, answers))


def places(document: PrintedDocument) -> list[SignatureBlock]:
    return [block for block in document.blocks if isinstance(block, SignatureBlock)]


def test_name_and_capacity_as_far_as_they_are_known() -> None:
    asked = form()
    assert places(made(asked))[0].who == ""
    assert places(made(asked, qualita="titolare"))[0].who == ""
    assert places(made(asked, nome="Anna Neri"))[0].who == "Anna Neri"
    assert places(made(asked, nome="Anna Neri", qualita="titolare"))[0].who == "Anna Neri, titolare"
    assert places(made(asked, nome="Anna Neri"))[1].who == ""


def test_a_name_without_a_capacity_is_not_printed() -> None:
    assert places(made(form(stamp=False), nome="Anna Neri"))[0].who == ""


def test_a_document_is_superseded_by_another_name_below_its_line_and_by_a_pen() -> None:
    asked = form()
    document = asked.documents[0]
    assert {"nome", "qualita", "penna"} <= document.rests_on
    given = [content(document, filled(asked, answers)) for answers in ({}, {"nome": "Anna"}, {"penna": True})]
    assert given[0]["#signers"] != given[1]["#signers"] and given[0]["#pen"] is False and given[2]["#pen"] is True


def test_a_pen_needs_room_a_place_for_initials_and_a_day_for_each() -> None:
    by_pen, digital = made(form(), penna=True), made(form(), penna=False)
    assert all(place.stamped and place.dated for place in places(by_pen))
    assert by_pen.initials == ("Per l'Azienda:", "Per il CPI:")
    assert not any(place.stamped or place.dated for place in places(digital)) and digital.initials == ()


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Ancona,", True),
        ("San Benedetto del Tronto, {{ oggi }}", True),
        ("Luogo {{ penna | blank(9) }}, data {{ oggi }}", True),
        ("Letto, confermato e sottoscritto il {{ oggi }}", True),
        ("Letto, confermato e sottoscritto", False),
        ("Distinti saluti.", False),
        ("In attesa, si porgono saluti", False),
    ],
)
def test_the_day_of_each_stands_where_the_text_has_place_and_day(line: str, dated: bool) -> None:
    text = f"{{{{ penna }}}}\n\n{line}\n\n{{{{ 'uno' | firma }}}}\n\n{{{{ 'due' | firma }}}}"
    signers = [{"id": "uno", "label": "A"}, {"id": "due", "label": "B"}]
    asked = form_with(text, PEN, document={"signer": signers}, pen="penna")
    assert [place.dated for place in places(made(asked, penna=True))] == [dated, dated]


def test_one_who_signs_alone_has_the_day_in_the_text() -> None:
    asked = form_with("{{ penna }}\n\nAncona, {{ oggi }}\n\n{{ 'uno' | firma }}", PEN, pen="penna",
                      document={"signer": [{"id": "uno", "label": "A"}]})  # fmt: skip
    assert [place.dated for place in places(made(asked, penna=True))] == [False]


def test_a_stamp_is_asked_by_the_form_or_by_the_words_beside() -> None:
    asked = form(stamp=True)
    assert [place.stamped for place in places(made(asked))] == [True, False]
    asked = form_with("Timbro e firma {{ 'uno' | firma }}", document={"signer": [{"id": "uno", "label": "A"}]})
    assert [place.stamped for place in places(made(asked))] == [True]


def test_a_capacity_names_what_there_is_and_goes_with_a_name() -> None:
    def told(**signer: Any) -> list[str]:
        document = {"id": "doc", "title": "D", "text": "d.md", "signer": [{"id": "uno", "label": "A", **signer}]}
        return faults(one_page(NAME, document=[document]), None, {"d.md": "{{ nome }}\n\n{{ 'uno' | firma }}"})

    assert any("«ruolo» non esiste" in each for each in told(name="nome", capacity="{ruolo}"))
    assert any("serve anche «name»" in each for each in told(capacity="titolare"))


def test_blanks_of_a_party_that_signs_are_left_to_it_once_the_rest_is_there() -> None:
    fields = [ask("nome"), ask("protocollo", required=False, owner="ufficio"), ask("altro", required=False)]
    text = "{{ nome }} {{ protocollo | blank(9) }} {{ protocollo }} {{ altro }}\n\n{{ 'due' | firma }}"
    asked = form_with(text, *fields, document={"signer": [{"id": "due", "label": "B", "owner": "ufficio"}]})

    def blanks(**answers: Any) -> list[str]:
        [first, *_] = made(asked, **answers).blocks
        assert isinstance(first, Paragraph)
        return [run.field for run in first.runs if run.style == "blank"]

    assert blanks() == ["", "", "", ""]
    assert blanks(nome="Anna") == ["protocollo", "", ""]
    assert blanks(nome="Anna", protocollo="12") == [""]


def test_a_table_before_the_signatures_does_not_hide_place_and_day() -> None:
    text = "Ancona,\n\n| Nome |\n|---|\n| {{ penna }} |\n\n{{ 'uno' | firma }}\n\n{{ 'due' | firma }}"
    signers = [{"id": "uno", "label": "A"}, {"id": "due", "label": "B"}]
    asked = form_with(text, PEN, document={"signer": signers}, pen="penna")
    assert [place.dated for place in places(made(asked, penna=True))] == [True, True]
