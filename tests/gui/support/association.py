"""What an association hands out: its file with its name, logo and offices; and what the window says of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QWidget

from desktop_app.engine.forms.form import Party
from desktop_app.gui.features.about.page import AboutPage
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.gui.support.program import FORM, Program, labels, settle

NAME = "Unione Cooperative Esempio"
RECORD = """
[[record]]
id = "{id}"
book = "uffici"
answers = {{ nome = "{name}", pec = "{pec}" }}
"""
VALLE = RECORD.format(id="valle", name="Ufficio di Valle", pec="valle@pec.example.it")
COLLE = RECORD.format(id="colle", name="Ufficio di Colle", pec="colle@pec.example.it")
HandOut = Callable[[str], Path]


def write_association(folder: Path, text: str) -> Path:
    """The file that the association hands out, beside its logo, which is red."""
    folder.mkdir(exist_ok=True)
    data = io.BytesIO()
    Image.new("RGBA", (400, 100), (200, 30, 30, 255)).save(data, "PNG")
    (folder / "logo.png").write_bytes(data.getvalue())
    (folder / "associazione.toml").write_text(f'name = "{NAME}"\n{text}', encoding="utf-8")
    return folder / "associazione.toml"


@cache
def office() -> Party:
    """The party of a form that is an office."""
    parties = Library([forms_folder()]).load(FORM).parties.values()
    return next(party for party in parties if party.book == "uffici")


def about(program: Program) -> AboutPage:
    program.app.run("about")
    page = program.page()
    assert isinstance(page, AboutPage)
    program.wait(lambda: any("edizione del" in each for each in labels(page)))
    return page


def words(widget: QWidget) -> str:
    settle()
    return " ".join(labels(widget))
