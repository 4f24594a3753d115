"""The heading of a block of fields, with who fills it in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Field
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.drawing.indicators import Tag
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.inputs.field_row import label_with_guide
from desktop_app.gui.wording import sentences as words


class BlockHeading(QWidget):
    """The heading of a block, with who fills it in where that holds for all of it; no line above the `first` part."""

    def __init__(self, theme: Theme, session: EditSession, field: Field, owner: str, first: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(4))
        if not first:
            column.addWidget(Separator(theme))
            column.addSpacing(theme.gap(12))
        guided = session.dossier.form.has_guide_section(field.id)
        title = heading(theme, field.spec.label, one_line=guided)
        if guided:
            ref = FieldRef(field.id)
            guide = label_with_guide(theme, title, field.spec.label, lambda: session.help_requested.emit(ref))
            column.addLayout(with_owner(theme, guide, owner))
        else:
            column.addLayout(with_owner(theme, title, owner))
        if field.spec.help:
            column.addWidget(text_label(theme, words.tidy(field.spec.help), "small", "muted"))


def with_owner(theme: Theme, title: QWidget | QHBoxLayout, owner: str) -> QHBoxLayout:
    """A heading, and at the end of its line who fills in what is below it."""
    row = QHBoxLayout()
    row.setSpacing(theme.gap(10))
    if isinstance(title, QWidget):
        row.addWidget(title, 1)
    else:
        row.addLayout(title, 1)
    if owner:
        row.addWidget(Tag(theme, owner, "pen-line"))
    return row
