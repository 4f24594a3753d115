"""The documents of a dossier on their way from export to office, as data: compared before anything is drawn again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from desktop_app.dossier_summary import DocumentStatus, Stage
from desktop_app.engine.forms.form import Document, Signer
from desktop_app.engine.italian import dates
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.gui.widgets.drawing.states import DOCUMENT_LOOKS, STEP_LOOKS, StateLook
from desktop_app.session.acts import Pen, Returned, Signature
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.chain_words import stage_words

ActionId = Literal["export", "open", "folder", "check", "pen"]
ACTION_WORDS: Final[dict[ActionId, tuple[str, str]]] = {
    "export": ("Esporta", "file-down"),
    "open": ("Apri", "eye"),
    "folder": ("Mostra nella cartella", "folder-open"),
    "check": ("Controlla di nuovo", "refresh-cw"),
    "pen": ("Registra firma a penna…", "pen-line"),
}
STAGE_LOOKS: Final[dict[Stage, tuple[str, str]]] = {
    "to_export": ("state-todo", "muted"), "superseded": ("history", "warn"), "exported": ("file-check", "accent"),
    "signing": ("state-doing", "accent"), "signed": ("badge-check", "ok"), "sent": ("send", "accent"),
    "delivered": ("state-done", "ok"), "protocolled": ("archive", "ok"), "withdrawn": ("undo-2", "muted"),
}  # fmt: skip
WENT: Final[tuple[Stage, ...]] = ("sent", "delivered", "protocolled")
DRAFT_ONLY: Final = "Si firma quando non manca più nessuna risposta."


@dataclass(frozen=True, slots=True)
class SignerItem:
    """Who has to sign a document, and whether that has happened."""

    label: str
    look: StateLook
    words: str
    office: bool = False  # it signs after the others, when it was sent the document

    @property
    def is_missing(self) -> bool:
        return self.look is STEP_LOOKS["todo"]


@dataclass(frozen=True, slots=True)
class UnknownSigner:
    """A good signature that proves no party: who signed, and the parties that it may be of (id and label)."""

    act: int
    key: str
    name: str
    parties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: its state in words, why it is so, who signs, and what can be done with it now."""

    id: str
    title: str
    stage: Stage
    look: StateLook
    detail: str = ""
    signers: tuple[SignerItem, ...] = ()
    unknown: tuple[UnknownSigner, ...] = ()
    actions: tuple[ActionId, ...] = ()

    @property
    def words(self) -> str:
        """Its state."""
        return self.look.words

    @property
    def is_unsigned(self) -> bool:
        """Whether somebody has to sign it before it goes: an office signs what it was sent."""
        return self.stage in ("exported", "signing") and any(
            each.is_missing and not each.office for each in self.signers
        )

    @property
    def is_waiting(self) -> bool:
        """Whether it has to be exported before anybody can sign it."""
        return self.stage in ("to_export", "superseded")


def document_rows(dossier: Dossier) -> list[DocumentRow]:
    """A row for each document that applies, in the order of the form."""
    documents = {each.spec.id: each for each in dossier.documents.applicable()}
    return [_row(documents[status.id], status, dossier) for status in dossier.document_statuses()]


def _row(document: Document, status: DocumentStatus, dossier: Dossier) -> DocumentRow:
    asked = [each for each in document.signers if dossier.state.holds(each.condition)]
    signers = tuple(_signers(asked, status, dossier)) if status.stage != "superseded" else ()
    unknown = tuple(_unknown(asked, status, dossier)) if status.lacking else ()
    look, detail = _state(status)
    if status.stage in ("exported", "signing") and not status.trouble:
        detail = " ".join(part for part in (detail, _left_to_sign(document, asked, dossier)) if part)
    return DocumentRow(
        status.id, status.title, status.stage, look, detail, signers, unknown, tuple(_actions(status, dossier))
    )


