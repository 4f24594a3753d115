"""A form, and a dossier of it that nobody has answered yet."""

from __future__ import annotations

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from tests.unit.session.support import FORM, TODAY, loaded


@pytest.fixture
def form() -> Form:
    return loaded()


@pytest.fixture
def dossier(form: Form) -> Dossier:
    return Dossier(form, Draft(FORM), TODAY)
