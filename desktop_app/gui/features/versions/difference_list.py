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
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.labels import Separator, text_label
from desktop_app.gui.widgets.layout.flow import clear_layout
from desktop_app.gui.widgets.layout.later import later
from desktop_app.gui.widgets.layout.scroll import ScrollContent
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.versions.differences import Difference
from desktop_app.session.versions.text_changes import Piece, in_sight

AT_ONCE: Final = 40  # differences that are drawn, before "Mostra le altre"
IN_A_TURN: Final = 8  # of the event loop


class DifferenceList(ScrollContent):
    """Shows some at first, and more where the user asks for them."""

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__()
        self._theme, self._form = theme, form
        self._titles = {page.id: page.title for page in form.pages}
        self._found: Sequence[Difference] = ()
        self._most, self._shown = AT_ONCE, 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(2))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # with it the arrow keys scroll
        speak_as(self, "list")

    def show_differences(self, found: Sequence[Difference], sentence: str) -> None:
        """These, or the sentence where there are none."""
        self._found, self._most, self._shown = found, AT_ONCE, self._shown + 1
        clear_layout(self._column)
        if not found:
            self._column.addWidget(text_label(self._theme, sentence, "body", "muted"))
        self.setAccessibleName(f"Differenze: {len(found)}" if found else sentence)
        self.setAccessibleDescription(". ".join(map(spoken, found[:AT_ONCE])))
        self._draw(0)

    def _draw(self, first: int) -> None:
        """Some of them in this turn of the event loop, the next in the next one."""
        last = min(first + IN_A_TURN, self._most, len(self._found))
        before = self._page(self._found[first - 1]) if first else ""
        for page, group in groupby(self._found[first:last], key=self._page):
            if page != before:
                title = text_label(self._theme, self._titles.get(page, ""), "small", "muted", 700)
                title.setContentsMargins(0, self._theme.gap(14), 0, self._theme.gap(2))
                self._column.addWidget(title)
                self._column.addWidget(Separator(self._theme))
            for each in group:
                self._column.addWidget(self._row(each))
        shown = self._shown
        if last < min(self._most, len(self._found)):
            later(self, lambda: self._draw(last) if shown == self._shown else None)
        elif last < len(self._found):
            more = Link(self._theme, f"Mostra le altre ({len(self._found) - last})")
            more.clicked.connect(lambda: self._show_more(more, last))
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_more(self, link: Link, first: int) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(link)
        link.hide()
        link.deleteLater()
        self._most += AT_ONCE
        self._draw(first)

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
