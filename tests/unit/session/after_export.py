"""A form with signers, sendings and deadlines, and what may happen to a dossier of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.answers.draft import Draft
from desktop_app.session.acts import Received, Returned, Signature
from desktop_app.session.dossier import Dossier
from tests.unit.engine.support import ask, make_form, one_page

TODAY = dt.date(2026, 11, 29)
AT = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
PARTIES = ("azienda", "cooperativa", "ufficio")
FORM = make_form(
    one_page(
        ask("nome", label="Nome dell'ente"),
        ask("tre", "yes_no", label="Firma anche l'ufficio", printed=False),
        ask("stipula", "date", printed=False),
        ask("ufficio_pec", "pec", printed=False),
        ask("gruppo_pec", "pec", printed=False, required=False),
        document=[
            {
                "id": "accordo", "title": "Accordo", "text": "accordo.md",
                "signer": [
                    {"id": id, "label": f"Per {id}:", **({"visible_when": "tre"} if id == "ufficio" else {})}
                    for id in PARTIES
                ],
            },
            {"id": "domanda", "title": "Domanda", "text": "domanda.md"},
            {"id": "conto", "title": "Conto", "text": "conto.md"},
        ],
        deadline=[
            {"id": "mandare", "title": "Mandare", "date": "add_days(stipula, 10)", "source": "Art. 5"},
            {"id": "fare", "title": "Fare", "date": "add_days(stipula, 20)", "source": "Art. 6"},
        ],
        sending=[
            {"id": "domanda", "title": "Domanda", "source": "Art. 5", "text": "m.md", "to": ["ufficio_pec"],
             "subject": "S", "documents": ["domanda", "accordo"]},
            {"id": "accordo", "title": "Accordo", "source": "Art. 5", "text": "m.md", "subject": "S",
             "to": ["ufficio_pec", "gruppo_pec"], "documents": ["accordo"], "signed": ["accordo"],
             "meets": ["mandare"]},
        ],
    ),
    {},
    {
        "accordo.md": "\n\n".join(["{{ nome }}", *(f"{{{{ '{id}' | firma }}}}" for id in PARTIES)]),
        "domanda.md": "{{ nome }}", "conto.md": "Conto.", "m.md": "Buongiorno.",
    },
)  # fmt: skip
ANSWERS: dict[str, Any] = {
    "nome": "Aurora", "tre": True, "stipula": "2026-11-01", "ufficio_pec": "ufficio@pec.example.it",
}  # fmt: skip


def at(days: float) -> dt.datetime:
    return AT + dt.timedelta(days=days)


def back(*signers: str, days: float = 1, document: str = "accordo", **other: Any) -> Returned:
    signatures = tuple(Signature(signer=each, intact=True) for each in signers)
    given = {"state": "partial", "content": "identical"} | other
    return Returned(document=document, at=at(days), signatures=signatures, **given)


def receipt(kind: str, days: float, recipient: str = "ufficio@pec.example.it", **other: Any) -> Received:
    given = {"sending": "accordo"} | other
    return Received(receipt=kind, time=at(days), recipient=recipient, at=at(days), **given)


def exported_dossier() -> Dossier:
    """A dossier all of whose documents were exported on 20 November."""
    made = Dossier(FORM, Draft(FORM.id, ANSWERS), TODAY)
    content = made.draft.to_json()
    made.exports = [
        ExportEntry(number, id, Path(f"{id}.pdf"), id, AT, False, made.revision, changed=False, content=content)
        for number, id in enumerate(("accordo", "domanda", "conto"))
    ]
    return made
