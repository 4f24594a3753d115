"""What is missing before a sending goes: a sentence each, which says what to do."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.engine.evaluation.signing_parties import signers
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document
from desktop_app.engine.italian.phrases import counted
from desktop_app.engine.italian.sizes import megabytes
from desktop_app.mail.message import GUARANTEED, is_address
from desktop_app.session.sendings.plan import DocumentFile, Gap, Given, SendingPlan

TOO_MANY = "Dividilo in più messaggi e scrivi in ciascuno quanti sono, oppure chiedi all'ufficio come mandarglieli."


def gaps(plan: SendingPlan, state: FormState, given: Given, blanks: int) -> Iterator[Gap]:
    """In the order in which they are done: answers, documents, attachments, then the message as a whole."""
    occurrence = plan.occurrence
    if not plan.is_portal:
        yield from _addresses(plan)
    for document in occurrence.documents:
        yield from _of_document(document, plan, state, given.documents.get(document.spec.id))
    for attachment in occurrence.attachments:
        if not given.attachments.get(attachment.id) and attachment.id not in given.not_needed:
            sentence = f"Manca «{attachment.label}»: aggiungi il file, oppure di' perché non serve."
            yield Gap("attachment", sentence, attachment=attachment.id)
    for file in plan.files:
        if file.size == 0:
            sentence = f"Il file di «{file.title}» è vuoto: aggiungi quello giusto."
            yield Gap("empty", sentence, document=file.document, attachment=file.attachment)
    if not plan.is_portal:
        yield from _of_message(plan, blanks)


def _addresses(plan: SendingPlan) -> Iterator[Gap]:
    what = "PEC" if plan.occurrence.spec.channel == "pec" else "e-mail"
    for box in plan.occurrence.to:
        if not box.address:
            yield Gap("address", f"Manca l'indirizzo {what} a cui scrivere: rispondi a «{box.label}».", box.ref)
    for box in plan.occurrence.cc:
        if not box.address:
            yield Gap(
                "address", f"Manca l'indirizzo {what} di chi lo riceve in copia: rispondi a «{box.label}».", box.ref
            )
    for box in (*plan.occurrence.to, *plan.occurrence.cc):
        if box.address and not is_address(box.address):
            yield Gap("address", f"L'indirizzo {what} in «{box.label}» non è scritto bene: correggilo.", box.ref)
    if not plan.occurrence.to:
        yield Gap("address", f"Non c'è nessuno a cui scrivere: nella pratica manca un indirizzo {what}.")


def _of_document(document: Document, plan: SendingPlan, state: FormState, file: DocumentFile | None) -> Iterator[Gap]:
    id, title = document.spec.id, document.spec.title
    to_sign = document in plan.occurrence.signed
    then = ", fallo firmare" if to_sign else ""
    if file is None or file.bozza:
        if not state.complete:
            sentence = f"«{title}» è ancora una bozza: completa la pratica, esportalo{then} e torna qui."
            yield Gap("draft", sentence, document=id)
        else:
            yield Gap("export", f"«{title}» non è ancora esportato: esportalo{then} e torna qui.", document=id)
        return
    if file.superseded:
        sentence = f"«{title}» è superato: {file.superseded}. Esportalo di nuovo{then} e torna qui."
        yield Gap("superseded", sentence, document=id)
    elif to_sign and (lacking := _lacking(document, state, file)):
        yield Gap("unsigned", f"«{title}» non è firmato come serve: {lacking}.", document=id)


def _lacking(document: Document, state: FormState, file: DocumentFile) -> str:
    """Who has not signed yet, as a clause; empty where nobody is missing."""
    wanted = {each.spec.id: each.spec.label.rstrip(" :") for each in signers(document, state)}
    if file.signing in ("all", "pen") or not wanted:
        return ""
    missing = [label for id, label in wanted.items() if file.signing == "nobody" or id in file.lacking]
    if not missing:
        return ""
    who = " e ".join([", ".join(f"«{each}»" for each in missing[:-1])] * (len(missing) > 1) + [f"«{missing[-1]}»"])
    return f"{'manca la firma' if len(missing) == 1 else 'mancano le firme'} {who}. Aggiungi il file firmato"


def _of_message(plan: SendingPlan, blanks: int) -> Iterator[Gap]:
    if blanks:
        many = counted(blanks, "una risposta", "{} risposte")
        lacks = "manca" if blanks == 1 else "mancano"
        yield Gap("blank", f"Nel testo {lacks} {many}: cerca le righe vuote, e completa la pratica.")
    weight = plan.weight
    if not weight.fits:
        copies = counted(weight.recipients, "un destinatario", "{} destinatari")
        fact = f"Il messaggio pesa {megabytes(weight.message)}, per {copies} {megabytes(weight.total)}"
        if weight.office_limit is not None and weight.message > weight.office_limit:
            why = f"la casella a cui scrivi ne accetta {megabytes(weight.office_limit)}"
        else:
            why = f"una PEC ne porta {megabytes(GUARANTEED)} in tutto"
        yield Gap("weight", f"{fact}: {why}. {TOO_MANY}")
