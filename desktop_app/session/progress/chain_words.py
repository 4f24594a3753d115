"""How far a document is, in words."""

from __future__ import annotations

import datetime as dt

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.engine.italian import dates


def stage_words(status: DocumentStatus) -> str:
    """`firmato da 2 di 3: manca Per la Cooperativa`, in small letters and without a full stop."""
    match status.stage:
        case "to_export":
            return "da esportare"
        case "superseded":
            return f"superato: {status.change}" if status.change else "superato"
        case "exported":
            return _on("esportato", status.stage_day)
        case "signing":
            lacking = " e ".join(filter(None, [", ".join(status.lacking[:-1]), *status.lacking[-1:]]))
            verb = "manca" if len(status.lacking) == 1 else "mancano"
            return f"firmato da {status.signed} di {status.signers}" + (f": {verb} {lacking}" if lacking else "")
        case "signed":
            return "firmato"
        case "sent":
            return _on("inviato", status.stage_day) + (f", ma {status.trouble}" if status.trouble else "")
        case "delivered":
            return _on("consegnato", status.stage_day)
        case "protocolled":
            return _on(f"protocollato n. {status.protocol}", status.stage_day, "del")
        case "withdrawn":
            return "ritirato"


def _on(word: str, day: dt.date | None, article: str = "") -> str:
    if day is None:
        return word
    when = f"{article} {dates.date(day)}" if article else dates.with_article("il", dates.date(day))
    return f"{word} {when}"
