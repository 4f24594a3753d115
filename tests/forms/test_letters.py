"""The letters after signing of the Marche agreement: when they are offered, who writes to whom, who signs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.blocks import SignatureBlock
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import forms_folder

ID = "marche/art14_2023"
LIBRARY = Library([forms_folder()])
FORM = LIBRARY.load(ID)
LETTERS = ("sostituzione_lavoratore", "messa_in_mora")
LEFT = {"data_cessazione": "2027-01-31"}
GROUP = {"lato_azienda": "gruppo"} | {
    f"gruppo_{id}": f"Gruppo {id}" for id in ("nome", "sede_comune", "sede_via", "rappresentante_nome", "associazione")
}
CONSORTIUM = {"lato_cooperativa": "consorzio"} | {
    f"consorzio_{id}": f"Consorzio {id}" for id in ("nome", "sede_comune", "sede_via", "rappresentante_nome")
}


def breach(who: str, **more: Any) -> dict[str, Any]:
    return {"chi_inadempie": who, "data_inadempimento": "2027-02-25", "fatto": "Fattura non pagata.",
            "data_messa_in_mora": "2027-03-01"} | more  # fmt: skip


def dossier(**answers: Any) -> Dossier:
    _, draft = cases.read_draft(LIBRARY.folder(ID), cases.EXAMPLE, ID)
    return Dossier(FORM, Draft(ID, {**draft.answers, **answers}), dt.date(2027, 3, 1))


def letter(made: Dossier, id: str) -> tuple[str, list[str | None]]:
    """The words of a letter, and the fields of those who sign it."""
    [document] = made.documents.choose([id])
    blocks = render(document, made.state).blocks
    return plain_text(blocks), [block.field for block in blocks if isinstance(block, SignatureBlock)]


def offered(made: Dossier) -> list[str]:
    return [document.spec.id for document in made.documents.applicable() if document.spec.id in LETTERS]


def test_a_letter_is_offered_only_when_something_has_happened() -> None:
    assert offered(dossier()) == []
    assert offered(dossier(cessazioni=[LEFT])) == ["sostituzione_lavoratore"]
    assert offered(dossier(inadempimenti=[breach("azienda")])) == ["messa_in_mora"]
    assert offered(dossier(cessazioni=[LEFT | {"lettera": False}])) == []
    assert offered(dossier(cessazioni=[LEFT], destinatari="svantaggiati")) == [], "art. 7 is not theirs"
    assert offered(dossier(inadempimenti=[breach("azienda", lettera=False)])) == []
    assert offered(dossier(inadempimenti=[{"data_inadempimento": "2027-02-25"}])) == [], "who is not known yet"


def test_the_replacement_is_asked_of_the_office_with_its_term_and_without_a_name() -> None:
    made = dossier(cessazioni=[LEFT, LEFT | {"data_cessazione": "2027-02-10", "lettera": False}],
                   data_lettera_sostituzione="2027-02-03", cpi_pec="cpi@pec.esempio.it")  # fmt: skip
    text, signers = letter(made, "sostituzione_lavoratore")
    assert made.state.complete and signers == ["cooperativa"]
    answers = made.draft.answers
    assert f"Mittente: {answers['cooperativa_nome']}" in text
    assert f"Destinatario: Centro per l'Impiego di {answers['cpi_nome']}" in text and "cpi@pec.esempio.it" in text
    assert f"Per conoscenza: {answers['azienda_nome']}, PEC {answers['azienda_pec']}" in text
    assert "Data: 03/02/2027" in text and "60 giorni" in text
    assert "n. 1\n31/01/2027\n01/04/2027" in text
    assert "10/02/2027" not in text, "its letter has gone already"


@pytest.mark.parametrize(
    ("who", "side", "sender", "addressee", "signer"),
    [
        ("azienda", {}, "cooperativa_nome", "azienda_nome", "cooperativa"),
        ("cooperativa", {}, "azienda_nome", "cooperativa_nome", "azienda"),
        ("azienda", CONSORTIUM, "consorzio_nome", "azienda_nome", "consorzio"),
        ("cooperativa", CONSORTIUM, "azienda_nome", "consorzio_nome", "azienda"),
        ("azienda", GROUP, "cooperativa_nome", "gruppo_nome", "cooperativa"),
        ("cooperativa", GROUP, "gruppo_nome", "cooperativa_nome", "gruppo"),
    ],
)
def test_who_suffers_the_breach_writes_to_the_other_with_a_copy_to_the_office(
    who: str, side: dict[str, str], sender: str, addressee: str, signer: str
) -> None:
    made = dossier(inadempimenti=[breach(who)], **side)
    text, _ = letter(made, "messa_in_mora")
    answers = made.draft.answers
    assert f"\nMittente: {answers[sender]}," in text and f"\nDestinatario: {answers[addressee]}," in text
    assert f"\nPer conoscenza: Centro per l'Impiego di {answers['cpi_nome']}" in text
    assert "Data: 01/03/2027" in text and "entro 15 giorni dalla messa in mora, cioè entro il 16/03/2027" in text
    assert ("la convenzione decade" in text) == (who == "azienda")
    assert ("decade dalla convenzione" in text) == (who == "cooperativa")
    labels = {document_signer.id: document_signer.label for document in FORM.documents
              if document.spec.id == "messa_in_mora" for document_signer in document.spec.signer}  # fmt: skip
    assert [label for id, label in labels.items() if f"\n{label}\n" in text] == [labels[signer]]


def test_only_the_chosen_breach_is_in_the_letter() -> None:
    lines = [
        breach("azienda", fatto="Il primo fatto.", lettera=False),
        breach("cooperativa", fatto="Il secondo fatto."),
    ]
    made = dossier(inadempimenti=lines)
    text, signers = letter(made, "messa_in_mora")
    assert "Il secondo fatto." in text and "Il primo fatto." not in text
    assert signers == ["azienda"] and text.count("Oggetto:") == 1


def test_the_report_lists_what_happened_after_signing() -> None:
    made = dossier(cessazioni=[LEFT], inadempimenti=[breach("azienda", rimediato_il="2027-03-10")])
    text, _ = letter(made, "relazione_calcolo")
    assert "Dopo la firma: lavoratori che hanno lasciato" in text and "non ancora" in text
    assert "Dopo la firma: impegni non rispettati" in text and "10/03/2027" in text
    assert "Dopo la firma" not in letter(dossier(), "relazione_calcolo")[0]


def test_an_address_of_the_office_that_nobody_gave_leaves_no_blank_in_a_finished_letter() -> None:
    made = dossier(cessazioni=[LEFT], inadempimenti=[breach("azienda")])
    given = dossier(cessazioni=[LEFT], inadempimenti=[breach("azienda")], cpi_pec="cpi@pec.esempio.it")
    for id in LETTERS:
        assert "PEC _" not in letter(made, id)[0]
        assert "PEC cpi@pec.esempio.it" in letter(given, id)[0]
