"""The documents of several dossiers, in the worker: one dossier after the other, as the open one is exported."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from desktop_app.drafts.faults import DamagedDraft
from desktop_app.drafts.models import Stored
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.engine.answers.draft import parse_stored
from desktop_app.engine.documents.blocks import Letterhead
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.documents.export import ExportPlace, ExportResult, export_steps
from desktop_app.gui.services.summary_refresh import summaries
from desktop_app.gui.services.worker import Progress, Steps
from desktop_app.gui.wording.dossier_words import full_title
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.intake.recording import summary_anew

DAMAGED: Final = "si è rovinata sul disco; se la apri, riprendo la sua ultima versione buona"
LOST: Final = "si è rovinata sul disco, e non c'è una versione buona da riprendere"
FAULTY_FORM: Final = "il suo modulo ha un errore: vedi Strumenti, Moduli"
NO_DOCUMENTS: Final = "con le risposte di adesso non ha documenti"
GONE: Final = "Una pratica non è più nell'elenco"
UNRECORDED: Final = "i documenti ci sono, ma non riesco a segnarli nella pratica."
FLUSH_SECONDS: Final = 1.0


class Outcome(NamedTuple):
    """A dossier, what was written of it, and why not all of it (else empty); whether opening it is the way on."""

    id: str
    title: str
    result: ExportResult | None = None
    why: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class SeveralResult:
    """What became of dossiers, of how many; the rest was left when it was stopped."""

    asked: int
    outcomes: tuple[Outcome, ...]
    is_stopped: bool = False

    @property
    def exported(self) -> int:
        """How many were written whole."""
        return sum(not each.why for each in self.outcomes)

    @property
    def left_out(self) -> list[Outcome]:
        """Those of which something was not written."""
        return [each for each in self.outcomes if each.why]

    @property
    def refused(self) -> list[str]:
        """The ids of those that could not be written where they belong."""
        return [each.id for each in self.outcomes if each.result and each.result.fault]

    @property
    def has_failed(self) -> bool:
        """Whether something went wrong that the list does not say."""
        return any(each.result and (each.result.fault or each.why.startswith(UNRECORDED)) for each in self.outcomes)

    @property
    def folder(self) -> Path | None:
        """The folder with all that was written; None where nothing was."""
        folders = {str(each.result.folder) for each in self.outcomes if each.result and each.result.written}
        return Path(os.path.commonpath(folders)) if folders else None

    @property
    def beside_others(self) -> bool:
        """Whether documents stand beside others that were there."""
        written = (each for outcome in self.outcomes if outcome.result for each in outcome.result.written)
        return any(each.beside_others for each in written)


@dataclass(frozen=True, slots=True)
class DossierSource:
    """Where dossiers are read, and what their documents are made with."""

    drafts: Drafts
    library: Library
    today: dt.date
    letterhead: Letterhead | None
    parties_printed: bool

    def read(self, id: str) -> tuple[Stored, Dossier]:
        """A dossier as it is stored. Raises StoreFault, DraftFault or FormFault."""
        stored = self.drafts.read(id)
        draft = parse_stored(stored.content)
        dossier = Dossier(self.library.load(draft.form), draft, self.today, letterhead=self.letterhead)
        dossier.id = stored.id
        dossier.parties_printed = lambda: self.parties_printed
        return stored, dossier

    def record(self, dossier: Dossier, result: ExportResult) -> None:
        """Records what was written of a dossier. Raises StoreFault."""
        content, summary = summary_anew(dossier)
        self.drafts.exported(dossier.id, content, result.records, summary)
        if self.drafts.read(dossier.id).content != content:  # changed meanwhile: the list has to know it
            self.drafts.refresh_summaries([*summaries(self.drafts, self.library, [dossier.id], self.today)])
            self.drafts.flush(FLUSH_SECONDS)


def steps(source: DossierSource, base: Path, named: bool, ids: Sequence[str]) -> Steps[SeveralResult]:
    """Exports the dossiers that are complete, below `base`, into folders `named` after the company or not.

    What was written is recorded dossier by dossier, also of the one in which it is stopped.
    """
    titles = {row.id: full_title(row) for row in source.drafts.rows()}
    outcomes: list[Outcome] = []
    for number, id in enumerate(ids, 1):
        if id not in titles:
            outcomes.append(Outcome(id, "", why=GONE))
            continue
        progress = Progress(f"Esporto {number} di {len(ids)}: {titles[id]}", number - 1, len(ids))
        if (yield progress):
            return SeveralResult(len(ids), tuple(outcomes), is_stopped=True)
        outcome = yield from _export_one(source, base, named, Outcome(id, titles[id]), progress)
        if outcome.result and not outcome.result.is_whole and not outcome.result.fault:
            outcomes += [outcome] if outcome.result.written else []
            return SeveralResult(len(ids), tuple(outcomes), is_stopped=True)
        outcomes.append(outcome)
    return SeveralResult(len(ids), tuple(outcomes))


def _export_one(source: DossierSource, base: Path, named: bool, outcome: Outcome, progress: Progress) -> Steps[Outcome]:
    """Exports a dossier and records it; where it is not complete or something is wrong with it, says why."""
    try:
        stored, dossier = source.read(outcome.id)
    except DamagedDraft as damaged:
        return outcome._replace(why=DAMAGED if damaged.offer else LOST, opens=damaged.offer is not None)
    except FormFault:  # has a sentence for whoever writes forms
        return outcome._replace(why=FAULTY_FORM)
    except (StoreFault, DraftFault) as fault:
        return outcome._replace(why=str(fault))
    documents = dossier.documents
    chosen, lacks = documents.choose(()), missing_words(dossier.state)
    if lacks or not chosen:
        return outcome._replace(why=lacks or NO_DOCUMENTS, opens=True)
    place = ExportPlace(base, documents, source.drafts, stored, named)
    result = yield from export_steps(documents, chosen, place, lambda _: progress)
    why = result.fault or ("" if result.is_whole else f"documenti scritti {len(result.written)} su {result.asked}")
    try:
        if result.written:
            source.record(dossier, result)
    except StoreFault as fault:
        why = f"{UNRECORDED} {fault}"
    return outcome._replace(result=result, why=why)


def missing_words(state: FormState) -> str:
    """What a dossier lacks to be complete; empty where it is."""
    errors = [each for each in state.problems if each.severity == "error"]
    return " e ".join(_words(sum(each.missing for each in errors), sum(not each.missing for each in errors)))


def _words(missing: int, wrong: int) -> Iterable[str]:
    if missing:
        yield "manca una risposta" if missing == 1 else f"mancano {counted(missing, '', '{} risposte')}"
    if wrong:
        yield "c'è un problema" if wrong == 1 else f"ci sono {counted(wrong, '', '{} problemi')}"
