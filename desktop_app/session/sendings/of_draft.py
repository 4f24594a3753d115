"""The sendings of a draft that nobody keeps acts of: its documents as they are made now, signed by nobody yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop_app.engine.evaluation.sendings import SendingOccurrence, sendings
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.faults import DraftFault, suggestion
from desktop_app.engine.forms.form import Document
from desktop_app.mail.code import make_code
from desktop_app.session.dossier import Dossier
from desktop_app.session.reference import identity
from desktop_app.session.sendings.plan import DocumentFile, Given, SendingPlan
from desktop_app.session.sendings.planning import plan_sending
from desktop_app.session.sendings.prepared import prepare
from desktop_app.session.sendings.receipts import SentMessage


def choose(state: FormState, ids: Sequence[str]) -> list[SendingOccurrence]:
    """The sendings asked for, all that apply where none is named. Raises DraftFault on an unknown one."""
    found = sendings(state)
    offered = {each.spec.id for each in found}
    for id in ids:
        if id not in {each.spec.id for each in state.form.sendings}:
            raise DraftFault(f"L'invio «{id[:60]}» non c'è in questo modulo.{suggestion(id, offered)}")
        if id not in offered:
            raise DraftFault(f"L'invio «{id}» non serve in questa pratica.")
    return [each for each in found if not ids or each.spec.id in ids]


def plans_of_draft(occurrences: Iterable[SendingOccurrence], dossier: Dossier) -> Iterator[SendingPlan]:
    """Sendings with their documents made now, each document once. Raises PdfFault."""
    made: dict[str, DocumentFile] = {}
    for occurrence in occurrences:
        for each in occurrence.documents:
            if each.spec.id not in made:
                made[each.spec.id] = _made(each, dossier)
        code = code_of(dossier.state, occurrence.key)
        yield plan_sending(occurrence, dossier.state, Given(made, code=code))


def sent_messages(dossier: Dossier) -> list[SentMessage]:
    """The sendings of a draft as receipts may be about them. Raises PdfFault."""
    messages = (each for each in sendings(dossier.state) if each.spec.channel != "portal")
    return [
        SentMessage("", plan.key, plan.code, prepare(plan).sent_files(), plan.to, plan.cc)
        for plan in plans_of_draft(messages, dossier)
    ]


def code_of(state: FormState, key: str) -> str:
    """The code of a sending of a draft."""
    return make_code(0, identity(state), key)


def _made(document: Document, dossier: Dossier) -> DocumentFile:
    data = dossier.documents.pdf(document)
    return DocumentFile(".pdf", len(data), lambda: data, bozza=not dossier.state.complete)
