"""The deadlines of all dossiers, from their stored summaries, sorted by day; put into words when they are drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, overload

from desktop_app.dossier_summary import DeadlineSummary, DossierSummary, MetHow, read_heads
from desktop_app.drafts.listing.dossier_rows import DossierRows
from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.italian.dates import date, with_article
from desktop_app.engine.italian.holidays import remark
from desktop_app.engine.italian.phrases import WEEKDAYS, capitalized, counted, due_day
from desktop_app.gui.widgets.lists.deadline_table import DeadlineRow
from desktop_app.gui.wording.dossier_words import dossier_title, summary_of_row, urgency

# In place of one that a damaged summary lacks.
UNREADABLE_DEADLINE: Final = DeadlineSummary("Scadenza che non si legge: apri la pratica e controlla", dt.date.max, "")
MET_WORDS: Final[dict[MetHow, str]] = {
    "": "", "answer": "lo dice una risposta", "delivery": "con la consegna dell'invio", "hand": "segnata a mano",
    "withdrawal": "la pratica è stata ritirata",
}  # fmt: skip


class DeadlineListing(Sequence[DeadlineRow]):
    """Overdue deadlines, then those to come, then those that are met, the last one first.

    A summary is fully parsed only when one of its rows is drawn.
    """

    def __init__(self, rows: Sequence[DossierEntry], today: dt.date) -> None:
        self.rows, self.today = DossierRows.of(rows), today
        now = today.isoformat()
        heads = read_heads(self.rows.summaries, lambda head: head)
        # (day, index of the dossier, index of the deadline); ISO days sort like dates, and fast.
        self._sorted = sorted(
            (day, number, place) for number, head in enumerate(heads) for place, day in head.open_days(now)
        )
        self.overdue, self.open = sum(day < now for day, _, _ in self._sorted), len(self._sorted)
        some = ((number, head) for number, head in enumerate(heads) if "+" in head.days)  # most dossiers have none
        met = ((day, number, place) for number, head in some for place, day in head.met_days(now))
        self._sorted += sorted(met, reverse=True)
        self.has_others = any(head.days for head in heads) and not self._sorted  # which have passed
        self._summaries: dict[int, DossierSummary] = {}

    def __len__(self) -> int:
        return len(self._sorted)

    @overload
    def __getitem__(self, index: int) -> DeadlineRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[DeadlineRow]: ...
    def __getitem__(self, index: int | slice) -> DeadlineRow | Sequence[DeadlineRow]:
        if isinstance(index, slice):
            return [self[each] for each in range(len(self))[index]]
        return self._row(index)

    def row(self, index: int) -> DossierEntry:
        """The dossier of a deadline, by its index."""
        return self.rows[self._sorted[index][1]]

    def deadline(self, index: int) -> DeadlineSummary:
        """The deadline at an index."""
        _, row, place = self._sorted[index]
        deadlines = self._summary(row).deadlines
        return deadlines[place] if place < len(deadlines) else UNREADABLE_DEADLINE

    def identity(self, index: int) -> tuple[str, str]:
        """Which deadline of which dossier it is, whatever its day."""
        return self.row(index).id, self.deadline(index).key

    def place_of(self, identity: tuple[str, str]) -> int:
        """The index of a deadline; the first where it is not there any more."""
        ids = (at for at in range(len(self)) if self.row(at).id == identity[0])
        return next((at for at in ids if self.deadline(at).key == identity[1]), 0)

    def dossier_title(self, index: int) -> tuple[str, str]:
        """The name of a deadline's dossier, and its detail with its number."""
        row = self.row(index)
        name, detail = dossier_title(row, self._summary(self._sorted[index][1]))
        number = self.rows.numbers.by_id.get(row.id, 0)
        return name, " · ".join(part for part in (detail, f"pratica n.\u00a0{number}") if part)

    def count_words(self) -> str:
        """How many deadlines there are, in words."""
        coming = counted(self.open - self.overdue, "una scadenza da oggi in poi", "{} scadenze da oggi in poi")
        overdue = counted(self.overdue, "una scaduta", "{} scadute") if self.overdue else ""
        met = counted(len(self) - self.open, "una fatta", "{} fatte") if len(self) > self.open else ""
        return capitalized(", ".join(part for part in (overdue, coming, met) if part)) + "."

    def _summary(self, row: int) -> DossierSummary:
        if row not in self._summaries:
            self._summaries[row] = summary_of_row(self.rows[row])
        return self._summaries[row]

    def _row(self, index: int) -> DeadlineRow:
        deadline, (name, detail) = self.deadline(index), self.dossier_title(index)
        if deadline.standing(self.today) == "met" and deadline.met is not None:
            return DeadlineRow(
                day=f"{deadline.day:%d/%m/%Y}",
                distance=f"fatta {with_article('il', date(deadline.met))}",
                note=MET_WORDS[deadline.how],
                title=deadline.title,
                source=deadline.source,
                dossier=name,
                detail=detail,
                met=True,
            )
        said = remark(deadline.day)
        return DeadlineRow(
            day=f"{deadline.day:%d/%m/%Y}",
            distance=due_day(deadline.day, self.today),
            note=said or WEEKDAYS[deadline.day.weekday()],
            title=deadline.title,
            source=deadline.source,
            dossier=name,
            detail=detail,
            has_remark=bool(said),
            urgency=urgency(deadline.day, self.today),
        )
