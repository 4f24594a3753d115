"""The deadlines of all dossiers out of what is stored beside them: sorted by day, put into words when drawn."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, overload

from desktop_app.dossier_summary import PAST_DAYS, DeadlineSummary, DossierSummary, read_head
from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.italian.holidays import remark
from desktop_app.engine.italian.phrases import WEEKDAYS, capitalized, counted, relative_day
from desktop_app.gui.widgets.lists.deadline_table import DeadlineRow
from desktop_app.gui.wording.dossier_words import DUE_SOON_DAYS, URGENT_DAYS, dossier_title, summary_of_row

UNKNOWN: Final = DeadlineSummary(
    "Scadenza che non si legge: apri la pratica e controlla", dt.date.max, ""
)  # damaged on the disk


class DueList(Sequence[DeadlineRow]):
    """Those to come, and before them those that passed lately. Only the few that are seen are parsed whole."""

    def __init__(self, rows: Sequence[DossierEntry], today: dt.date) -> None:
        self.rows, self.today = list(rows), today
        since = (today - dt.timedelta(days=PAST_DAYS)).isoformat()
        # Which deadline of which dossier: ISO days sort like days, and 40,000 of them in no time.
        self._dues = sorted(
            (day, number, place)
            for number, row in enumerate(self.rows)
            for place, day in enumerate(read_head(row.summary).days.split())
            if day >= since
        )
        self.passed = bisect_left(self._dues, (today.isoformat(), -1, -1))
        self._known: dict[int, DossierSummary] = {}

    def __len__(self) -> int:
        return len(self._dues)

    @overload
    def __getitem__(self, index: int) -> DeadlineRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[DeadlineRow]: ...
    def __getitem__(self, index: int | slice) -> DeadlineRow | Sequence[DeadlineRow]:
        if isinstance(index, slice):
            return [self[each] for each in range(len(self))[index]]
        return self._in_words(index)

    def row(self, index: int) -> DossierEntry:
        """The dossier of a deadline."""
        return self.rows[self._dues[index][1]]

    def term(self, index: int) -> DeadlineSummary:
        """The deadline at a place."""
        _, row, place = self._dues[index]
        terms = self._overview(row).deadlines
        return terms[place] if place < len(terms) else UNKNOWN

    def title(self, index: int) -> tuple[str, str]:
        """The name of a deadline's dossier, and what stands after it with its number."""
        row = self.row(index)
        name, detail = dossier_title(row, self._overview(self._dues[index][1]))
        return name, " · ".join(part for part in (detail, f"pratica n.\u00a0{row.number}") if part)

    def words(self) -> str:
        """How many there are."""
        coming = counted(len(self) - self.passed, "una scadenza da oggi in poi", "{} scadenze da oggi in poi")
        passed = counted(self.passed, "una passata da poco", "{} passate da poco") if self.passed else ""
        return capitalized(", ".join(part for part in (coming, passed) if part)) + "."

    def _overview(self, row: int) -> DossierSummary:
        if row not in self._known:
            self._known[row] = summary_of_row(self.rows[row])
        return self._known[row]

    def _in_words(self, index: int) -> DeadlineRow:
        term, (name, detail) = self.term(index), self.title(index)
        left, said = (term.day - self.today).days, remark(term.day)
        return DeadlineRow(
            day=f"{term.day:%d/%m/%Y}",
            distance=relative_day(term.day, self.today),
            note=said or WEEKDAYS[term.day.weekday()],
            title=term.title,
            source=term.source,
            dossier=name,
            detail=detail,
            has_remark=bool(said),
            passed=left < 0,
            urgent=0 <= left <= URGENT_DAYS,
            soon=0 <= left <= DUE_SOON_DAYS,
        )
