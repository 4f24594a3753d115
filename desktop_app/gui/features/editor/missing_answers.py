"""What the panel shows instead of a result: which answers are still missing for it, each one a link."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Field
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.layout.flow import clear_layout

MOST = 6  # links


class MissingAnswers(QWidget):
    """Lists the first few; of the others it tells how many."""

    navigate_requested = Signal(object)  # the FieldRef of an answer

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[str, ...] | None = None
        self._fact = heading(theme, "Il risultato compare qui")
        self._words = text_label(theme, "", "small", "muted")
        self._links = QVBoxLayout()
        self._links.setSpacing(theme.gap(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(6))
        column.addWidget(self._fact)
        column.addWidget(self._words)
        column.addLayout(self._links)

    def show_missing(self, missing: Sequence[Field]) -> None:
        """The fields that the result waits for; none where they are all there and do not suffice."""
        ids = tuple(field.id for field in missing)
        if ids == self._shown:
            return
        self._shown = ids
        clear_layout(self._links)
        if not missing:
            self._words.setText("I numeri scritti finora non bastano a fare il conto.")
            return
        more = len(missing) - MOST
        self._words.setText(f"Aspetta {'questa risposta' if len(missing) == 1 else 'queste risposte'}:")
        for field in missing[:MOST]:
            link = Link(self._theme, escape_mnemonic(field.spec.label))
            link.clicked.connect(lambda _=False, id=field.id: self.navigate_requested.emit(FieldRef(id)))
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if more > 0:
            after = "e un’altra" if more == 1 else f"e altre {more}"
            self._links.addWidget(text_label(self._theme, after, "small", "muted"))
