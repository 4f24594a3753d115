"""How each state looks in the window: its icon, colour and Italian words, by the id of the state."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple


class StateLook(NamedTuple):
    """Icon, colour (a token of the theme) and words; icon and words alone tell states apart, colour only adds."""

    icon: str
    color: str
    words: str


STEP_LOOKS: Final = {
    "todo": StateLook("state-todo", "muted", "Da iniziare"),
    "doing": StateLook("state-doing", "accent", "In corso"),
    "done": StateLook("state-done", "ok", "Completo"),
    "problem": StateLook("state-problem", "error", "C’è un problema"),
    "unneeded": StateLook("state-unneeded", "muted", "Non serve in questa pratica"),
    "optional": StateLook("state-todo", "muted", "Facoltativo"),
    "proposed": StateLook("calculator", "muted", "Compilato da Commessa"),
}
DOSSIER_LOOKS: Final = {
    "doing": StateLook("state-doing", "accent", "In corso"),
    "problem": StateLook("state-problem", "error", "Da correggere"),
    "ready": StateLook("state-done", "ok", "Pronta"),
    "to_export": StateLook("file-down", "accent", "Pronta da esportare"),
    "exported": StateLook("file-check", "ok", "Esportata"),
    "to_sign": StateLook("pen-line", "accent", "Da firmare"),
    "to_send": StateLook("upload", "accent", "Da inviare"),
    "sent": StateLook("send", "accent", "Inviata"),
    "delivered": StateLook("check", "ok", "Consegnata"),
    "protocolled": StateLook("badge-check", "ok", "Protocollata"),
    "withdrawn": StateLook("undo-2", "muted", "Ritirata"),
    "damaged": StateLook("state-warning", "error", "Rovinata"),
}
DOCUMENT_LOOKS: Final = {
    "todo": StateLook("state-todo", "muted", "Non ancora"),
    "draft": StateLook("state-doing", "accent", "Bozza"),
    "problem": StateLook("state-problem", "error", "Bozza con problemi"),
    "ready": StateLook("state-done", "ok", "Pronto"),
    "outdated": StateLook("history", "warn", "Superato"),
    "exported": StateLook("file-check", "ok", "Esportato"),
    "signing": StateLook("pen-line", "accent", "Firmato in parte"),
    "signed": StateLook("pen-line", "ok", "Firmato"),
    "sent": StateLook("send", "accent", "Inviato"),
    "delivered": StateLook("check", "ok", "Consegnato"),
    "protocolled": StateLook("badge-check", "ok", "Protocollato"),
}
Urgency = Literal["overdue", "urgent", "soon", "later"]  # of a deadline that is not met
URGENCY_COLORS: Final[dict[Urgency, str]] = {"overdue": "error", "urgent": "warn"}  # their icon is a clock with a mark
SEVERITY_LOOKS: Final = {
    "error": StateLook("state-problem", "error", "Problema"),
    "warning": StateLook("state-warning", "warn", "Avviso"),
    "note": StateLook("info", "muted", "Nota"),
    "ok": StateLook("state-done", "ok", "Va bene"),
}
ORIGIN_LOOKS: Final = {
    "computed": StateLook("calculator", "muted", "calcolato"),
    "book": StateLook("contact", "muted", "da Anagrafiche"),
    "default": StateLook("calculator", "muted", "proposto da Commessa"),
    "overridden": StateLook("pen-line", "warn", "sostituito, con motivo"),
    "unconfirmed": StateLook("circle-question-mark", "warn", "da confermare con l’ufficio"),
}
# An outstanding item of a dossier: a problem to correct, missing answers, a warning.
OUTSTANDING_LOOKS: Final = {
    "error": SEVERITY_LOOKS["error"],
    "missing": STEP_LOOKS["doing"],
    "warning": SEVERITY_LOOKS["warning"],
}
