"""The differences between two versions, step by step: each question with its answer before and after."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.versions.words import NO_ANSWER, kind_words, spoken
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.labels import Separator, text_label
from desktop_app.gui.widgets.layout.flow import clear_layout
from desktop_app.gui.widgets.layout.scroll import ScrollContent
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.versions.differences import Difference
from desktop_app.session.versions.text_changes import Piece, in_sight

AT_ONCE: Final = 40  # differences that are drawn, before "Mostra"


class DifferenceList(ScrollContent):
    """Shows some at first, and more where the user asks for them."""

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__()
        self._theme, self._form = theme, form
        self._titles = {page.id: page.title for page in form.pages}
        self._found: Sequence[Difference] = ()
        self._more: Link | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(2))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # with it the arrow keys scroll

    def show_differences(self, found: Sequence[Difference], sentence: str) -> None:
        """These, or the sentence where there are none."""
        self._found = found
        clear_layout(self._column)
        if not found:
            self._column.addWidget(text_label(self._theme, sentence, "body", "muted"))
        self.setAccessibleName(f"Differenze: {len(found)}" if found else sentence)
        self.setAccessibleDescription(". ".join(map(spoken, found[:AT_ONCE])))
        self._add(0)

    def _add(self, first: int) -> None:
        theme, some = self._theme, self._found[first : first + AT_ONCE]
        before = self._page(self._found[first - 1]) if first else ""
        for page, group in groupby(some, key=self._page):
            if page != before:
                title = text_label(theme, self._titles.get(page, ""), "small", "muted", 700)
                title.setContentsMargins(0, theme.gap(14), 0, theme.gap(2))
                self._column.addWidget(title)
                self._column.addWidget(Separator(theme))
            for each in group:
                self._column.addWidget(self._row(each))
        left = len(self._found) - first - len(some)
        self._more = more = Link(theme, f"Mostra le altre ({left})") if left > 0 else None
        if more is not None:
            more.clicked.connect(lambda: self._show_more(more, first + len(some)))
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_more(self, link: Link, first: int) -> None:
        self._column.removeWidget(link)
        link.hide()
        link.deleteLater()
        self._add(first)
        if self._more is not None:
            self._more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, difference: Difference) -> str:
        return self._form.fields[difference.place.field].page

    def _row(self, difference: Difference) -> QWidget:
        theme, row = self._theme, QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, theme.gap(8), 0, theme.gap(8))
        column.setSpacing(theme.gap(2))
        kind = kind_words(difference)
        label = tidy(difference.label) + (f" · {kind}" if kind else "")
        column.addWidget(text_label(theme, label, "small", weight=600))
        value = self._value(difference)
        value.setAccessibleName(spoken(difference))
        column.addWidget(value)
        return row

    def _value(self, difference: Difference) -> QLabel:
        if difference.pieces:
            words = _marked(in_sight(difference.pieces))
        elif difference.kind in ("line_added", "lines_moved"):
            words = _answer(difference.after, "b" if difference.kind == "line_added" else "i")
        elif difference.kind == "line_removed":
            words = _answer(difference.before, "s")
        else:
            words = f"{_answer(difference.before, 's')}&ensp;→&ensp;{_answer(difference.after, 'b')}"
        made = text_label(self._theme, "", "small")
        made.setTextFormat(Qt.TextFormat.RichText)
        made.setText(words)
        return made


def _answer(words: str, mark: str) -> str:
    """An answer, marked by its shape: never by a colour alone."""
    shown = escape(words).replace("\n", "<br>")
    return f"<{mark}>{shown}</{mark}>" if words else f"<i>{NO_ANSWER}</i>"


def _marked(pieces: Sequence[Piece]) -> str:
    """A text with what was taken out struck through, and what was put in bold and underlined."""
    marks = {"same": "{}", "removed": "<s>{}</s>", "added": "<b><u>{}</u></b>"}
    made = ""
    for each in pieces:
        words = each.words.lstrip()
        between = each.words[: len(each.words) - len(words)] or (" " if made else "")
        made += escape(between) + marks[each.kind].format(escape(words))
    return made.replace("\n", "<br>")
