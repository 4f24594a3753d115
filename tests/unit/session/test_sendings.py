"""What goes to whom: files and names, recipients, subject and weight, and a sentence for all that is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.sendings import Mailbox
from desktop_app.engine.evaluation.signing_parties import party_names
from desktop_app.mail.message import GUARANTEED
from desktop_app.session.sendings.names import file_name
from desktop_app.session.sendings.plan import AddedFile, DocumentFile, Given, SendingPlan, Weight
from desktop_app.session.sendings.planning import plan_sending
from tests.unit.session.sending import LIST, OFFICE, PLAIN, READY, SIGNED, occurrence_in, planned, state_with


def with_document(id: str, file: DocumentFile | None) -> Given:
    others = {key: each for key, each in READY.documents.items() if key != id}
    return replace(READY, documents=others if file is None else {**others, id: file})


def only_gap(plan: SendingPlan) -> tuple[str, str]:
    (gap,) = plan.gaps
    return gap.kind, gap.sentence


def test_what_is_ready_goes_in_order_to_its_office_under_clear_names() -> None:
    plan = planned()
    assert plan.ready and plan.to == (OFFICE,) and plan.cc == ()
    assert plan.sender == "cartotecnicavaldisopra@pec.esempio.it"
    assert plan.subject.endswith("società cooperativa sociale – rif. C12-7K3Q")
    assert [each.name for each in plan.files] == [
        "01_Comunicazione_al_Centro_La_Spiga_Cartotecnica.pdf.p7m",
        "02_Convenzione_locale_Allegato_La_Spiga_Cartotecnica.pdf",
        "03_Relazione_di_calcolo_La_Spiga_Lavoro_Cartotecnica.pdf",
        "04_Gli_altri_allegati_La_Spiga_Lavoro_Cartotecnica.pdf",
    ]
    assert [each.document or each.attachment for each in plan.files][2:] == ["relazione_calcolo", "altri"]


def test_the_parties_can_be_left_out_of_the_names_and_no_person_is_ever_in_one() -> None:
    bare = [each.name for each in planned(replace(READY, with_parties=False)).files]
    assert bare[:2] == ["01_Comunicazione_al_Centro.pdf.p7m", "02_Convenzione_locale_Allegato.pdf"]
    state = state_with(azienda_rappresentante_nome="Mara Bianchi", cooperativa_rappresentante_nome="Paolo Rossi")
    assert party_names(state) == ["La Spiga Lavoro società cooperativa sociale", "Cartotecnica Valdisopra S.r.l."]
    names = "".join(each.name for each in plan_sending(occurrence_in(state), state, READY).files)
    assert not any(word in names for word in ("Mara", "Bianchi", "Paolo", "Rossi"))


def test_a_name_has_what_fits_and_two_of_a_kind_are_told_apart() -> None:
    assert file_name(7, "Convenzione", ["Alfa S.r.l.", "Beta"], ".pdf") == "07_Convenzione_Alfa_Srl_Beta.pdf"
    assert file_name(1, "Atto", ["A" * 90, "B" * 90, "C" * 90], ".pdf.p7m").count("_") == 4
    many = replace(READY, attachments={"altri": [LIST, LIST, replace(LIST, name="foto.JPG")]})
    names = [each.name for each in planned(many).files][3:]
    assert len(set(names)) == 3 and names[2].endswith(".jpg") and all(len(each) <= 60 for each in names)


@pytest.mark.parametrize(
    ("file", "kind", "words"),
    [
        (None, "export", "non è ancora esportato: esportalo, fallo firmare e torna qui"),
        (replace(SIGNED, bozza=True), "export", "non è ancora esportato"),
        (PLAIN, "unsigned", "mancano le firme «Per l'Azienda» e «Per la Cooperativa Sociale di tipo B»"),
        (replace(SIGNED, signing="some", lacking=("cooperativa",)), "unsigned", "manca la firma «Per la Cooperativa"),
        (replace(SIGNED, superseded="è cambiata la risposta a «VUC»"), "superseded", "è cambiata la risposta a «VUC»"),
    ],
)
def test_a_document_that_is_not_as_the_form_asks_stops_it(file: DocumentFile | None, kind: str, words: str) -> None:
    found, sentence = only_gap(planned(with_document("comunicazione", file)))
    assert found == kind and words in sentence and sentence.startswith("«Comunicazione al Centro per l'Impiego»")


@pytest.mark.parametrize("file", [replace(PLAIN, signing="pen"), replace(SIGNED, signing="some", lacking=("cpi",))])
def test_a_pen_counts_and_nobody_waits_for_who_signs_later(file: DocumentFile) -> None:
    assert planned(with_document("comunicazione", file)).ready


def test_one_that_need_not_be_signed_goes_as_it_is_but_not_superseded() -> None:
    assert planned(with_document("relazione_calcolo", PLAIN)).ready
    kind, sentence = only_gap(planned(with_document("relazione_calcolo", replace(PLAIN, superseded="è cambiata"))))
    assert kind == "superseded" and sentence.endswith("Esportalo di nuovo e torna qui.")


def test_while_answers_are_missing_the_documents_are_drafts() -> None:
    plan = planned(Given(), vuc=None)
    kinds = [each.kind for each in plan.gaps]
    assert kinds.count("draft") == 3 and plan.files == ()
    assert "completa la pratica" in next(each.sentence for each in plan.gaps if each.kind == "draft")


def test_a_missing_address_is_told_with_the_place_to_answer_it() -> None:
    (gap,) = planned(cpi_pec=None).gaps
    assert (gap.kind, gap.ref) == ("address", FieldRef("cpi_pec"))
    assert gap.sentence == "Manca l'indirizzo PEC a cui scrivere: rispondi a «PEC del CPI»."


def test_addresses_are_each_once_and_what_is_none_is_told() -> None:
    state = state_with()
    given = occurrence_in(state)
    box = given.to[0]
    copies = (replace(box, address="A@pec.it"), replace(box, address=OFFICE.upper()), replace(box, address="a@pec.it"))
    plan = plan_sending(replace(given, cc=copies), state, READY)
    assert (plan.to, plan.cc, plan.ready) == ((OFFICE,), ("a@pec.it",), True)
    bad = Mailbox(box.ref, "PEC dell'azienda", "a@b.it\r\nBcc: c@d.it")
    plan = plan_sending(replace(given, cc=(bad,)), state, READY)
    assert (
        plan.cc == () and only_gap(plan)[1] == "L'indirizzo PEC in «PEC dell'azienda» non è scritto bene: correggilo."
    )
    assert only_gap(plan_sending(replace(given, to=()), state, READY))[0] == "address"


def test_the_checklist_stops_it_until_each_has_its_file_and_an_empty_file_is_none() -> None:
    kind, sentence = only_gap(planned(replace(READY, attachments={})))
    assert kind == "attachment" and sentence.startswith("Manca «Gli altri allegati che hai elencato»")
    empty = replace(READY, attachments={"altri": [AddedFile("vuoto.pdf", 0, lambda: b"")]})
    assert only_gap(planned(empty)) == (
        "empty", "Il file di «Gli altri allegati che hai elencato» è vuoto: aggiungi quello giusto.",
    )  # fmt: skip
    by_pen = planned(READY, modo_firma="penna")
    assert [each.attachment for each in by_pen.gaps] == ["identita"]
    assert planned(replace(READY, not_needed=frozenset({"identita"})), modo_firma="penna").ready


def test_the_weight_counts_every_recipient_and_the_office_s_own_limit() -> None:
    state = state_with()
    given = occurrence_in(state)
    heavy = with_document("relazione_calcolo", replace(PLAIN, size=12_000_000))
    assert plan_sending(given, state, heavy).ready
    twice = plan_sending(replace(given, cc=(replace(given.to[0], address="b@pec.it"),)), state, heavy)
    assert twice.weight.recipients == 2 and twice.weight.total == 2 * twice.weight.message
    kind, sentence = only_gap(twice)
    assert kind == "weight" and "per 2 destinatari" in sentence.replace("\u00a0", " ") and "30,0" in sentence
    small = state_with(cpi_pec_massimo="5")
    assert "la casella a cui scrivi ne accetta 5,0" in only_gap(plan_sending(occurrence_in(small), small, heavy))[1]
    assert plan_sending(occurrence_in(small), small, READY).ready
    large = state_with(cpi_pec_massimo="50")
    beyond = with_document("relazione_calcolo", replace(PLAIN, size=25_000_000))
    assert "una PEC ne porta 30,0" in only_gap(plan_sending(occurrence_in(large), large, beyond))[1]
    assert Weight(1, 0).limit == GUARANTEED and Weight(1, 3).limit == 10_000_000


def test_answers_that_the_text_lacks_are_counted() -> None:
    plan = planned(cpi_nome=None)
    gap = next(each for each in plan.gaps if each.kind == "blank")
    assert gap.sentence.replace("\u00a0", " ").startswith("Nel testo manca una risposta")


def test_nothing_is_read_until_it_is_prepared() -> None:
    def never() -> bytes:
        raise AssertionError

    assert planned(with_document("relazione_calcolo", DocumentFile(".pdf", 5, never))).ready


def test_the_box_that_the_user_chose_is_the_sender() -> None:
    assert planned(replace(READY, sender="altra@pec.esempio.it")).sender == "altra@pec.esempio.it"
    assert planned(azienda_pec=None).sender == "laspigalavoro@pec.esempio.it"
