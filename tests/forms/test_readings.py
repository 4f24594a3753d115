"""The readings chosen: shown in the window, and printed for the office, which nobody there calls by tu.

`python -m tests.forms.test_readings` lists each reading of every form with its condition and the cases that show it.
"""

from __future__ import annotations

import re

from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.evaluate import evaluate
from tests.forms.library import CASES, LIBRARY

TO_THE_USER = re.compile(
    r"\b(tu|te|ti|tuo|tua|puoi|devi|scrivi|scegli|senti|rivedi|controlla|controllal[aeio]|verifical[aeio])\b",
    re.IGNORECASE,
)


def shown_by(form_id: str) -> dict[str, tuple[list[str], list[str]]]:
    """For each reading the cases that show it and those that do not."""
    form, folder = LIBRARY.load(form_id), LIBRARY.folder(form_id)
    found: dict[str, tuple[list[str], list[str]]] = {reading.id: ([], []) for reading in form.readings}
    for name in (name for id, name in CASES if id == form_id):
        case, draft = cases.read_draft(folder, name, form_id)
        shown = {reading.id for reading in evaluate(form, draft, case.date).readings}
        for id, (showing, hiding) in found.items():
            (showing if id in shown else hiding).append(name)
    return found


def test_no_reading_speaks_to_whoever_fills_the_form(form_id: str) -> None:
    said = [
        (reading.id, found[0])
        for reading in LIBRARY.load(form_id).readings
        if (found := TO_THE_USER.search(f"{reading.spec.doubt} {reading.spec.reading}"))
    ]
    assert said == []


def test_each_reading_is_shown_by_a_case_and_hidden_by_one_where_it_has_a_condition(form_id: str) -> None:
    found, form = shown_by(form_id), LIBRARY.load(form_id)
    assert [id for id, (showing, _) in found.items() if not showing] == [], "no case shows them"
    conditional = [reading.id for reading in form.readings if reading.condition is not None]
    assert [id for id in conditional if not found[id][1]] == [], "every case shows them"


if __name__ == "__main__":
    for each in LIBRARY.ids():
        conditions = {reading.id: reading.spec.visible_when for reading in LIBRARY.load(each).readings}
        for reading, (showing, hiding) in shown_by(each).items():
            print(f"{each}  {reading}  [{conditions[reading] or 'sempre'}]: {len(showing)}, no {len(hiding)}")  # noqa: T201 - to be read by whoever runs it with -s
            print("   ", ", ".join(showing if len(showing) <= 5 else [*showing[:5], "…"]))  # noqa: T201 - to be read by whoever runs it with -s
