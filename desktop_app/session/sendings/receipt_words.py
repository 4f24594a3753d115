"""What a receipt says, in sentences: what it proves, what it does not, and what to do where something went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from desktop_app.engine.italian.dates import date, with_article
from desktop_app.engine.italian.phrases import counted
from desktop_app.mail.receipt import (
    ACCEPTED,
    ANOMALY,
    DELIVERED,
    ENVELOPE,
    NOT_ACCEPTED,
    NOT_DELIVERED,
    NOT_YET,
    SEGNATURA,
    TAKEN,
    UNKNOWN,
    VIRUS,
    Receipt,
)
from desktop_app.session.sendings.receipts import FileProof, Link, is_credible, proofs, unexpected_files

Tone = Literal["ok", "note", "warning", "error"]
KINDS: Final = {
    ACCEPTED: "accettazione", NOT_ACCEPTED: "avviso di non accettazione", TAKEN: "presa in carico",
    DELIVERED: "consegna", NOT_DELIVERED: "mancata consegna", NOT_YET: "preavviso di mancata consegna",
    VIRUS: "avviso di virus", ENVELOPE: "messaggio PEC ricevuto", ANOMALY: "messaggio che non è PEC",
    SEGNATURA: "segnatura di protocollo", UNKNOWN: "altro messaggio",
}  # fmt: skip
UNLINKED: Final = "Non so a quale invio si riferisce: non ha un codice, un file o un messaggio che conosco."
BARE: Final = "non ha la firma del gestore e nemmeno il suo file daticert.xml, chiunque può scriverla"
AGAIN: Final = "Correggi e invia di nuovo."
_REASONS: Final = (  # what providers write in errore-esteso, for the many errors that are only "altro"
    (r"5\.1\.1|inesistent|unknown|does not exist|no such|non esist|not found", "no-dest"),
    (r"5\.2\.2|quota|pien[ao]|full", "full"),
    (r"5\.3\.4|\b552\b|troppo grande|size|dimension", "size"),
    (r"5\.1\.2|5\.4\.4|host|dominio|domain", "no-dominio"),
)
_WHY: Final = {
    "no-dest": (
        "la casella non esiste",
        "Cerca la PEC giusta nell'Indice PA (di un'impresa: in INI-PEC), correggila e invia di nuovo.",
    ),
    "no-dominio": (
        "il dominio dell'indirizzo non esiste",
        "Controlla che cosa c'è dopo la chiocciola, correggilo e invia di nuovo.",
    ),
    "full": (
        "la casella è piena",
        "Avvisa chi la usa e invia di nuovo. Conserva questa ricevuta: prova che hai scritto.",
    ),
    "size": (
        "il messaggio è troppo grande per quella casella",
        "Dividi i file in più messaggi, scrivi in ciascuno quanti sono, e invia di nuovo.",
    ),
    "virus": (
        "un file è stato preso per un virus",
        "Controlla i file con un antivirus, poi prepara di nuovo l'invio.",
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A fact, how good it is, and what to do next (empty where nothing)."""

    tone: Tone
    fact: str
    remedy: str = ""


def kind_words(receipt: Receipt) -> str:
    """What a receipt is called."""
    return KINDS.get(receipt.kind, f"tipo non conosciuto («{receipt.kind[:60]}»)")


def say(receipt: Receipt, linked: Link | None) -> Said:
    """The main thing that it says. Never that something is proved which the provider's signature does not hold."""
    if receipt.is_certified and not is_credible(receipt):
        why = receipt.why if receipt.signed is False else BARE
        fact = f"Questa ricevuta ({kind_words(receipt)}) non conta: {why}."
        remedy = "Scaricala di nuovo dalla webmail come .eml. Se sai che è vera, segna il giorno a mano."
        return Said("error", fact, remedy)
    if receipt.kind == DELIVERED:
        return _delivered(receipt, linked)
    if receipt.kind in _SAYS:
        return _SAYS[receipt.kind](receipt)
    fact = f"È una ricevuta di un {kind_words(receipt)}: la conservo com'è."
    return Said("note", fact, "Leggila nel tuo programma di posta.")


def _delivered(receipt: Receipt, linked: Link | None) -> Said:
    fact = f"Consegnata{_to(receipt)}{_when(receipt)}"
    if linked is None:
        return Said("ok", f"{fact}.")
    found = proofs(receipt, linked.sent)
    if bad := [each for each in found if each.state in ("different", "missing")]:
        remedy = "Guarda che cosa hai inviato: se non è ciò che volevi, invia di nuovo."
        return Said("error", f"{fact}, ma {_differs(bad)}.", remedy)
    if added := unexpected_files(receipt, linked.sent):
        more = counted(len(added), "un file che non hai preparato qui", "{} file che non hai preparato qui")
        return Said("warning", f"{fact}, con {more}: {_names(added)}.", "Controlla che andassero inviati.")
    if any(each.state == "unknown" for each in found):
        remedy = "Il prossimo invio fallo con la ricevuta completa."
        return Said("ok", f"{fact}. La ricevuta non porta i file: non prova quali sono arrivati.", remedy)
    if all(each.state == "identical" for each in found):
        same = "ciò che è arrivato è identico a ciò che hai preparato"
        return Said("ok", f"{fact}: {same}." if found else f"{fact}.")
    return Said("ok", f"{fact}: i documenti sono quelli preparati, in un'altra busta firmata.")


