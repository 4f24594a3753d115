"""The form on which an open dossier is tried."""

from __future__ import annotations

import datetime as dt
from functools import cache

from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder

FORM = "marche/art14_2023"
TODAY = dt.date(2026, 11, 22)
LIBRARY = Library([forms_folder()])


@cache
def loaded(id: str = FORM) -> Form:
    """A form, read once."""
    return LIBRARY.load(id)
