"""Informazioni su Commessa: version, association, forms with act and edition, components."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.association import Association
from desktop_app.engine.documents.blocks import Picture
from desktop_app.engine.italian.edition_words import edition_of
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.gui.features.about.licences import LicenceRow, components
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import TitledOverlay
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.drawing.painting import draw_box, painting
from desktop_app.gui.widgets.layout.parts_column import PartsColumn
from desktop_app.library import CatalogEntry

DESCRIPTION = (
    "Commessa prepara le pratiche per l'inserimento lavorativo delle persone con disabilità. "
    "Fa i conti e compila i documenti su questo computer: non si collega mai a internet."
)
DISCLAIMER = (
    "Le formule e le letture adottate sono scritte nella relazione di calcolo. "
    "Decide sempre l'ufficio: se un numero non ti torna, chiedi al Centro per l'Impiego."
)
READING_FORMS = "Leggo i moduli…"
FROM_ASSOCIATION = "Dalla tua associazione"
MAX_LOGO_SIZE = (240, 72)  # px at 100 %
MADE_WITH = (
    ("Qt e PySide6", "LGPL 3"),
    ("python-stdnum", "LGPL 2.1"),
    ("ReportLab e Pillow", "BSD e MIT-CMU"),
    ("pikepdf e QPDF", "MPL 2.0 e Apache 2.0"),
    ("PDFium e pypdfium2", "BSD e Apache 2.0"),
    ("sqlite-utils e SQLite", "Apache 2.0 e pubblico dominio"),
    ("icalendar e python-dateutil", "BSD e Apache 2.0"),
    ("Jinja, markdown-it-py, msgspec, platformdirs", "BSD e MIT"),
    ("Titillium Web, DejaVu Sans, icone Lucide", "OFL, licenza DejaVu, ISC"),
)


class AboutPage(TitledOverlay):
    """What a user can tell an office that asks which program and which rules made a document.

    Association and forms are shown once they are read.
    """

    def __init__(self, theme: Theme, data: str) -> None:
        self._theme = theme
        self._association, self._forms = PartsColumn(theme), PartsColumn(theme)
        parts: list[QWidget] = [
            text_label(theme, f"Versione {__version__} · licenza EUPL 1.2", color="muted"),
            self._association,
            text_label(theme, DESCRIPTION),
            text_label(theme, DISCLAIMER),
            _pair(theme, "Le tue pratiche sono in", data),
            Separator(theme),
            heading(theme, "Moduli"),
            self._forms,
            Separator(theme),
            heading(theme, "È fatta con"),
        ]
        super().__init__(theme, "Commessa", [*parts, *_components(theme)])
        self._forms.show_parts([text_label(theme, READING_FORMS, "small", "muted")])

    def show_association(self, association: Association) -> None:
        """Shows the association, if there is one, and where it helps."""
        name, logo = association.name, association.logo
        parts: list[QWidget] = [LogoView(self._theme, name, logo)] if logo else []
        parts += [text_label(self._theme, f"{FROM_ASSOCIATION}: {name}", weight=600)] if name else []
        said = {"Assistenza": association.support, "Pagina": association.page}
        if association.publisher != name:
            said = {"Distribuita da": association.publisher, **said}
        parts += [_pair(self._theme, what, words) for what, words in said.items() if words]
        self._association.show_parts(parts)

    def show_forms(self, listed: Sequence[CatalogEntry]) -> None:
        """Shows edition, id and act of each form without faults."""
        parts: list[QWidget] = []
        for form in sorted((each.form for each in listed if each.form), key=lambda form: form.id):
            entry = QWidget()
            lines = QVBoxLayout(entry)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(0)
            lines.addWidget(_pair(self._theme, capitalized(form.spec.title), f"{edition_of(form.spec)} · {form.id}"))
            lines.addWidget(text_label(self._theme, form.spec.source, "small", "muted"))
            parts.append(entry)
        self._forms.show_parts(parts)


class LogoView(QWidget):
    """A logo on white, in its proportions, scaled down to MAX_LOGO_SIZE if it is larger."""

    def __init__(self, theme: Theme, name: str, logo: Picture) -> None:
        super().__init__()
        self.setAccessibleName(f"Logo: {name}")
        image = QImage(logo.pixels, logo.width, logo.height, 3 * logo.width, QImage.Format.Format_RGB888)
        self._picture = QPixmap.fromImage(image)
        on_white = theme.color("surface") == QColor("white")
        self._margin = 0 if on_white else theme.px(8)
        size = QSize(logo.width, logo.height)
        most = QSize(theme.px(MAX_LOGO_SIZE[0]), theme.px(MAX_LOGO_SIZE[1]))
        if size.width() > most.width() or size.height() > most.height():
            size = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        self._size = size
        self.setFixedSize(size + QSize(2 * self._margin, 2 * self._margin))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            draw_box(painter, QRectF(self.rect()), 6, QColor("white"), None)
            painter.drawPixmap(QRect(QPoint(self._margin, self._margin), self._size), self._picture)


def _components(theme: Theme) -> list[QWidget]:
    if listed := components():  # a package lists them with their licence texts
        return [LicenceRow(theme, each) for each in listed]
    return [_pair(theme, name, licence) for name, licence in MADE_WITH]


def _pair(theme: Theme, left: str, right: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.gap(14))
    line.addWidget(text_label(theme, left, weight=600), 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(text_label(theme, right, "small", "muted"), 1, Qt.AlignmentFlag.AlignTop)
    return row