def _differs(bad: Sequence[FileProof]) -> str:
    other = [each.name for each in bad if each.state == "different"]
    missing = [each.name for each in bad if each.state == "missing"]
    parts = [f"con un altro contenuto in {_names(other)}"] if other else []
    return " e ".join([*parts, f"senza {_names(missing)}"] if missing else parts)


def _accepted(receipt: Receipt) -> Said:
    fact = f"Accettata{_when(receipt)}: il messaggio è partito."
    ordinary = [address for address, certified in receipt.recipients if not certified]
    if ordinary:
        is_none = "non è una PEC" if len(ordinary) == 1 else "non sono PEC"
        return Said("warning", f"{fact} {_names(ordinary)} {is_none}.", "Da lì non arriverà la ricevuta di consegna.")
    return Said("ok", fact, "Aspetta la consegna: una ricevuta per ogni destinatario.")


def _taken(receipt: Receipt) -> Said:
    fact = f"In viaggio{_when(receipt)}: il gestore di chi riceve l'ha presa in carico."
    return Said("note", fact, "Aspetta la consegna.")


def _delayed(receipt: Receipt) -> Said:
    fact = f"Non ancora consegnata{_to(receipt)}: il gestore riprova, fino a 24 ore dall'invio."
    return Said("warning", fact, "Se arriva la mancata consegna, controlla l'indirizzo e invia di nuovo.")


def _failed(receipt: Receipt) -> Said:
    why, remedy = _WHY.get(reason(receipt), (receipt.detail or "il gestore non dice perché", AGAIN))
    if receipt.kind == NOT_ACCEPTED:
        return Said("error", f"Non accettata{_when(receipt)}: {why}. Il messaggio non è partito.", remedy)
    return Said("error", f"Non consegnata{_to(receipt)}{_when(receipt)}: {why}.", remedy)


def reason(receipt: Receipt) -> str:
    """Why a message failed: the provider's error, or what its detail means where that is only "altro"."""
    if receipt.kind == VIRUS or receipt.error == "virus":
        return "virus"
    if receipt.error in _WHY:
        return receipt.error
    text = receipt.detail.lower()
    return next((name for pattern, name in _REASONS if re.search(pattern, text)), receipt.error)


def _anomaly(receipt: Receipt) -> Said:
    fact = f"Messaggio di posta comune{_from(receipt)}, non PEC."
    return Said("note", fact, "Leggilo: non prova né data né mittente come una PEC.")


def _other(_: Receipt) -> Said:
    remedy = "Cerca nella casella PEC la ricevuta, e salvala come .eml."
    return Said("note", "È un messaggio, ma non una ricevuta PEC.", remedy)


def _protocol(receipt: Receipt) -> Said:
    found = receipt.protocol
    if found is None:
        return _other(receipt)
    day = f" {with_article('del', date(found.date))}" if found.date else ""
    number = f"n. {found.number}{day}" if found.number else "che aveva dato"
    match found.kind:
        case "conferma":
            return Said("ok", f"L'ufficio ha protocollato il tuo messaggio: {number}.")
        case "eccezione":
            why = found.reason or "non dice perché"
            return Said("error", f"L'ufficio non ha protocollato il messaggio: {why}.", AGAIN)
        case "annullamento":
            return Said(
                "warning", f"L'ufficio ha annullato il protocollo {number}.", "Chiedi all'ufficio che cosa fare."
            )
        case "aggiornamento":
            return Said("note", f"L'ufficio ha aggiornato il protocollo {number}.")
    remedy = "È il numero del messaggio dell'ufficio: quello dato al tuo sta nella sua conferma, se la manda."
    return Said("note", f"Protocollo dell'ufficio: {number}.", remedy)


def _envelope(receipt: Receipt) -> Said:
    fact = f"PEC ricevuta{_from(receipt)}{_when(receipt)}."
    if receipt.protocol is None:
        return Said("note", fact, "Leggila: se dice un numero di protocollo, scrivilo nella pratica.")
    told = _protocol(receipt)
    return Said(told.tone, f"{fact} {told.fact}", told.remedy)


_SAYS: Final[dict[str, Callable[[Receipt], Said]]] = {
    ACCEPTED: _accepted, TAKEN: _taken, NOT_ACCEPTED: _failed, NOT_DELIVERED: _failed, VIRUS: _failed,
    NOT_YET: _delayed, SEGNATURA: _protocol, ENVELOPE: _envelope, ANOMALY: _anomaly, UNKNOWN: _other,
}  # fmt: skip


def provider_words(receipt: Receipt) -> str:
    """Who vouches for it, in one sentence."""
    if receipt.signed is None:
        return "Senza la firma del gestore: prova meno di una ricevuta firmata."
    if not receipt.signed:
        return f"La firma del gestore non torna: {receipt.why}."
    by = f"certificatore {receipt.issuer or 'non detto'}, non confrontato con un elenco"
    return f"Integra, firmata da {receipt.signer or 'un gestore'} ({by})."


def _when(receipt: Receipt) -> str:
    if receipt.time is None:
        return ""
    return f" {with_article('il', date(receipt.time.date()))} alle {receipt.time:%H:%M}"


def _to(receipt: Receipt) -> str:
    return f" a {receipt.recipient}" if receipt.recipient else ""


def _from(receipt: Receipt) -> str:
    return f" da {receipt.sender}" if receipt.sender else ""


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(f"«{each[:80]}»" for each in names[:3])
    return shown + (f" e altri {len(names) - 3}" if len(names) > 3 else "")
