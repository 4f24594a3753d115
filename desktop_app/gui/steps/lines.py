"""A group of repeated lines: rows that say what they hold, of which one at a time is open for editing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import LineState
from desktop_app.engine.forms.form import Field
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.line_list import LineList
from desktop_app.gui.steps.notices import NoticeList
from desktop_app.gui.steps.open_line import OpenLine
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.inputs.field_row import label_with_guide
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.gui.widgets.lists.line_row import LineCaptions, LineColumnLayout
from desktop_app.gui.wording import problem_words
from desktop_app.gui.wording import sentences as words
from desktop_app.gui.wording.line_words import by_line, slots_of, unfinished_lines, words_of
from desktop_app.session.visible_problems import NO_PROBLEMS, ProblemsByPlace

UNDO = "undo"


class LinesSection(QWidget):
    """Heading, rows, notices. At most one line is open: it has editors, which are made once for the group."""

    def __init__(self, theme: Theme, session: EditSession, group: Field, note: str = "") -> None:
        super().__init__()
        self._theme, self._session, self.group = theme, session, group
        self._slots = slots_of(group)
        columns = LineColumnLayout(theme, self._slots)
        self._captions, self.list = LineCaptions(columns), LineList(theme, columns)
        self._fields: OpenLine | None = None
        self._open: str | None = None
        self._build(note)
        self.list.toggle_requested.connect(self.toggle_line)
        self.list.remove_requested.connect(self.remove_line)
        self.list.tab_stop_changed.connect(self._set_tab_order)

    def _build(self, note: str) -> None:
        theme, spec = self._theme, self.group.spec
        self._count = text_label(theme, "", "small", "muted", wrap=False)
        self._add = Button(theme, f"Aggiungi {escape_mnemonic(spec.item or 'riga')}", icon="plus", small=True)
        self._add.setAccessibleDescription(spec.label)
        self._add.clicked.connect(self.add_line)
        self._empty = text_label(theme, "Nessuna riga.", "small", "muted")
        self._notices, self._removed = NoticeList(theme), NoticeList(theme, bar=False)
        self._removed.link_activated.connect(self._undo_removal)
        head = QHBoxLayout()
        head.setSpacing(theme.gap(10))
        if self._session.dossier.form.has_guide_section(self.group.id):
            title = heading(theme, spec.label, one_line=True)
            head.addLayout(label_with_guide(theme, title, spec.label, self._ask_guide), 1)
        else:
            head.addWidget(heading(theme, spec.label), 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._add, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(6))
        column.addLayout(head)
        helps = words.together(spec.help, note)
        if helps:
            column.addWidget(text_label(theme, helps, "small", "muted"))
        column.addWidget(self._captions)
        column.addLayout(self.list)
        for part in (self._empty, self._removed, self._notices):
            column.addWidget(part)

    def _ask_guide(self) -> None:
        self._session.help_requested.emit(FieldRef(self.group.id))

    # --- from the dossier --------------------------------------------------------------------------------

    def show_state(self, problems: ProblemsByPlace, force: FieldRef | None = None) -> None:
        """Draws the lines that changed, and the open one; at `force` also what is being typed: it was undone."""
        state = self._session.state
        lines = [(number, line) for number, line in enumerate(self._all_lines(), 1) if line.readable]
        named, unfinished = by_line(problems, self.group.id), unfinished_lines(state.problems, self.group.id)
        self._show_rows([line.id for _, line in lines])
        answers = self._session.dossier.draft.answers.get(self.group.id) or []
        for number, line in lines:
            mine, frame = tuple(named.get(number, ())), self.list.frame(line.id)
            shown = (number, answers[number - 1], line.values, mine, number in unfinished)
            if frame.shown != shown:
                frame.shown = shown
                words = words_of(self.group, self._slots, line, number, mine, number in unfinished)
                frame.show_words(words, any(problem.severity == "error" for problem in mine))
            if line.id == self._open and self._fields is not None:
                self._fields.show_line(line, problems, force)
        self._show_around(len(lines), problems)

    def _all_lines(self) -> list[LineState]:
        return self._session.state.lines.get(self.group.id, [])

    def _show_around(self, count: int, problems: ProblemsByPlace) -> None:
        self._count.setText("1 riga" if count == 1 else f"{count} righe" if count else "")
        self._empty.setVisible(not count)
        self._captions.setVisible(bool(count))
        own, state = problems.get(FieldRef(self.group.id), NO_PROBLEMS), self._session.state
        self._notices.show_notices(tuple(problem_words.notice(each, self.group, state) for each in own))

    def _show_rows(self, ids: list[str]) -> None:
        if ids == self.list.ids:
            return
        if self._open is not None and self._open not in ids:
            self._release_fields()
        self.list.show_lines(ids)

    # --- open and closed ---------------------------------------------------------------------------------

    def toggle_line(self, id: str) -> None:
        """Opens a line, or closes it."""
        if self._open == id:
            self.close_line()
        else:
            self.open_line(id)

    def open_line(self, id: str, column: str | None = None) -> None:
        """Opens a line in place of the one that is open, and puts the focus on one of its columns."""
        if id not in self.list.ids:
            return
        fields = self._fields or self._make_fields()
        if self._open != id:
            self._leave_line()
            self._release_fields()
            self._open = id
            self.list.frame(id).open(fields)
            self.show_state(self._session.visible_problems(self.group.page), FieldRef(self.group.id))
            fields.setVisible(True)
            self.list.set_tab_stop(id)
        self._session.unfolded.emit(self.list.frame(id))
        fields.focus_column(column)

    def close_line(self) -> None:
        """Closes the open line: from now on what is missing in it is named."""
        id = self._open
        if id is not None:
            self.list.row(id).setFocus(Qt.FocusReason.OtherFocusReason)
            self._release_fields()
            self._set_tab_order()
            self._session.close_line(id)

    def _leave_line(self) -> None:
        if self._open is not None:
            self._session.close_line(self._open)

    def _make_fields(self) -> OpenLine:
        fields = self._fields = OpenLine(self._theme, self._session, self.group)
        fields.copy_requested.connect(self.copy_line)
        fields.remove_requested.connect(lambda: self.remove_line(self._open or ""))
        fields.close_requested.connect(self.close_line)
        return fields

    def _release_fields(self) -> None:
        """Takes the fields out of the open line, which is closed then; hidden, they wait for the next one."""
        if self._fields is not None:
            if self._open is not None:
                self.list.frame(self._open).release(self._fields)
            self._fields.setVisible(False)
            self._fields.setParent(self)
        self._open = None

    def _set_tab_order(self) -> None:
        """Tab reaches one line; then, if one is open, its fields."""
        stops: list[QWidget] = [self._add]
        if self.list.tab_stop is not None:
            stops.append(self.list.row(self.list.tab_stop))
        if self._open is not None and self._fields is not None:
            stops += tab_stops(self._fields)
        set_tab_order(stops)

    # --- add, duplicate, remove --------------------------------------------------------------------------

    def add_line(self) -> None:
        """A new line, open, with the focus in its first field."""
        self._leave_line()
        self.open_line(self._session.add_line(self.group.id))

    def copy_line(self) -> None:
        """A line like the open one, at the end."""
        source = self._open
        if source is not None:
            self._leave_line()
            self.open_line(self._session.add_line(self.group.id, source))

    def remove_line(self, id: str) -> None:
        """Takes the line away without a question, and offers to undo it for as long as nothing else changes."""
        if id not in self.list.ids:
            return
        at = self.list.ids.index(id)
        self._session.change(lambda: self._session.dossier.remove_line(self.group.id, id))
        self._removed.show_notices(
            [Notice("plain", f"Riga {at + 1} eliminata.", links=((UNDO, "Annulla"),), icon="trash-2")]
        )
        left = self.list.ids
        if left:
            self.list.focus(left[min(at, len(left) - 1)])
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        before = self.list.row(self.list.tab_stop) if self.list.tab_stop is not None else self._add
        set_tab_order([before, *tab_stops(self._removed)])

    def forget_removal(self) -> None:
        """Something else changed: what undo takes back now is that, so the offer goes."""
        self._removed.show_notices([])

    def _undo_removal(self, _link: str) -> None:
        self.forget_removal()
        self._session.undo_requested.emit()

    # --- focus -------------------------------------------------------------------------------------------

    def focus_place(self, place: FieldRef) -> None:
        """Where a problem's link leads: a column of a line, which is opened, a line, or all of them."""
        if place.line is None or place.line not in self.list.ids:
            self._add.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif place.column is not None:
            self.open_line(place.line, place.column)
        else:
            self.list.focus(place.line, Qt.FocusReason.ShortcutFocusReason)
