"""The readings chosen: shown in the window, and printed for the office, which nobody there calls by tu."""

from __future__ import annotations

import re

from desktop_app.library import Library
from desktop_app.system.paths import forms_folder

TO_THE_USER = re.compile(
    r"\b(tu|te|ti|tuo|tua|puoi|devi|scrivi|scegli|senti|rivedi|controlla|controllal[aeio]|verifical[aeio])\b",
    re.IGNORECASE,
)


def test_no_reading_speaks_to_whoever_fills_the_form() -> None:
    said = [
        (form.id, reading.id, found[0])
        for form in Library([forms_folder()]).forms()
        for reading in form.readings
        if (found := TO_THE_USER.search(f"{reading.spec.doubt} {reading.spec.reading}"))
    ]
    assert said == []
