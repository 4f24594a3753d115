"""A dossier with some days of history: changes, an export, acts, an undo with another change after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from desktop_app.drafts.models import ExportedDocument
from desktop_app.drafts.store import Drafts
from desktop_app.drafts.versions.version_rows import IMPORTED
from desktop_app.engine.answers.draft import Draft
from desktop_app.session.acts import Sent
from desktop_app.session.dossier import Dossier
from desktop_app.session.stored_acts import to_data
from tests.clock import clock_at
from tests.gui.support.program import example
from tests.unit.session.support import loaded

LONG = (
    "La lavorazione consiste nel confezionamento di minuterie metalliche fornite dall'azienda, con controllo visivo"
    " dei pezzi, pesatura, chiusura delle buste e preparazione dei colli per la spedizione del giorno dopo."
)
SECONDS = 20


class History:
    """Stores the versions of one dossier, each at its time."""

    def __init__(self, drafts: Drafts, draft: Draft, at: str) -> None:
        self.drafts, self.dossier = drafts, Dossier(loaded(draft.form), draft, dt.date(2026, 11, 24))
        with clock_at(at):
            title = self.dossier.state.title
            self.id = drafts.create(draft.to_json(), draft.form, title, came=IMPORTED)

    def save(self, at: str) -> None:
        """The dossier as it is now."""
        history = self.dossier.history
        with clock_at(at):
            self.drafts.save(
                self.id, self.dossier.draft.to_json(), self.dossier.state.title, "commessa",
                revision=history.current.revision, keep_later=history.can_redo(), after=history.made_of,
                note=history.current.note,
            )  # fmt: skip
            assert self.drafts.flush(SECONDS)

    def answer(self, at: str, id: str, typed: str) -> None:
        self.dossier.answer(id, typed)
        self.dossier.close_step()
        self.save(at)

    def undo(self, at: str) -> None:
        self.dossier.undo()
        self.save(at)

    def exported(self, at: str, *documents: str) -> None:
        with clock_at(at):
            made = [ExportedDocument(each, Path("x.pdf"), "ab" * 32, bozza=False) for each in documents]
            self.drafts.exported(self.id, self.dossier.draft.to_json(), made)

    def sent(self, at: str, sending: str) -> None:
        with clock_at(at):
            act = Sent(sending=sending, day=dt.datetime.fromisoformat(at).date())
            self.drafts.acts.record(self.id, Sent.kind, to_data(act))


def asked(dossier: Dossier, type: str) -> list[str]:
    """The fields of a type."""
    fields = dossier.form.fields.values()
    return [each.id for each in fields if each.spec.type == type and each.formula is None]


def lived(drafts: Drafts) -> History:
    """Six days of work; the last change is of 28 November 2026."""
    history = History(drafts, replace(example(), answers={}), "2026-11-23 09:12")
    full = example().answers
    for number, (id, raw) in enumerate(full.items()):
        draft = history.dossier.draft
        history.dossier._change(replace(draft, answers={**draft.answers, id: raw}), None)  # noqa: SLF001 - a change that no key can make
        history.dossier.close_step()
        if number % 4 == 0:
            history.save(f"2026-11-23 {9 + number // 20:02}:{15 + number % 20:02}")
    history.save("2026-11-23 16:05")
    amounts, text = asked(history.dossier, "money"), asked(history.dossier, "long_text")[0]
    history.exported("2026-11-23 16:10", history.dossier.form.documents[0].spec.id)
    history.answer("2026-11-24 10:20", amounts[0], "81.500,00")
    history.answer("2026-11-24 10:23", amounts[1], "13.250,00")
    history.answer("2026-11-24 10:31", text, LONG)
    history.undo("2026-11-24 10:40")
    history.undo("2026-11-24 10:40")
    history.answer("2026-11-24 10:42", amounts[1], "14.000,00")
    history.answer("2026-11-26 11:00", text, LONG)
    history.exported("2026-11-26 11:05", *(each.spec.id for each in history.dossier.form.documents[:3]))
    history.sent("2026-11-26 17:30", history.dossier.form.sendings[0].spec.id)
    history.answer("2026-11-28 09:02", text, LONG.replace("controllo visivo dei pezzi, pesatura", "pesatura e conta"))
    group = next(each.id for each in history.dossier.form.fields.values() if each.columns)
    line = history.dossier.lines(group)[0]["id"] if history.dossier.lines(group) else history.dossier.add_line(group)
    history.dossier.add_line(group, line)
    history.dossier.remove_line(group, line)
    history.save("2026-11-28 09:10")
    return history
