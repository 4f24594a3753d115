"""Receipts of sendings: in whatever order they come, each finds its own, and proves no more than it does."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from dataclasses import replace

import pytest

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.mail.receipt import Receipt, read
from desktop_app.session.acts import SentFile
from desktop_app.session.sendings.prepared import prepare
from desktop_app.session.sendings.receipt_words import kind_words, provider_words, reason, say
from desktop_app.session.sendings.receipts import (
    FileProof,
    Link,
    SentMessage,
    delivered_at,
    learn,
    link,
    link_all,
    offers,
    proofs,
    recipients,
    unexpected_files,
)
from tests.support import pec
from tests.support.signing import mara, p7m
from tests.unit.session.sending import OFFICE, PDF, READY, occurrence_in, planned, state_with

PREPARED = prepare(planned())
SENT = SentMessage("d12", "comunicazione", "C12-7K3Q", PREPARED.sent_files(), (OFFICE,), ("coop@pec.esempio.it",))
OTHER = SentMessage("d13", "comunicazione", "C13-AAAA", (SentFile("x.pdf", "0" * 64, "0" * 40),), ("altro@pec.it",))
MAIL = pec.as_sent(PREPARED.eml())
NO_CODE = {"subject": "senza codice"}


def told(kind: str, **more: object) -> pec.Told:
    return replace(pec.Told(kind), **more)  # type: ignore[arg-type]  # the fields of what was told, by their names


DELIVERY = read(pec.receipt(told("avvenuta-consegna"), MAIL))
BARE_DELIVERY = read(pec.receipt(told("avvenuta-consegna", **NO_CODE), MAIL.replace(b"C12", b"C99")))
BARE = [read(pec.receipt(told(kind, **NO_CODE))) for kind in ("accettazione", "presa-in-carico", "errore-consegna")]
ANSWER = read(
    pec.envelope(pec.ordinary("Re: saluti", [("Conferma.xml", pec.conferma())], In_Reply_To="<m1@pec.esempio.it>"))
)


def test_of_files_in_one_zip_the_zip_is_what_a_delivery_proves() -> None:
    zipped = prepare(planned(replace(READY, zipped=True)))
    sent = replace(SENT, files=zipped.sent_files())
    delivery = read(pec.receipt(told("avvenuta-consegna", **NO_CODE), pec.as_sent(zipped.eml())))
    assert link(delivery, [OTHER, sent]) == Link(sent, "hash")
    assert proofs(delivery, sent) == (FileProof(zipped.plan.zip_name, "identical"),)
    assert unexpected_files(delivery, sent) == ()


# --- the link ------------------------------------------------------------------------------------------------


def test_a_file_links_and_a_code_links_where_nothing_else_does() -> None:
    assert link(BARE_DELIVERY, [OTHER, SENT]) == Link(SENT, "hash")
    accepted = read(pec.receipt(told("accettazione")))
    assert link(accepted, [OTHER, SENT]) == Link(SENT, "code")
    assert link(BARE[0], [OTHER, SENT]) is None and link(Receipt("unknown"), [SENT]) is None


def test_what_one_teaches_links_the_others_whatever_their_order() -> None:
    receipts = [*BARE, BARE_DELIVERY, ANSWER]
    for order in itertools.permutations(receipts):
        links = link_all(order, [OTHER, SENT])
        assert [each and (each.sent.dossier, each.sent.message_ids) for each in links] == [
            ("d12", frozenset({"m1@pec.esempio.it"}))
        ] * len(receipts)


def test_a_message_id_counts_more_than_a_code_that_anybody_can_write() -> None:
    known = learn(SENT, DELIVERY)
    forged = read(pec.receipt(told("accettazione", subject="rif. C13-AAAA")))
    assert link(forged, [OTHER, known]) == Link(known, "message_id")


def test_an_answer_of_the_office_teaches_no_message_id_of_ours() -> None:
    assert learn(SENT, replace(DELIVERY, about="")) == SENT
    assert learn(SENT, ANSWER) == SENT and learn(SENT, read(pec.ordinary("rif. C12-7K3Q"))) == SENT


def test_of_two_sendings_with_the_same_document_the_one_with_more_of_the_files_counts() -> None:
    one = replace(SENT, key="affidamento", code="C12-0000", files=SENT.files[:1])
    assert link(BARE_DELIVERY, [one, SENT]) == Link(SENT, "hash")


def test_of_a_sending_made_ready_twice_the_message_whose_files_came_is_meant() -> None:
    """Else the receipt of the first would say that something else arrived, or prove the second."""
    ids = frozenset({DELIVERY.about})
    first = replace(SENT, number=4, message_ids=ids)
    second = replace(SENT, number=9, message_ids=ids, files=(SentFile("x.pdf", "0" * 64, "0" * 40),))
    assert link(DELIVERY, [second, first]) == Link(first, "message_id")
    assert link(BARE[0], [second, first]) == Link(second, "message_id")


def test_a_stranger_s_receipt_is_nobody_s() -> None:
    stranger = read(
        pec.receipt(told("avvenuta-consegna", about="<x@y>", **NO_CODE), pec.ordinary(files=[("z.pdf", b"z")]))
    )
    assert link_all([stranger, DELIVERY], [SENT, OTHER])[0] is None


# --- what is proved ------------------------------------------------------------------------------------------


def states(receipt: Receipt, sent: SentMessage = SENT) -> list[str]:
    return [each.state for each in proofs(receipt, sent)]


def test_a_full_receipt_proves_each_file() -> None:
    assert states(DELIVERY) == ["identical"] * 4 and unexpected_files(DELIVERY, SENT) == ()
    said = say(DELIVERY, Link(SENT, "hash"))
    assert said.tone == "ok" and said.fact.endswith("ciò che è arrivato è identico a ciò che hai preparato.")


def test_a_short_receipt_proves_by_the_hash_and_one_without_files_proves_nothing() -> None:
    hashes = [(f"{each.name}.hash", each.sha1.encode()) for each in SENT.files]
    short = read(pec.receipt(told("avvenuta-consegna", extent="breve"), pec.ordinary(files=hashes)))
    assert states(short) == ["identical"] * 4
    none = read(pec.receipt(told("avvenuta-consegna", extent="sintetica")))
    assert states(none) == ["unknown"] * 4
    assert "non prova quali sono arrivati" in say(none, Link(SENT, "code")).fact
    assert states(read(pec.receipt(told("accettazione")))) == []
    assert states(read(pec.receipt(told("avvenuta-consegna")))) == ["unknown"] * 4  # some program took the message off
    bare = read(pec.receipt(told("avvenuta-consegna"), pec.ordinary()))
    assert states(bare) == ["missing"] * 4 and "senza «01_" in say(bare, Link(SENT, "code")).fact


def test_another_file_a_missing_one_and_one_more_are_told() -> None:
    names = [each.name for each in SENT.files]
    files = [(names[0], PDF), (names[1], b"altro contenuto"), ("aggiunto.pdf", b"x"), (names[3], b"xyz")]
    found = read(pec.receipt(told("avvenuta-consegna"), pec.ordinary(files=files)))
    sent = replace(SENT, files=SENT.files[:2])
    assert states(found, sent) == ["identical", "different"]
    said = say(found, Link(sent, "code"))
    assert said.tone == "error" and "con un altro contenuto in «02_" in said.fact
    gone = replace(SENT, files=(SENT.files[0], SentFile("9.pdf", "9" * 64, "9" * 40)))
    assert states(found, gone) == ["identical", "missing"] and "senza «9.pdf»" in say(found, Link(gone, "code")).fact
    more = replace(SENT, files=SENT.files[:1] + SENT.files[3:])
    assert unexpected_files(found, more) == (names[1], "aggiunto.pdf")
    assert say(found, Link(more, "code")).tone == "warning"


def test_the_same_document_in_another_envelope_is_told_as_that() -> None:
    name, signed = "01.pdf.p7m", p7m(PDF, mara())
    sent = replace(SENT, files=(SentFile(name, "1" * 64, "1" * 40, hashlib.sha256(PDF).hexdigest()),))
    found = read(pec.receipt(told("avvenuta-consegna"), pec.ordinary(files=[(name, signed)])))
    assert states(found, sent) == ["same_document"]
    fact = say(found, Link(sent, "hash")).fact
    assert fact.endswith("i documenti sono quelli preparati, in un'altra busta firmata.")


# --- how far it is -------------------------------------------------------------------------------------------

COPY = read(
    pec.receipt(told("avvenuta-consegna", recipients=("coop@pec.esempio.it",), at=pec.CLOCK + dt.timedelta(1)), MAIL)
)


def test_each_recipient_has_a_state_and_the_office_s_delivery_is_the_day_that_counts() -> None:
    both = (OFFICE, "coop@pec.esempio.it")
    accepted = read(pec.receipt(told("accettazione", recipients=both)))
    assert [each.state for each in recipients(SENT, [accepted])] == ["accepted", "accepted"]
    assert [each.state for each in recipients(SENT, [DELIVERY, accepted])] == ["delivered", "accepted"]
    assert [each.state for each in recipients(SENT, [])] == ["waiting", "waiting"]
    assert delivered_at(SENT, [accepted, COPY]) is None  # the copy is nobody whom it was written to
    assert delivered_at(SENT, [COPY, DELIVERY, accepted]) == pec.CLOCK


@pytest.mark.parametrize(
    ("kind", "state"),
    [("presa-in-carico", "taken"), ("preavviso-errore-consegna", "delayed"), ("errore-consegna", "failed"),
     ("non-accettazione", "failed"), ("rilevazione-virus", "failed")],
)  # fmt: skip
def test_every_kind_has_its_state(kind: str, state: str) -> None:
    assert recipients(SENT, [read(pec.receipt(told(kind)))])[0].state == state


def test_a_delivery_after_a_failure_counts_and_a_forged_one_does_not() -> None:
    failed = read(pec.receipt(told("errore-consegna")))
    assert recipients(SENT, [failed, DELIVERY])[0].state == "delivered"
    raw = pec.receipt(told("avvenuta-consegna"), MAIL)
    forged = read(raw.replace(b"Ricevuta di prova", b"Ricevuta di Prova"))
    assert forged.signed is False and recipients(SENT, [failed, forged])[0].state == "failed"
    assert list(offers(forged, occurrence_in(state_with()))) == []
    said = say(forged, Link(SENT, "hash"))
    assert said.tone == "error" and "non conta" in said.fact and "segna il giorno a mano" in said.remedy


# --- what the dossier gains ----------------------------------------------------------------------------------


def test_the_day_of_delivery_and_the_number_of_protocol_are_offered() -> None:
    occurrence = occurrence_in(state_with())
    (offer,) = offers(DELIVERY, occurrence)
    assert (offer.ref, offer.value) == (FieldRef("data_comunicazione"), dt.date(2026, 11, 29))
    (offer,) = offers(ANSWER, occurrence)
    assert (offer.ref, offer.value) == (FieldRef("protocollo_comunicazione"), "0012345")
    assert list(offers(read(pec.receipt(told("accettazione"))), occurrence)) == []
    assert list(offers(DELIVERY, replace(occurrence, date=None))) == []
    assert list(offers(ANSWER, replace(occurrence, protocol=None))) == []


def test_the_day_is_that_of_the_provider_s_own_clock() -> None:
    late = pec.CLOCK.replace(hour=0, minute=30)  # the day before, in Greenwich
    (offer,) = offers(read(pec.receipt(told("avvenuta-consegna", at=late), MAIL)), occurrence_in(state_with()))
    assert offer.value == dt.date(2026, 11, 29)


# --- the words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "detail", "why", "what"),
    [
        ("no-dest", "", "la casella non esiste", "Indice PA"),
        ("altro", "5.1.1 - infocert.it - casella inesistente", "la casella non esiste", "Indice PA"),
        ("altro", "5.2.2 mailbox quota exceeded", "la casella è piena", "prova che hai scritto"),
        ("altro", "552 message size exceeds limit", "troppo grande", "Dividi i file"),
        ("no-dominio", "", "il dominio dell'indirizzo non esiste", "chiocciola"),
        ("virus", "", "preso per un virus", "antivirus"),
        ("altro", "5.9.9 boh", "5.9.9 boh", "Correggi e invia di nuovo"),
        ("", "", "il gestore non dice perché", "Correggi e invia di nuovo"),
    ],
)
def test_a_failure_says_why_and_what_to_do(error: str, detail: str, why: str, what: str) -> None:
    found = read(pec.receipt(told("errore-consegna", error=error, detail=detail)))
    said = say(found, None)
    assert said.tone == "error" and said.fact.startswith(f"Non consegnata a {OFFICE} il 29/11/2026 alle 10:42: ")
    assert why in said.fact and what in said.remedy


def test_every_kind_has_a_sentence_and_says_what_it_is_not() -> None:
    sentences = {
        "accettazione": "il messaggio è partito", "non-accettazione": "Il messaggio non è partito",
        "presa-in-carico": "In viaggio", "preavviso-errore-consegna": "Non ancora consegnata",
        "rilevazione-virus": "preso per un virus", "mai-vista": "tipo non conosciuto («mai-vista»)",
    }  # fmt: skip
    for kind, words in sentences.items():
        found = read(pec.receipt(told(kind)))
        assert words in say(found, None).fact and kind_words(found)
    assert reason(read(pec.receipt(told("rilevazione-virus")))) == "virus"
    assert (
        "non è una PEC"
        in say(replace(read(pec.receipt(told("accettazione"))), recipients=(("a@b.it", False),)), None).fact
    )
    assert "non PEC" in say(read(pec.envelope(pec.ordinary("x"), anomaly=True)), None).fact
    assert say(read(pec.ordinary("x")), None).fact == "È un messaggio, ma non una ricevuta PEC."
    assert say(read(pec.envelope(pec.ordinary("x"))), None).fact.startswith(f"PEC ricevuta da {OFFICE} il 29/11/2026")


@pytest.mark.parametrize(
    ("file", "tone", "words"),
    [
        (pec.conferma(), "ok", "L'ufficio ha protocollato il tuo messaggio: n. 0012345 del 01/12/2026."),
        (pec.segnatura(), "note", "Protocollo dell'ufficio: n. 0012345"),
        (
            b"<NotificaEccezione><Motivo>firma scaduta</Motivo></NotificaEccezione>",
            "error",
            "messaggio: firma scaduta.",
        ),
        (b"<AnnullamentoProtocollazione/>", "warning", "ha annullato il protocollo che aveva dato."),
    ],
)
def test_an_office_s_protocol_says_whose_number_it_is(file: bytes, tone: str, words: str) -> None:
    said = say(read(file), None)
    assert said.tone == tone and words in said.fact
    inside = say(read(pec.envelope(pec.ordinary("Re: x", [("conferma.xml", file)]))), None)
    assert inside.tone == tone and inside.fact.endswith(said.fact)


def test_who_vouches_for_it_is_said_without_claiming_more() -> None:
    assert provider_words(DELIVERY) == (
        "Integra, firmata da Gestore di Prova S.p.A. (certificatore PEC di prova, non confrontato con un elenco)."
    )
    assert "Senza la firma del gestore" in provider_words(replace(DELIVERY, signed=None))
    assert provider_words(replace(DELIVERY, signed=False, why="manca")) == "La firma del gestore non torna: manca."


def test_headers_that_anybody_can_write_certify_nothing() -> None:
    """Neither a provider's signature nor its daticert.xml: such a message delivers nothing."""
    for kind in ("avvenuta-consegna", "accettazione"):
        head = pec.headers(X_Ricevuta=kind, From=pec.PROVIDER, To=pec.COOP, Subject=f"CONSEGNA: {told(kind).subject}")
        found = read(head + pec.multipart([pec.text_part()]))
        said = say(found, Link(SENT, "code"))
        assert (said.tone, "non conta" in said.fact, "daticert.xml" in said.fact) == ("error", True, True)
        assert delivered_at(SENT, [found]) is None and not list(offers(found, occurrence_in(state_with())))
