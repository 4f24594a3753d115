"""Who signs a dossier's documents, and the names by which its files and its footers are found again."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.evaluation.signing_parties import party_names, signers
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import ask, filled, lines_of, make_form, one_page

BLOCK = {"field": [ask("ragione_sociale", printed=False), ask("rappresentante_nome", required=False, printed=False)]}
TEXT = "Testo.\n\n{{ 'uno' | firma }}\n\n{{ 'due' | firma }}\n\n{{ 'ufficio' | firma }}"
SIGNERS = [
    {"id": "uno", "label": "Per la ditta:", "name": "ditta_rappresentante_nome", "capacity": "titolare"},
    {"id": "due", "label": "Per il socio:", "name": "socio_rappresentante_nome", "capacity": "socio",
     "visible_when": "con_socio"},
    {"id": "ufficio", "label": "Per l'ufficio:", "office": True},
]  # fmt: skip


@pytest.fixture(scope="module")
def form() -> Form:
    parties = [
        {"type": "block", "use": "ente_2024", "as": each, "book": "enti"} for each in ("socio", "ditta", "altra")
    ]
    document = {"id": "doc", "title": "Documento", "text": "doc.md", "signer": SIGNERS}
    fields = [*parties, ask("con_socio", "yes_no", default="True", printed=False)]
    files = {"ente_2024/block.toml": lines_of(BLOCK)}
    return make_form({**one_page(*fields), "document": [document]}, None, {"doc.md": TEXT}, files)


def named(form: Form, **answers: Any) -> list[str]:
    return party_names(filled(form, answers))


def test_parties_that_sign_in_the_forms_order_and_no_person(form: Form) -> None:
    persons = {"ditta_rappresentante_nome": "Anna Neri", "socio_rappresentante_nome": "Ugo Bruni"}
    names = {"ditta_ragione_sociale": "Alfa S.r.l.", "socio_ragione_sociale": "Beta", "altra_ragione_sociale": "Gamma"}
    assert named(form, **names, **persons) == ["Beta", "Alfa S.r.l."], "Gamma signs nothing"
    assert named(form, **names, con_socio=False) == ["Alfa S.r.l."]


def test_a_party_without_a_name_is_left_out_and_one_that_signs_twice_is_named_once(form: Form) -> None:
    assert named(form) == []
    assert named(form, ditta_ragione_sociale="  ", socio_ragione_sociale="Beta") == ["Beta"]
    twice = {"ditta_ragione_sociale": " Alfa  S.r.l. ", "socio_ragione_sociale": "Alfa S.r.l."}
    assert named(form, **twice) == ["Alfa S.r.l."]


def test_an_office_signs_what_it_was_sent_and_is_not_waited_for(form: Form) -> None:
    def found(**answers: Any) -> list[str]:
        return [each.spec.id for each in signers(form.documents[0], filled(form, answers))]

    assert found() == ["uno", "due"]
    assert found(con_socio=False) == ["uno"]
