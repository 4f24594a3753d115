"""Where the dossier is on its way, and the one next thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.engine.italian.dates import date, with_article
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.signing.rows import WENT, DocumentRow
from desktop_app.gui.features.signing.sending.cards import Card
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.dossier import Dossier


class NextThing(NamedTuple):
    """A fact, what to do now, and the button for it; without an `action` there is none."""

    icon: str
    color: str
    fact: str
    text: str
    action: str = ""
    words: str = ""


def next_thing(dossier: Dossier, rows: Sequence[DocumentRow], cards: Sequence[Card] = ()) -> NextThing:
    """What stands at the top of Firma e invio: the first of these that holds."""
    if act := dossier.withdrawal:
        since = with_article("il", date(act.day)) if act.day else ""
        fact = f"Hai ritirato questa pratica {since}".strip() + "."
        return NextThing("undo-2", "muted", fact, f"{tidy(act.reason)} Le sue scadenze non contano più.".strip())
    if failed := [card for card in cards if card.state == "failed"]:
        return _to_mend(failed[0])
    errors = [each for each in dossier.state.problems if each.severity == "error"]
    if errors:
        return _to_answer(len(errors))
    if not rows:
        text = "I documenti compaiono qui appena le risposte li chiedono."
        return NextThing("state-unneeded", "muted", "Questa pratica non ha documenti da firmare.", text)
    return _of_documents(rows, cards, _is_signed(dossier)) or _of_sendings(rows, cards) or _done(cards)


ONE_DOCUMENT = {
    False: "Esportalo: poi lo ritrovi qui.",
    True: "Prima si esporta, poi si firma: da lì in poi nessuno lo deve più modificare.",
}


def _done(cards: Sequence[Card]) -> NextThing:
    text = "Tieni le ricevute: sono la prova." if cards else "I documenti sono nella cartella: da qui li apri."
    return NextThing("state-done", "ok", "Fatto: qui non resta niente da fare.", text)


def _is_signed(dossier: Dossier) -> bool:
    """Whether any of the documents that apply is signed by somebody."""
    documents = dossier.documents.applicable()
    return any(dossier.state.holds(signer.condition) for each in documents for signer in each.signers)


def _of_documents(rows: Sequence[DocumentRow], cards: Sequence[Card], is_signed: bool) -> NextThing | None:
    """To export, or to sign; None where nothing of that keeps the sendings."""
    outdated = [row for row in rows if row.stage == "superseded"]
    if outdated:
        which = outdated[0].title if len(outdated) == 1 else f"{len(outdated)} documenti"
        text = "Una risposta è cambiata dopo l'esportazione. Esporta di nuovo"
        text += ", poi rifai le firme." if is_signed else "."
        return NextThing("history", "warn", f"Superato: {which}.", text, "export", "Esporta di nuovo")
    waiting = [row for row in rows if row.is_waiting]
    if waiting and not any(row.stage in WENT for row in rows):
        words = counted(len(waiting), "un documento", "{} documenti")
        text, button = "Esportali: poi li ritrovi qui.", "Esporta i documenti"
        if is_signed:
            text = "Prima si esportano, poi si firmano: da lì in poi nessuno li deve più modificare."
        if len(rows) == 1:
            text, button = ONE_DOCUMENT[is_signed], "Esporta il documento"
        return NextThing("file-down", "accent", f"Da esportare: {words}.", text, "export", button)
    ready = [card for card in cards if card.state in ("ready", "prepared", "sent")]
    unsigned = [row for row in rows if row.is_unsigned]
    if unsigned and not ready:
        return _to_sign(unsigned, any(row.stage in ("signed", *WENT) for row in rows))
    return None


def _to_sign(rows: Sequence[DocumentRow], any_signed: bool) -> NextThing:
    some = [row for row in rows if row.stage == "signing"]
    if some:
        lacking = [signer.label for signer in some[0].signers if signer.is_missing and not signer.office]
        fact = f"«{some[0].title}»: {some[0].words[:1].lower()}{some[0].words[1:]}."
        text = f"Manca: {', '.join(lacking)}. Quando il file torna, trascinalo qui o premi «Aggiungi file…»."
        return NextThing("pen-line", "accent", fact, text, "add", "Aggiungi il file firmato…")
    if any_signed:
        who = ", ".join(signer.label for signer in rows[0].signers if signer.is_missing and not signer.office)
        text = f"Manca: {who}. Fallo firmare, qui sotto c'è come; quando torna, trascinalo in questa finestra."
        fact = f"Da firmare: {rows[0].title}."
        return NextThing("pen-line", "accent", fact, text, "add", "Aggiungi il file firmato…")
    text = "Mandali a chi li firma: qui sotto c'è come si fa. Quando tornano firmati, trascinali in questa finestra."
    return NextThing(
        "pen-line", "accent", "I documenti sono esportati: adesso si firmano.", text, "add", "Aggiungi i file firmati…"
    )


def _of_sendings(rows: Sequence[DocumentRow], cards: Sequence[Card]) -> NextThing | None:
    """The first sending that waits for the user."""
    by_state = {card.state: card for card in reversed(cards)}
    if card := by_state.get("ready"):
        text = "Ci sono i file, il destinatario e il testo: prepara la cartella, poi lo invii dalla tua PEC."
        if card.is_portal:
            text = "Prepara la cartella, poi presenti tutto nel portale, copiando i valori da qui."
        return NextThing("send", "accent", f"Pronto da inviare: {card.title}.", text, f"prepare:{card.key}",
                         "Prepara la cartella")  # fmt: skip
    if card := by_state.get("prepared"):
        text = "Invialo dalla tua casella PEC. Poi trascina qui le ricevute: ti dico se è arrivato."
        if card.is_portal:
            text = "Presentalo nel portale, poi segna qui sotto il giorno."
        return NextThing("send", "accent", f"Da inviare: {card.title}.", text, f"show_folder:{card.key}",
                         "Apri la cartella")  # fmt: skip
    if card := by_state.get("sent"):
        text = "Aspetta la ricevuta di consegna, e trascinala qui: è quella che prova che è arrivato."
        return NextThing("send", "accent", f"{card.words}: {card.title}.", text, "add", "Aggiungi le ricevute…")
    unsigned = [row for row in rows if row.is_unsigned]
    if unsigned:
        return _to_sign(unsigned, any(row.stage in ("signed", *WENT) for row in rows))
    if card := by_state.get("gaps"):
        text = card.gaps[0].sentence if card.gaps else ""
        return NextThing("send", "accent", f"Da completare: {card.title}.", text)
    return None


def _to_mend(card: Card) -> NextThing:
    text = card.trouble or "Guarda la ricevuta qui sotto, correggi e invia di nuovo."
    return NextThing("state-problem", "error", f"{card.words}: {card.title}.", text)


def _to_answer(many: int) -> NextThing:
    what = counted(many, "c'è una risposta da sistemare", "ci sono {} risposte da sistemare")
    fact = f"Prima di firmare {what}."
    text = "Nel Riepilogo c'è l'elenco: quando è vuoto, i documenti si esportano con i campi di firma."
    return NextThing("list-checks", "accent", fact, text, "summary", "Vai al Riepilogo")
