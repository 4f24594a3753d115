"""The states that the window shows, each with its shape, colour and Italian words."""

from __future__ import annotations

from typing import Final, NamedTuple


class State(NamedTuple):
    """Told apart by icon and words; the colour, a token of the theme, only adds to them."""

    icon: str
    color: str
    words: str


STEP: Final = {
    "todo": State("state-todo", "muted", "Da iniziare"),
    "doing": State("state-doing", "accent", "In corso"),
    "done": State("state-done", "ok", "Completo"),
    "problem": State("state-problem", "error", "C’è un problema"),
    "unneeded": State("state-unneeded", "muted", "Non serve in questa pratica"),
}
DOSSIER: Final = {
    "doing": State("state-doing", "accent", "In corso"),
    "problem": State("state-problem", "error", "Da correggere"),
    "ready": State("state-done", "ok", "Pronta"),
    "exported": State("file-check", "ok", "Esportata"),
    "sent": State("send", "accent", "Inviata"),
    "in_force": State("badge-check", "ok", "In vigore"),
    "closed": State("archive", "muted", "Conclusa"),
}
DOCUMENT: Final = {
    "todo": State("state-todo", "muted", "Non ancora"),
    "draft": State("state-doing", "accent", "Bozza"),
    "problem": State("state-problem", "error", "Bozza con problemi"),
    "ready": State("state-done", "ok", "Pronto"),
    "exported": State("file-check", "ok", "Esportato"),
    "sent": State("send", "accent", "Inviato"),
}
SEVERITY: Final = {
    "error": State("state-problem", "error", "Problema"),
    "warning": State("state-warning", "warn", "Avviso"),
    "note": State("info", "muted", "Nota"),
    "ok": State("state-done", "ok", "Va bene"),
}
ORIGIN: Final = {
    "computed": State("calculator", "muted", "calcolato"),
    "book": State("contact", "muted", "da Anagrafiche"),
    "default": State("calculator", "muted", "proposto da Commessa"),
    "overridden": State("pen-line", "warn", "sostituito, con motivo"),
    "unconfirmed": State("circle-question-mark", "warn", "da confermare con l’ufficio"),
}
