"""What is said of a damaged file, in one sentence or two; `SalvageReport` has it dossier by dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop_app.drafts.faults import quoted_path
from desktop_app.drafts.models import SalvageReport

FINISHED: Final = (
    "Il file delle pratiche era danneggiato: l'ho rimesso insieme. Quello danneggiato è conservato accanto, con un "
    "altro nome; non è stato modificato."
)


def notice(report: SalvageReport, set_aside: Path | None) -> str:
    """The sentence above the page."""
    found = [each.origin for each in report.dossiers]
    saved = len(found) - found.count("lost")
    words = {0: "Non ho potuto recuperare nessuna pratica", 1: "Ho recuperato una pratica"}.get(
        saved, f"Ho recuperato {saved} pratiche"
    )
    older = sum(origin in ("history", "copy") for origin in found) if report.there_was else 0
    parts = (
        (older, "una com'era in una copia o prima delle ultime modifiche",
         "{} com'erano in una copia o prima delle ultime modifiche"),
        (found.count("unchecked"), "una da rileggere", "{} da rileggere"),
        (found.count("lost"), "una non si legge più", "{} non si leggono più"),
        (report.damaged_acts, "di un atto resta solo la data, con il suo file",
         "di {} atti resta solo la data, con il loro file"),
        (int(report.cut), "le ultime modifiche possono mancare", ""),
    )  # fmt: skip
    details = [(one if count == 1 else many).format(count) for count, one, many in parts if count]
    happened = "è danneggiato" if report.there_was else "non c'era più"
    kept = ""
    if set_aside is not None:
        kept = f" Il file danneggiato è conservato in «{quoted_path(set_aside)}»; non è stato modificato."
    return f"Il file delle pratiche {happened}. {', '.join([words, *details])}.{kept}"
