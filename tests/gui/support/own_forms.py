"""Forms of the user's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop_app.system.paths import forms_folder
from tests.gui.support.program import BRIEF_FORM


def with_own_form(tmp_path: Path) -> Path:
    """A copy of a form under another name, in a folder of the user's."""
    own = tmp_path / "moduli"
    shutil.copytree(forms_folder() / BRIEF_FORM, own / "prova" / "copia_2023")
    shutil.copytree(forms_folder() / "blocks", own / "blocks")
    return own