def _left_to_sign(document: Document, asked: Sequence[Signer], dossier: Dossier) -> str:
    """What is still empty for a party to fill in, and how: an envelope leaves no way, and neither does a pen."""
    from desktop_app.engine.documents.signing import left_to  # not when the window starts
    from desktop_app.engine.evaluation.sendings import signed_by_pen

    left = [field.spec.label for signer in asked for field in left_to(signer, document, dossier.state)]
    if not left:
        return ""
    named = ", ".join(dict.fromkeys(left))
    if signed_by_pen(dossier.state):
        return f"Restano righe vuote per chi firma dopo: {named}."
    return (
        f"Restano vuoti, per chi firma dopo: {named}. Si scrivono nei campi del PDF, anche dopo le prime firme. "
        "Se firmate in .p7m non si può più: chiedi prima questi dati, scrivili nella pratica ed esporta di nuovo."
    )


def _state(status: DocumentStatus) -> tuple[StateLook, str]:
    """The look of a state, with its words, and a sentence that says more."""
    icon, color = STAGE_LOOKS[status.stage]
    if status.state in ("draft", "problem", "todo") and status.stage in ("to_export", "superseded"):
        look = DOCUMENT_LOOKS[status.state]
        more = f"Quello esportato è superato: {status.change}." if status.change else DRAFT_ONLY
        return look, more
    words = capitalized(stage_words(status))
    if status.stage == "superseded":
        words, _, why = words.partition(": ")
        day = dates.with_article("il", dates.date(status.day)) if status.day else ""
        return StateLook(icon, color, words), f"Quello esportato {day} non vale più: {why or 'la pratica è cambiata'}."
    if status.stage == "signing":
        words = words.partition(": ")[0]
    if status.trouble:
        return StateLook("state-problem", "error", words), ""
    changed = status.stage in WENT and status.change
    detail = f"Dopo l'invio {status.change}: quello inviato resta com'era." if changed else ""
    return StateLook(icon, color, words), detail


def _signers(asked: Sequence[Signer], status: DocumentStatus, dossier: Dossier) -> Iterator[SignerItem]:
    for signer in asked:
        label = signer.spec.label.strip().removesuffix(":")
        if label in status.lacking or not status.signed:
            yield SignerItem(label, STEP_LOOKS["todo"], "non ancora", signer.spec.office)
        else:
            how = _how(signer.spec.id, status.id, dossier)
            yield SignerItem(label, STEP_LOOKS["done"], how, signer.spec.office)


def _how(signer: str, document: str, dossier: Dossier) -> str:
    """Who signed for a party, or on which day by pen; the last that is known."""
    for act in reversed(dossier.acts):
        if isinstance(act, Pen) and act.document == document and signer in act.signers:
            day = f" {dates.with_article('il', dates.date(act.day))}" if act.day else ""
            return f"firmato a penna{day}"
        if isinstance(act, Returned) and act.document == document:
            found = next((each for each in act.signatures if each.signer == signer and each.intact), None)
            if found is not None:
                return f"firmato da {found.name}" if found.name else "firmato"
    return "firmato"


def _unknown(asked: Sequence[Signer], status: DocumentStatus, dossier: Dossier) -> Iterator[UnknownSigner]:
    """Of the last file of a document that came back."""
    labels = ((each.spec.id, each.spec.label.strip().removesuffix(":")) for each in asked)
    known = (dossier.state.cells.get(each.spec.code) for each in asked if each.spec.code)
    codes = {_code(str(each.value)) for each in known if each is not None and each.value} - {""}
    open = tuple((id, label) for id, label in labels if label in status.lacking)
    acts = [each for each in dossier.acts if isinstance(each, Returned) and each.document == status.id]
    for act in acts[-1:]:
        for each in act.signatures:
            if _may_be_assigned(each) and _code(each.code) not in codes and act.state in ("partial", "complete"):
                yield UnknownSigner(act.number, each.key, each.name or "Chi ha firmato", open)


def _code(written: str) -> str:
    """A codice fiscale as it is compared: whose it is the dossier knows, and nobody needs to say."""
    return "".join(written.split()).upper()


def _may_be_assigned(signature: Signature) -> bool:
    return bool(signature.key) and signature.intact and not signature.signer and signature.certificate == "valid"


def _actions(status: DocumentStatus, dossier: Dossier) -> Iterator[ActionId]:
    if status.stage in ("to_export", "superseded"):
        if status.state in ("ready", "outdated"):
            yield "export"
        return
    yield "open"
    yield "folder"
    if any(isinstance(each, Returned) and each.document == status.id for each in dossier.acts):
        yield "check"
    if status.lacking and status.stage not in WENT:
        yield "pen"
