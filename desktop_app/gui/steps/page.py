"""One step, made from the form's data: title, blocks with their heading, fields, repeated lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.definition import PageDef
from desktop_app.engine.forms.form import Field
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.editors import is_short
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from desktop_app.gui.steps.notes import Notes
from desktop_app.gui.steps.pair_layout import PairLayout
from desktop_app.gui.steps.party_bar import PartyBar
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import Tag
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.inputs.field_row import label_with_guide
from desktop_app.gui.widgets.layout.flow import layout_suspended
from desktop_app.gui.widgets.layout.scroll import ScrollContent
from desktop_app.gui.wording import sentences as words
from desktop_app.session.steps import visible_fields
from desktop_app.session.visible_problems import NO_PROBLEMS

IDLE: Final = "Questo passo non serve in questa pratica."
FIRST: Final = 14  # fields made at once: what a screen shows
NEXT: Final = 10  # fields made in each turn after that


class BlockHeading(QWidget):
    """The heading of a block, with who fills it in where that holds for all of it; the page's `first` needs no line."""

    def __init__(self, theme: Theme, session: EditSession, field: Field, owner: str, first: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(4))
        if not first:
            column.addWidget(Separator(theme))
            column.addSpacing(theme.gap(12))
        row = QHBoxLayout()
        row.setSpacing(theme.gap(10))
        guided = session.dossier.form.names(field.id)
        title = heading(theme, field.spec.label, one_line=guided)
        if guided:
            ask = partial(session.help_requested.emit, FieldRef(field.id))
            row.addLayout(label_with_guide(theme, title, field.spec.label, lambda: ask()), 1)
        else:
            row.addWidget(title, 1)
        if owner:
            row.addWidget(Tag(theme, owner, "pen-line"))
        column.addLayout(row)
        if field.spec.help:
            column.addWidget(text_label(theme, words.tidy(field.spec.help), "small", "muted"))


