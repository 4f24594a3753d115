"""What became of each dossier of a damaged file."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.drafts.damage.keeper import Repaired
from desktop_app.drafts.faults import quoted_path
from desktop_app.drafts.models import SavedDossier
from desktop_app.gui.features.damage.words import KEPT_TEXT, TITLE, origin_words, summary_lines
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import TitledOverlay
from desktop_app.gui.widgets.drawing.labels import Separator, text_label

MOST_SHOWN = 200


class DamagePage(TitledOverlay):
    """The dossiers that are not as they were, one by one; how many are; where the damaged file lies."""

    def __init__(self, theme: Theme, repaired: Repaired) -> None:
        told = [each for each in repaired.report.dossiers if origin_words(each)]
        told.sort(key=lambda each: ("lost", "unchecked", "copy", "history").index(each.origin))
        parts: list[QWidget] = [text_label(theme, repaired.notice), Separator(theme)]
        parts += [self._row(theme, each) for each in told[:MOST_SHOWN]]
        if len(told) > MOST_SHOWN:
            parts.append(text_label(theme, f"E altre {len(told) - MOST_SHOWN}."))
        parts += [text_label(theme, line) for line in summary_lines(repaired.report)]
        if repaired.set_aside is not None:
            parts += [
                Separator(theme),
                text_label(theme, f"Il file danneggiato: {quoted_path(repaired.set_aside)}", "small", "muted"),
                text_label(theme, KEPT_TEXT, "small", "muted"),
            ]
        super().__init__(theme, TITLE, parts)

    @staticmethod
    def _row(theme: Theme, saved: SavedDossier) -> QWidget:
        row = QWidget()
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(text_label(theme, saved.title, weight=600))
        lines.addWidget(text_label(theme, origin_words(saved), "small", "error" if saved.origin == "lost" else "muted"))
        return row
