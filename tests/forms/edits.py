"""Random edits of a dossier of any form, as somebody makes them who fills it in, mends it, and goes back and forth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.field_ref import field_ref_of
from desktop_app.engine.forms.form import Field, Form
from desktop_app.session.dossier import Dossier
from tests.forms.library import LIBRARY

DAY = dt.date(2026, 11, 29)
TEXTS = ("", "Aurora", "Verdi S.r.l.", "Via Roma 1", "12.34.5")
NUMBERS = ("", "0", "1", "2", "7,5", "15", "36", "60", "1.500,00", "60.000,00", "abc", "999999999999")
CODES = ("", "RSSMRA80A01H501U", "01234567890", "00743110157", "x")
DAYS = (-800, -400, -61, -31, -30, -8, -7, -1, 0, 1, 7, 8, 30, 60, 365, 730)  # from DAY


class Editor(Random):
    """Edits dossiers; the same for a seed on every machine."""

    def begun(self, form: Form) -> Dossier:
        """A dossier with nothing in it, or with the answers of the example."""
        draft = LIBRARY.example(form.id) if self.random() < 0.75 else Draft(form.id)
        return Dossier(form, draft, DAY)

    def edit(self, dossier: Dossier, times: int = 1) -> None:
        """Changes something, so many times."""
        for _ in range(times):
            dice = self.random()
            groups = [field for field in self._asked(dossier.form.fields.values()) if field.columns]
            if dice < 0.15 and groups:
                self._edit_lines(dossier, self.choice(groups))
            elif dice < 0.25:
                self._set_aside(dossier)
            elif dice < 0.35:
                (dossier.undo if self.random() < 0.6 else dossier.redo)()
            elif dice < 0.4:
                self._override(dossier)
            else:
                field = self.choice([field for field in self._asked(dossier.form.fields.values()) if not field.columns])
                dossier.answer(field.id, self.typed(field))
            if self.random() < 0.7:
                dossier.close_step()

    def reword(self, dossier: Dossier) -> None:
        """Says something else in a text that is answered: nothing becomes wrong of it."""
        given = [field for id in dossier.draft.answers if (field := dossier.form.fields[id]).spec.type == "long_text"]
        for field in given[:1]:
            dossier.answer(field.id, "Altre parole")

    def typed(self, field: Field) -> Any:
        """What somebody might type there, right or wrong; often nothing at all."""
        spec = field.spec
        if spec.options is not None:
            return self.choice(["", *spec.options])
        if spec.type == "yes_no":
            return self.choice([None, True, True, False])
        if spec.type == "date":
            day = DAY + dt.timedelta(days=self.choice(DAYS))
            return self.choice(["", f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}", "31/02/2026"])
        if spec.traits.numeric:
            return self.choice(NUMBERS)
        return self.choice(TEXTS if spec.type in ("text", "long_text") else CODES)

    def _asked(self, fields: Any) -> list[Field]:
        return [field for field in fields if field.formula is None and field.spec.type != "heading"]

    def _edit_lines(self, dossier: Dossier, group: Field) -> None:
        lines = [line["id"] for line in dossier.lines(group.id)]
        dice = self.random()
        if dice < 0.25 or not lines:
            dossier.add_line(group.id, self.choice([None, *lines]))
        elif dice < 0.4:
            dossier.remove_line(group.id, self.choice(lines))
        else:
            column = self.choice(self._asked(group.columns.values()))
            dossier.answer_line(group.id, self.choice(lines), column.id, self.typed(column))

    def _set_aside(self, dossier: Dossier) -> None:
        problems = [each for each in dossier.state.problems if each.check is not None and each.check.id]
        if problems:
            problem = self.choice(problems)
            assert problem.check is not None and problem.check.id is not None
            reason = self.choice([None, "Lo sappiamo", "Accordo tra le parti"])
            dossier.set_aside(problem.check.id, reason, field_ref_of(problem, dossier.state))

    def _override(self, dossier: Dossier) -> None:
        fields = [field for field in dossier.form.fields.values() if field.spec.override]
        if fields:
            dossier.override(self.choice(fields).id, self.choice(["", "1", "3"]), "Lo dice l'ufficio")


def editors(count: int) -> Sequence[Editor]:
    return [Editor(seed) for seed in range(count)]
