"""Informazioni su Commessa: version, forms with their act and date, what the program is made with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.engine import formatting
from desktop_app.gui.aside import AsidePage
from desktop_app.gui.licences import LicenceRow, components
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets.text import Rule, heading, text
from desktop_app.session import Library

WHAT = (
    "Commessa prepara le pratiche per l'inserimento lavorativo delle persone con disabilità. "
    "Fa i conti, compila i documenti e li tiene su questo computer: non si collega mai a internet."
)
CARE = (
    "Le formule e le letture adottate sono scritte nella relazione di calcolo. "
    "Decide sempre l'ufficio: se un numero non ti torna, chiedi al Centro per l'Impiego."
)
MADE_WITH = (
    ("Qt e PySide6", "LGPL 3"),
    ("python-stdnum", "LGPL 2.1"),
    ("ReportLab", "BSD"),
    ("pikepdf e QPDF", "MPL 2.0 e Apache 2.0"),
    ("PDFium e pypdfium2", "BSD e Apache 2.0"),
    ("sqlite-utils e SQLite", "Apache 2.0 e pubblico dominio"),
    ("icalendar e python-dateutil", "BSD e Apache 2.0"),
    ("Jinja, markdown-it-py, msgspec, platformdirs", "BSD e MIT"),
    ("Titillium Web, DejaVu Sans, icone Lucide", "OFL, licenza DejaVu, ISC"),
)


class AboutPage(AsidePage):
    """What a user tells an office that asks which program made this, and with which rules."""

    def __init__(self, theme: Theme, library: Library) -> None:
        super().__init__(theme, "Commessa", _parts(theme, library))


def _parts(theme: Theme, library: Library) -> list[QWidget]:
    parts: list[QWidget] = [
        text(theme, f"Versione {__version__} · licenza EUPL 1.2", color="muted"),
        text(theme, WHAT),
        text(theme, CARE),
        heading(theme, "Moduli"),
    ]
    for form in library.forms():
        day = formatting.date(form.spec.edition)
        parts += [
            _pair(theme, form.spec.title, f"edizione del {day}"),
            text(theme, form.spec.source, "small", "muted"),
        ]
    parts += [Rule(theme), heading(theme, "È fatta con")]
    if listed := components():  # of a package, with the texts
        return [*parts, *(LicenceRow(theme, each) for each in listed)]
    return [*parts, *(_pair(theme, name, licence) for name, licence in MADE_WITH)]


def _pair(theme: Theme, left: str, right: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.gap(14))
    line.addWidget(text(theme, left, weight=600), 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(text(theme, right, "small", "muted"), 1, Qt.AlignmentFlag.AlignTop)
    return row
