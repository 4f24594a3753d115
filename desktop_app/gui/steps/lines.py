"""Repeated lines: closed ones that say what they hold, one open at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import LineState
from desktop_app.engine.forms.form import Field
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.notices import Notices
from desktop_app.gui.steps.open_line import OpenLine
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import draw_box, draw_side_bar, painting
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.inputs.field_row import label_with_guide
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.gui.widgets.lists.line_row import LineCaptions, LineColumnLayout, LineRow
from desktop_app.gui.wording import problem_words
from desktop_app.gui.wording import sentences as words
from desktop_app.gui.wording.line_words import by_line, slots_of, unsaid_lines, words_of
from desktop_app.session.visible_problems import NO_PROBLEMS, ProblemsByPlace

UNDO = "undo"


class Frame(QWidget):
    """Holds one line, and the fields of the open one; draws the box around both."""

    def __init__(self, theme: Theme, row: LineRow) -> None:
        super().__init__()
        self._theme, self.row, self._wrong = theme, row, False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(row)

    def show_wrong(self, wrong: bool) -> None:
        if wrong != self._wrong:
            self._wrong = wrong
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.row.is_open:
            return
        theme, rect, radius = self._theme, QRectF(self.rect()), self._theme.px(8)
        color = theme.color("error" if self._wrong else "accent")
        with painting(self) as painter:
            draw_box(painter, rect, radius, theme.color("surface"), color)
            draw_side_bar(painter, rect, radius, color, theme.px(4))
            painter.setPen(theme.color("line"))
            painter.drawLine(theme.px(4), self.row.height(), self.width() - 2, self.row.height())


class LinesSection(QWidget):
    """Heading, lines, what lacks. Only the open line has editors; the others are drawn."""

    def __init__(self, theme: Theme, session: EditSession, group: Field, note: str = "") -> None:
        super().__init__()
        self._theme, self._session, self.group = theme, session, group
        self._slots = slots_of(group)
        self._columns = LineColumnLayout(theme, self._slots)
        self._frames: dict[str, Frame] = {}
        self._known: dict[str, tuple[Any, ...]] = {}
        self._form: OpenLine | None = None
        self._open: str | None = None
        self._stop: str | None = None  # the line that Tab reaches
        self._build(note)

    def _build(self, note: str) -> None:
        theme, spec = self._theme, self.group.spec
        self._count = text_label(theme, "", "small", "muted", wrap=False)
        self._add = Button(theme, f"Aggiungi {escape_mnemonic(spec.item or 'riga')}", icon="plus", small=True)
        self._add.setAccessibleDescription(spec.label)
        self._add.clicked.connect(self.add)
        self._empty = text_label(theme, "Nessuna riga.", "small", "muted")
        self._notices, self._removed = Notices(theme), Notices(theme, bar=False)
        self._removed.activated.connect(self._undo_removal)
        self._captions = LineCaptions(self._columns)
        head = QHBoxLayout()
        head.setSpacing(theme.gap(10))
        if self._session.dossier.form.names(self.group.id):
            title = heading(theme, spec.label, one_line=True)
            head.addLayout(label_with_guide(theme, title, spec.label, self._ask_guide), 1)
        else:
            head.addWidget(heading(theme, spec.label), 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._add, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.gap(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(6))
        column.addLayout(head)
        helps = words.together(spec.help, note)
        if helps:
            column.addWidget(text_label(theme, helps, "small", "muted"))
        column.addWidget(self._captions)
        column.addLayout(self._rows)
        for part in (self._empty, self._removed, self._notices):
            column.addWidget(part)

    def _ask_guide(self) -> None:
        self._session.help_requested.emit(FieldRef(self.group.id))

    # --- from the dossier --------------------------------------------------------------------------------

    @property
    def _lines(self) -> list[LineState]:
        return [line for line in self._session.state.lines.get(self.group.id, []) if line.readable]

    def show_state(self, said: ProblemsByPlace, force: FieldRef | None = None) -> None:
        """Draws the lines that changed, and the open one."""
        state, lines = self._session.state, self._lines
        named = by_line(said, self.group.id)
        unsaid = unsaid_lines(state.problems, self.group.id)
        self._keep_frames([line.id for line in lines])
        raws = self._session.dossier.draft.answers.get(self.group.id) or []
        for number, line in enumerate(state.lines.get(self.group.id, []), 1):
            if not line.readable:
                continue
            mine, lacks = tuple(named.get(number, ())), number in unsaid
            key = (number, raws[number - 1], line.values, mine, lacks)
            if self._known.get(line.id) != key:
                self._known[line.id] = key
                frame = self._frames[line.id]
                frame.row.show_words(words_of(self.group, self._slots, line, number, mine, lacks))
                frame.show_wrong(any(problem.severity == "error" for problem in mine))
            if line.id == self._open and self._form is not None:
                self._form.show_line(line, said, force)
        self._show_around(len(lines), said)

    def _show_around(self, count: int, said: ProblemsByPlace) -> None:
        self._count.setText("1 riga" if count == 1 else f"{count} righe" if count else "")
        self._empty.setVisible(not count)
        self._captions.setVisible(bool(count))
        place = FieldRef(self.group.id)
        own = said.get(place, NO_PROBLEMS)
        state = self._session.state
        self._notices.show_notices(tuple(problem_words.notice(each, self.group, state) for each in own))

    def _keep_frames(self, ids: list[str]) -> None:
        """Makes and drops rows so that there is one for each line, in order."""
        if list(self._frames) == ids:
            return
        for gone in [id for id in self._frames if id not in ids]:
            self._drop(gone)
        for index, id in enumerate(ids):
            if id not in self._frames:
                self._frames[id] = self._make_frame(id)
            if self._rows.indexOf(self._frames[id]) != index:
                self._rows.insertWidget(index, self._frames[id])
        self._frames = {id: self._frames[id] for id in ids}
        if self._stop not in self._frames:
            self._stop = next(iter(self._frames), None)
        self._set_stops()

    def _make_frame(self, id: str) -> Frame:
        row = LineRow(self._columns)
        row.clicked.connect(lambda: self.toggle(id))
        row.focus_move_requested.connect(lambda by: self._move(id, by))
        row.remove_requested.connect(lambda: self.remove(id))
        return Frame(self._theme, row)

    def _drop(self, id: str) -> None:
        frame = self._frames.pop(id)
        self._known.pop(id, None)
        if self._open == id:
            self._take_form()
        self._rows.removeWidget(frame)
        frame.hide()
        frame.deleteLater()

    # --- open and closed ---------------------------------------------------------------------------------

    def toggle(self, id: str) -> None:
        """Opens a line, or closes it."""
        if self._open == id:
            self.close()
        else:
            self.open(id)

    def open(self, id: str, column: str | None = None) -> None:
        """Opens a line in place of the one that is open, and goes to one of its columns."""
        if id not in self._frames:
            return
        if self._open != id:
            self._leave()
            if self._form is None:
                self._make_form()
            assert self._form is not None
            self._take_form()
            self._open = self._stop = id
            self._frames[id].row.show_open(True)
            self._frames[id].column.addWidget(self._form)
            self.show_state(self._session.visible_problems(self.group.page), FieldRef(self.group.id))
            self._form.setVisible(True)
            self._set_stops()
        assert self._form is not None
        self._session.unfolded.emit(self._frames[id])
        self._form.focus_column(column)

    def close(self) -> bool:
        """Closes the open line: from now on what lacks in it is named."""
        id = self._open
        if id is not None and id in self._frames:
            row = self._frames[id].row
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self._take_form()
            self._set_stops()
            self._session.close_line(id)
        return True

    def _leave(self) -> None:
        id = self._open
        if id is not None:
            self._session.close_line(id)

    def _make_form(self) -> None:
        form = OpenLine(self._theme, self._session, self.group)
        form.copied.connect(self.copy)
        form.removed.connect(lambda: self.remove(self._open or ""))
        form.closed.connect(self.close)
        self._form = form

    def _take_form(self) -> None:
        """Takes the fields out of the line they are in; they wait, hidden, for the next one."""
        if self._form is not None:
            if self._open in self._frames:
                self._frames[self._open].column.removeWidget(self._form)
                self._frames[self._open].row.show_open(False)
                self._frames[self._open].update()
            self._form.setVisible(False)
            self._form.setParent(self)
        self._open = None

    def _set_stops(self) -> None:
        """Tab reaches one line; then, if it is open, its fields."""
        for id, frame in self._frames.items():
            policy = Qt.FocusPolicy.StrongFocus if id == self._stop else Qt.FocusPolicy.ClickFocus
            frame.row.setFocusPolicy(policy)
        stops: list[QWidget] = [self._add]
        if self._stop in self._frames:
            stops.append(self._frames[self._stop].row)
        if self._open and self._form is not None:
            stops += tab_stops(self._form)
        set_tab_order(stops)

    def _move(self, id: str, by: int) -> None:
        ids = list(self._frames)
        self._stop = ids[max(0, min(len(ids) - 1, ids.index(id) + by))]
        self._set_stops()
        self._frames[self._stop].row.setFocus(Qt.FocusReason.TabFocusReason)

    # --- add, duplicate, remove --------------------------------------------------------------------------

    def add(self) -> None:
        """A new line, open, with the focus in its first field."""
        self._leave()
        self.open(self._session.add_line(self.group.id))

    def copy(self) -> None:
        """A line like the open one, at the end."""
        if self._open is not None:
            source = self._open
            self._leave()
            self.open(self._session.add_line(self.group.id, source))

    def remove(self, id: str) -> None:
        """Takes the line away without a question, and offers to undo it for as long as nothing else changes."""
        ids = list(self._frames)
        if id not in ids:
            return
        at = ids.index(id)
        self._session.change(lambda: self._session.dossier.remove_line(self.group.id, id))
        self._removed.show_notices(
            [Notice("plain", f"Riga {at + 1} eliminata.", links=((UNDO, "Annulla"),), icon="trash-2")]
        )
        left = list(self._frames)
        if left:
            self._stop = left[min(at, len(left) - 1)]
            self._set_stops()
            self._frames[self._stop].row.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        set_tab_order([*([self._frames[self._stop].row] if self._stop else [self._add]), *tab_stops(self._removed)])

    def forget_removal(self) -> None:
        """Something else changed: undo would now take back that."""
        self._removed.show_notices([])

    def _undo_removal(self, _link: str) -> None:
        self.forget_removal()
        self._session.undo_requested.emit()

    @property
    def ids(self) -> list[str]:
        """The ids of the lines, in order."""
        return list(self._frames)

    @property
    def open_line(self) -> str | None:
        """The id of the open line."""
        return self._open

    def row(self, id: str) -> LineRow:
        """A line as it is when closed."""
        return self._frames[id].row

    def item(self, column: str) -> FieldItem:
        """A field of the open line."""
        assert self._form is not None
        return self._form.items[column]

    def focus_place(self, place: FieldRef) -> None:
        """Where a problem's link leads: the line is opened."""
        if place.line is not None and place.line in self._frames and place.column is not None:
            self.open(place.line, place.column)
        elif place.line is not None and place.line in self._frames:
            self._stop = place.line
            self._set_stops()
            self._frames[place.line].row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._add.setFocus(Qt.FocusReason.ShortcutFocusReason)
