"""All forms, found in their folders: a new one is tested without a change to any test."""

from __future__ import annotations

from desktop_app.engine.checkup import cases
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.end2end.program import OWN_FORMS

LIBRARY = Library([forms_folder(), OWN_FORMS])
CASES = [(form, name) for form in LIBRARY.ids() for name in cases.names(LIBRARY.folder(form))]
