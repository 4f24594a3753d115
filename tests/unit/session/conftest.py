"""The form on which an open dossier is tried, and a dossier of it that nobody has answered yet."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import forms_folder

FORM = "marche/art14_2023"
TODAY = dt.date(2026, 11, 22)
LIBRARY = Library([forms_folder()])


@cache
def loaded(id: str = FORM) -> Form:
    """A form, read once."""
    return LIBRARY.load(id)


@pytest.fixture
def form() -> Form:
    return loaded()


@pytest.fixture
def dossier(form: Form) -> Dossier:
    return Dossier(form, Draft(FORM), TODAY)