class StepPage(ScrollContent):
    """Built once, when first asked for; then only what changed is drawn again. `onward` asks for the next step.

    `grown` tells that there are more parts than before: a long step is made in turns (`begin`), what is seen first.
    """

    onward = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, session: EditSession, page: PageDef) -> None:
        super().__init__()
        self._theme, self._session, self.page = theme, session, page
        self._parts: dict[str, QWidget] = {}
        self._bars: dict[str, PartyBar] = {}
        self._coming: Iterator[None] = self._making()
        self._pairs = PairLayout(theme)
        self._title = heading(theme, page.title, "h1")
        self._intro = text_label(theme, words.tidy(page.intro or ""), color="muted")
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.gap(4))
        head.addWidget(self._title)
        head.addWidget(self._intro)
        self._idle, self._onward = QWidget(), Link(theme, "Vai avanti")
        idle = QVBoxLayout(self._idle)
        idle.setContentsMargins(0, 0, 0, 0)
        idle.addWidget(text_label(theme, IDLE))
        idle.addWidget(self._onward, 0, Qt.AlignmentFlag.AlignLeft)
        self._onward.setAccessibleDescription(IDLE)
        self._onward.clicked.connect(self.onward)
        self._idle.hide()
        head.addWidget(self._idle)
        self.setLayout(self._pairs)
        self._pairs.add(self._head)
        self.setAccessibleName(page.title)

    def begin(self) -> None:
        """Makes the parts that are seen first, when the page stands where it belongs; the others in later turns."""
        self._make_some(FIRST)

    def fill(self) -> None:
        """Makes all parts at once."""
        self._make_some(None)

    def _make_some(self, number: int | None) -> None:
        before = len(self._parts)
        for _ in islice(self._coming, number):
            pass
        if len(self._parts) == before:
            return
        self.show_state()
        self.grown.emit()
        if number is not None:
            QTimer.singleShot(0, self, lambda: self._make_some(NEXT))

    def _making(self) -> Iterator[None]:
        fields = [field for field in self._session.dossier.form.fields.values() if field.page == self.page.id]
        notes, mnemonics = Notes(fields), Mnemonics()
        books, parties = self._session.books, self._session.dossier.form.parties.values()
        begins = {next(iter(party.fields.values())).id: party for party in parties} if books else {}
        # On the screen hidden until the state says otherwise, else Qt would show it; elsewhere Qt would lay it out.
        for field in fields:
            if books and field.id in begins:
                bar = PartyBar(self._theme, self._session, books, begins[field.id])
                bar.hide()
                self._bars[bar.party.prefix] = bar
                self._pairs.add(bar)
            part = self._make(field, notes, mnemonics)
            if self.isVisible():
                part.hide()
            self._parts[field.id] = part
            small = isinstance(part, FieldItem)
            short = small and is_short(self._theme, field)
            self._pairs.add(part, short=short, above=0 if small else self._theme.gap(10))
            yield

    def _make(self, field: Field, notes: Notes, mnemonics: Mnemonics) -> QWidget:
        if field.spec.type == "heading":
            return BlockHeading(self._theme, self._session, field, notes.owner_of(field), not self._parts)
        if field.columns:
            return LinesSection(self._theme, self._session, field, notes.note_of(field))
        return FieldItem(self._theme, self._session, field, mnemonics, notes.note_of(field))

    @property
    def parts(self) -> dict[str, QWidget]:
        """All of them, by the id of their field."""
        self.fill()
        return self._parts

    @property
    def has_lines(self) -> bool:
        """Whether the step wants the wider column of repeated lines."""
        fields = self._session.dossier.form.fields.values()
        return any(field.columns for field in fields if field.page == self.page.id)

    def set_look(self, columns: int, low: bool) -> None:
        """How many fields a row holds; a low window does without the sentence under the title."""
        self._pairs.set_look(columns, low)
        self._intro.setVisible(bool(self.page.intro) and not low)

    # --- from the dossier --------------------------------------------------------------------------------

    def show_state(self, force: FieldRef | None = None) -> None:
        """Shows and hides, and draws what changed; `force` is a place whose value came from elsewhere."""
        state, said = self._session.state, self._session.visible_problems(self.page.id)
        seen = {field.id for field in visible_fields(self._session.dossier.state, self.page.id)}
        with layout_suspended(self._pairs):
            if self._idle.isHidden() == (not seen):
                self._idle.setVisible(not seen)
            for id, part in self._parts.items():
                if id in seen and isinstance(part, FieldItem):
                    part.show_cell(state.cells[id], said.get(part.place, NO_PROBLEMS), part.place == force)
                elif id in seen and isinstance(part, LinesSection):
                    part.show_state(said, force)
                # Last: at each link that comes to a part on the screen Qt lays the page out again.
                if (id in seen) != part.isVisibleTo(self):
                    self._show_part(part, id in seen)
            self._show_bars(seen)

    def _show_bars(self, seen: set[str]) -> None:
        for bar in self._bars.values():
            bar.show_state()
            wanted = bar.offers and any(field.id in seen for field in bar.party.fields.values())
            if wanted != bar.isVisibleTo(self):
                bar.setVisible(wanted)

    def _show_part(self, part: QWidget, seen: bool) -> None:
        focused = QApplication.focusWidget()
        if not seen and focused is not None and part.isAncestorOf(focused):
            parts = list(self._parts.values())
            before = parts[: parts.index(part)]
            near = [each for each in before if isinstance(each, FieldItem) and each.isVisibleTo(self)]
            if near:  # else Qt would send the focus anywhere
                near[-1].focus()
        part.setVisible(seen)

    def forget_removals(self) -> None:
        """Something else changed, so a removed line is no longer one click away."""
        for part in self._parts.values():
            if isinstance(part, LinesSection):
                part.forget_removal()

    # --- focus -------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The first thing that can be filled in; on a step that asks nothing, the way on."""
        for id, part in self._parts.items():
            if isinstance(part, FieldItem) and part.isVisibleTo(self) and part.field.formula is None:
                return part.focus()
            if isinstance(part, LinesSection) and part.isVisibleTo(self):
                return part.focus_place(FieldRef(id))
        if not self._idle.isHidden():
            self._onward.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, place: FieldRef) -> bool:
        """Puts the focus there, all selected, opening its line; says whether it can be seen."""
        part = self.parts.get(place.field)
        if part is None or not part.isVisibleTo(self):
            return False
        if isinstance(part, FieldItem):
            part.focus()
        elif isinstance(part, LinesSection):
            part.focus_place(place)
        return True
