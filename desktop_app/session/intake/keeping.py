"""Opens dossiers for files that belong to them, and records what the files are. Called beside the window's thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop_app.drafts.models import SummaryOrMaker
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.engine.answers.draft import parse_stored
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.library import Library
from desktop_app.seals.trusted_list import MAX_BYTES, TrustedList
from desktop_app.session.acts import Act, Returned
from desktop_app.session.dossier import Dossier
from desktop_app.session.intake.arrivals import Arrival, Place, Recognition
from desktop_app.session.intake.recording import NOTHING, Summaries, record
from desktop_app.session.stored_acts import read_acts
from desktop_app.system.clock import today
from desktop_app.system.files import FileFault, read_bounded
from desktop_app.system.incoming import IncomingFile

NOT_KEPT: Final = "Questo file non è conservato: poi aggiungilo di nuovo."


def snapshot(drafts: Drafts, id: str, dossier: Dossier) -> Place:
    """The open dossier as it is now, apart from the window's own."""
    mine = Dossier(dossier.form, dossier.draft, dossier.today, letterhead=dossier.letterhead)
    mine.parties_printed = dossier.parties_printed
    return _with_history(drafts, id, mine)


def place_of(drafts: Drafts, library: Library, id: str) -> Place | None:
    """Another dossier; None where it cannot be opened."""
    try:
        draft = parse_stored(drafts.read(id).content)
        return _with_history(drafts, id, Dossier(library.load(draft.form), draft, today()))
    except (StoreFault, DraftFault, FormFault):
        return None


def _with_history(drafts: Drafts, id: str, dossier: Dossier) -> Place:
    dossier.id = id
    dossier.exports = drafts.exports(id)
    dossier.acts = read_acts(drafts.acts.of(id))
    return Place(id, dossier, dossier.acts)


def record_arrival(drafts: Drafts, arrival: Arrival, summaries: Summaries) -> int:
    """Keeps a file with its act; gives the act's number, 0 where nothing is kept. Raises StoreFault."""
    if arrival.act is None:
        return 0
    return record(drafts, arrival.dossier, arrival.act, arrival.file.data, summaries.get(arrival.dossier, NOTHING))


def record_arrivals(drafts: Drafts, arrivals: Iterable[Arrival], summaries: Summaries) -> Iterator[tuple[Arrival, int]]:
    """Keeps files, each by itself: one that the disk refuses is told as that, and takes no other along."""
    for each in arrivals:
        try:
            yield each, record_arrival(drafts, each, summaries)
        except StoreFault as fault:
            yield replace(each, tone="error", fact=str(fault), remedy=NOT_KEPT, sentences=(), act=None), 0


def read_trusted(paths: Sequence[Path]) -> TrustedList | None:
    """The first list of certifiers of these that can be read: that of the user, then of the association."""
    for path in paths:
        with suppress(FileFault, ValueError):
            return TrustedList.read(read_bounded(path, MAX_BYTES))
    return None


def judged_again(
    drafts: Drafts, id: str, dossier: Dossier, act: Returned, assigned: Mapping[str, str], trusted: Sequence[Path]
) -> Arrival:
    """What a kept file is for the dossier as it is now. Raises StoreFault."""
    place = snapshot(drafts, id, dossier)
    said = {each.key: each.signer for each in act.signatures if each.signer and each.key}
    recognition = Recognition(drafts.acts, lambda _: None, place, read_trusted(trusted), {**said, **assigned})
    return recognition.signed(IncomingFile(act.name, drafts.acts.archive.read(act.file or "")))


def replace_act(drafts: Drafts, id: str, old: Returned, new: Act, summary: tuple[str, SummaryOrMaker]) -> int:
    """Records the new verdict over a kept file in the place of the old one. Raises StoreFault."""
    number = record(drafts, id, new, drafts.acts.archive.read(old.file or ""), summary)
    drafts.acts.remove(old.number, content=summary[0], summary=summary[1])
    return number
