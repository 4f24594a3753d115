"""One field of a step, or one column of the open line: its row, and the parts that open under it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import Cell, Problem
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps import book_offer, form_offer, name_offer, receipt_offer
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.editors import editor_value, is_read, make_editor, on_its_way
from desktop_app.gui.steps.notes import owner_words
from desktop_app.gui.steps.reason import ReasonLine
from desktop_app.gui.steps.why import WhyBox
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.inputs.field_row import GUIDE_LINK, FieldRow
from desktop_app.gui.widgets.layout.scroll import ScrollContent
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.gui.wording import problem_words
from desktop_app.gui.wording import sentences as words
from desktop_app.session.visible_problems import NO_PROBLEMS

WHY, REPLACE, RESTORE = "why", "replace", "restore"


class FieldItem(ScrollContent):
    """Shows a cell and its problems, and tells the session what the user does. Holds no answer.

    `place` is the field, or the column of the line that is open; `note` tells who fills it in and its article.
    """

    def __init__(
        self, theme: Theme, session: EditSession, field: Field, mnemonics: Mnemonics | None = None, note: str = ""
    ) -> None:
        super().__init__()
        self._theme, self._session, self.field = theme, session, field
        self.place = FieldRef(field.group, field.id) if field.group else FieldRef(field.id)
        self._shown: tuple[Any, ...] | None = None
        self._party_field = book_offer.party_field(session, field)
        self._set_aside_line: ReasonLine | None = None
        self._set_aside_check = ""
        self._override_line: ReasonLine | None = None
        self._why: WhyBox | None = None
        spec = field.spec
        self.editor = make_editor(theme, field, mnemonics)
        self.note = " · ".join(part for part in (owner_words(spec.owner), words.tidy(spec.source or "")) if part)
        helps = words.together(spec.help, note)
        form = session.dossier.form
        guided = form.has_guide_section(field.key)
        owner = form.fields[field.group].spec.label if field.group else form.parts.get(field.id, "")
        self.row = FieldRow(
            theme, spec.label, self.editor, helps, formatting.several_of(spec.unit or ""), mnemonics, guided, owner
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(8))
        column.addWidget(self.row)
        if is_read(field):
            self.editor.set_read_only("computed")
        self.editor.edited.connect(self._edited)
        self.editor.committed.connect(self._committed)
        self.row.link_activated.connect(self._follow_link)

    # --- what the user does -----------------------------------------------------------------------------------

    def _edited(self, value: object) -> None:
        if isinstance(value, str) and self.field.spec.traits.numeric:
            value = on_its_way(value)
        if self.field.formula is None:
            self._session.answer(self.place, value)
        elif self.field.spec.override and value not in (None, ""):
            # An emptied field will get another value: back at the computed one it would be read-only.
            self._override(value, self._override_reason())

    def _committed(self) -> None:
        self._session.leave(self.place)
        if self._shown is not None:
            self.editor.show_value(editor_value(self.field, self._cell()))

    def _follow_link(self, link: str) -> None:
        """Does what a link of the row, of a problem or of the address book's offer says."""
        if link == WHY:
            self._toggle_why()
        elif link == GUIDE_LINK:
            self._session.help_requested.emit(self.place)
        elif link == REPLACE:
            self._replace()
        elif link == RESTORE:
            self._override(None, "")
            self._session.leave(self.place)
            self.focus()
        elif link.startswith(("book:", form_offer.TAKE, name_offer.KEEP)):
            self._follow_offer(link)
        elif link.startswith(problem_words.GO):
            self._session.navigate_requested.emit(FieldRef(link.removeprefix(problem_words.GO)))
        elif link.startswith(problem_words.WRITE):
            self._session.answer(self.place, link.removeprefix(problem_words.WRITE))
            self._session.leave(self.place)
            self.focus()
        elif link.startswith(problem_words.ASIDE):
            self._open_set_aside(link.removeprefix(problem_words.ASIDE))
        elif link.startswith(problem_words.RESUME):
            self._set_aside(link.removeprefix(problem_words.RESUME), "")
            self._session.leave(self.place)
            self.focus()

    def _follow_offer(self, link: str) -> None:
        if link == name_offer.KEEP:
            self._session.kept_names.add((self.place, str(self._cell().raw)))
            self.show_cell(self._cell(), self._problems())
        else:
            follow = form_offer if link == form_offer.TAKE else book_offer
            follow.follow(self._session, self.place, link)
        self.focus()

    def _open_set_aside(self, check: str) -> None:
        if self._set_aside_line is None:
            several = " Vale per tutte le righe." if self.field.group else ""
            self._set_aside_line = ReasonLine(
                self._theme, "Perché va bene così", f"Il motivo si stampa nella relazione.{several}"
            )
            self._set_aside_line.edited.connect(lambda text: self._set_aside(self._set_aside_check, text))
            self._set_aside_line.committed.connect(self._close_set_aside)
            self._add_below(self._set_aside_line)
        self._set_aside_check = check
        self._set_aside_line.show_value(self._session.dossier.draft.set_aside.get(check, ""))
        self._set_aside_line.setVisible(True)
        self._set_aside_line.focus()

    def _set_aside(self, check: str, reason: str) -> None:
        place = self.place
        self._session.change(lambda: self._session.dossier.set_aside(check, reason.strip() or None, place), place)

    def _close_set_aside(self) -> None:
        self._session.leave(self.place)
        if self._set_aside_line is not None:
            had_focus = self._set_aside_line.isAncestorOf(self.window().focusWidget() or self)
            if had_focus:
                self.focus()
            self._set_aside_line.setVisible(False)

    def _replace(self) -> None:
        """Overrides the computed value with itself, as it is shown, for the user to change."""
        value = self._cell().value
        if value is None:
            return
        spec = self.field.spec
        self._override(value if spec.traits.picked else formatting.value(spec, value, euro=False), "")
        self.focus()

    def _override(self, value: Any, reason: str) -> None:
        self._session.change(lambda: self._session.dossier.override(self.field.id, value, reason), self.place)

    def _override_reason(self) -> str:
        kept = self._session.dossier.draft.overrides.get(self.field.id)
        return kept.reason if kept else ""

    def _override_reason_edited(self, reason: str) -> None:
        kept = self._session.dossier.draft.overrides.get(self.field.id)
        if kept is not None:
            id, value = self.field.id, kept.value
            # It is kept in canonical form, where 1.234 has three decimals; as typed it would be 1234.
            again = self._as_typed(value)
            self._session.change(lambda: self._session.dossier.override(id, again, reason), self.place)

    def _as_typed(self, value: Any) -> Any:
        return editor_value(self.field, self._cell()) if isinstance(value, str) else value

    def _toggle_why(self) -> None:
        if self._why is None:
            self._why = WhyBox(self._theme)
            self._add_below(self._why)
            self._why.show_trace(self._session.state, self.field)
        else:
            self._why.setVisible(not self._why.isVisible())
        self._shown = None
        self.show_cell(self._cell(), self._problems())

    # --- from the dossier --------------------------------------------------------------------------------

    def _cell(self) -> Cell:
        state = self._session.state
        if self.field.group is None:
            return state.cells[self.field.id]
        for line in state.lines[self.field.group]:
            if line.id == self.place.line:
                return line.cells[self.field.id]
        return Cell(visible=False)

    def _problems(self) -> tuple[Problem, ...]:
        return self._session.visible_problems(self.field.page).get(self.place, NO_PROBLEMS)

    def show_line(self, line: str | None) -> None:
        """For a column: shows that line from now on."""
        if line != self.place.line:
            self.place = FieldRef(self.place.field, self.place.column, line)
            self._shown = None
            self.row.clear_refusal()
            if self._set_aside_line is not None:
                self._set_aside_line.setVisible(False)

    def show_cell(self, cell: Cell, problems: tuple[Problem, ...], force: bool = False) -> None:
        """Draws what changed; what is being typed is not overwritten, unless by `force` (it was undone)."""
        offer = book_offer.offer_for(self._session, self._party_field, self.field, self.place, cell)
        offer = offer or receipt_offer.offer_for(self._session, self.place)
        offer = offer or form_offer.offer_for(self._session, self.field, self.place)
        offer = offer or name_offer.offer_for(self._session, self.field, self.place, cell)
        now = (cell.raw, cell.value, cell.origin, cell.wrong, problems, self._override_reason(), offer)
        if self._why is not None and self._why.isVisible():
            self._why.show_trace(self._session.state, self.field)
        if now == self._shown and not force:
            return
        if self._shown is not None and self._shown[0] != cell.raw:  # the answer that the refusal spoke of is gone
            self.row.clear_refusal()
        self._shown = now
        if force or not self.editor.is_typing():
            self.editor.show_value(editor_value(self.field, cell))
        self._show_notices(problems, offer)
        if self.field.spec.unit:
            shown = "" if cell.value is None else formatting.value(self.field.spec, cell.value)
            self.row.set_unit(formatting.unit_after(shown, self.field.spec.unit))
        if self.field.formula is not None:
            self.row.say_value("" if cell.value is None else formatting.value(self.field.spec, cell.value))
            self._show_origin(cell)
        elif cell.origin in ("book", "default"):
            self.row.set_origin(cell.origin)
        else:
            self.row.set_origin("" if self.field.spec.confirmed else "unconfirmed")

    def _show_notices(self, problems: tuple[Problem, ...], offer: Notice | None) -> None:
        state = self._session.state
        notices = [problem_words.notice(each, self.field, state) for each in problems]
        self.row.show_notices((*notices, *([offer] if offer else [])))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The problems and offers that are shown beside the field."""
        return self.row.notices

    def _show_origin(self, cell: Cell) -> None:
        replaced = cell.origin == "overridden"
        unconfirmed = self.field.key in self._session.state.unconfirmed
        self.row.set_origin("overridden" if replaced else "unconfirmed" if unconfirmed else "computed")
        self.editor.set_read_only("" if replaced else "computed")
        links = []
        if replaced:
            links.append((RESTORE, "Torna al calcolo"))
        elif self.field.spec.override and cell.value is not None:
            links.append((REPLACE, "Sostituisci questo valore"))
        if self.field.group is None:
            opened = self._why is not None and not self._why.isHidden()
            links.append((WHY, "Nascondi il perché" if opened else "Perché?"))
        self.row.set_links(tuple(links))
        if self.field.spec.override:
            self._show_override_line(replaced)

    def _show_override_line(self, replaced: bool) -> None:
        if replaced and self._override_line is None:
            self._override_line = ReasonLine(self._theme, "Perché lo cambi", "Il motivo si stampa nella relazione.")
            self._override_line.edited.connect(self._override_reason_edited)
            self._override_line.committed.connect(lambda: self._session.leave(self.place))
            self._add_below(self._override_line)
        if self._override_line is not None:
            self._override_line.setVisible(replaced)
            self._override_line.show_value(self._override_reason())

    def _add_below(self, widget: QWidget) -> None:
        """Adds a part under the row; Tab reaches its controls after the field's own."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)
        set_tab_order(tab_stops(self))

    def height_of_head(self, width: int) -> int:
        """How far down the control begins, so that those of one row stand on one line."""
        return self.row.height_of_head(width)

    def focus(self) -> None:
        """Puts the focus on the field, all selected."""
        self.row.focus()
        target = self.editor.focus_widget()
        if isinstance(target, QLineEdit):  # where the focus was there already, Qt selects nothing
            target.selectAll()
