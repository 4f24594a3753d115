"""One step, made from the form's data: title, blocks with their heading, fields, repeated lines."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.definition import PageDef
from desktop_app.engine.form import Field
from desktop_app.engine.place import Place
from desktop_app.gui.steps import words
from desktop_app.gui.steps.editors import is_short
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from desktop_app.gui.steps.notes import Notes
from desktop_app.gui.steps.pairs import PairLayout
from desktop_app.gui.steps.party_bar import PartyBar
from desktop_app.gui.steps.talk import NOTHING, Talk
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets.field_row import with_guide
from desktop_app.gui.widgets.link import Link
from desktop_app.gui.widgets.marks import Tag
from desktop_app.gui.widgets.mnemonics import Letters
from desktop_app.gui.widgets.text import Rule, heading, text

IDLE: Final = "Questo passo non serve in questa pratica."


class BlockHeading(QWidget):
    """The heading of a block, with who fills it in where that holds for all of it; the page's `first` needs no line."""

    def __init__(self, theme: Theme, talk: Talk, field: Field, owner: str, first: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(4))
        if not first:
            column.addWidget(Rule(theme))
            column.addSpacing(theme.gap(12))
        row = QHBoxLayout()
        row.setSpacing(theme.gap(10))
        guided = talk.dossier.form.names(field.id)
        title = heading(theme, field.spec.label, natural=guided)
        if guided:
            ask = partial(talk.puzzled.emit, Place(field.id))
            row.addLayout(with_guide(theme, title, field.spec.label, lambda: ask()), 1)
        else:
            row.addWidget(title, 1)
        if owner:
            row.addWidget(Tag(theme, owner, "pen-line"))
        column.addLayout(row)
        if field.spec.help:
            column.addWidget(text(theme, words.tidy(field.spec.help), "small", "muted"))


class StepPage(QWidget):
    """Built once, when first asked for; then only what changed is drawn again. `onward` asks for the next step."""

    onward = Signal()

    def __init__(self, theme: Theme, talk: Talk, page: PageDef) -> None:
        super().__init__()
        self._theme, self._talk, self.page = theme, talk, page
        self.parts: dict[str, QWidget] = {}
        self.bars: dict[str, PartyBar] = {}
        self._pairs = PairLayout(theme)
        self._title = heading(theme, page.title, "h1")
        self._intro = text(theme, words.tidy(page.intro or ""), color="muted")
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.gap(4))
        head.addWidget(self._title)
        head.addWidget(self._intro)
        self._idle, self._onward = QWidget(), Link(theme, "Vai avanti")
        idle = QVBoxLayout(self._idle)
        idle.setContentsMargins(0, 0, 0, 0)
        idle.addWidget(text(theme, IDLE))
        idle.addWidget(self._onward, 0, Qt.AlignmentFlag.AlignLeft)
        self._onward.setAccessibleDescription(IDLE)
        self._onward.clicked.connect(self.onward)
        self._idle.hide()
        head.addWidget(self._idle)
        self.setLayout(self._pairs)
        self._pairs.add(self._head)
        self.setAccessibleName(page.title)

    def fill(self) -> None:
        """Makes the parts, when the page stands where it belongs."""
        fields = [field for field in self._talk.dossier.form.fields.values() if field.page == self.page.id]
        notes, letters = Notes(fields), Letters()
        books, parties = self._talk.books, self._talk.dossier.form.parties.values()
        begins = {next(iter(party.fields.values())).id: party for party in parties} if books else {}
        for field in fields:
            if books and field.id in begins:
                bar = PartyBar(self._theme, self._talk, books, begins[field.id])
                self.bars[bar.party.prefix] = bar
                self._pairs.add(bar)
            part = self._make(field, notes, letters)
            self.parts[field.id] = part
            small = isinstance(part, FieldItem)
            short = small and is_short(self._theme, field)
            self._pairs.add(part, short=short, above=0 if small else self._theme.gap(10))

    def _make(self, field: Field, notes: Notes, letters: Letters) -> QWidget:
        if field.spec.type == "heading":
            return BlockHeading(self._theme, self._talk, field, notes.owner_of(field), not self.parts)
        if field.columns:
            return LinesSection(self._theme, self._talk, field, notes.note_of(field))
        return FieldItem(self._theme, self._talk, field, letters, notes.note_of(field))

    @property
    def has_lines(self) -> bool:
        """Whether the step wants the wider column of repeated lines."""
        return any(isinstance(part, LinesSection) for part in self.parts.values())

    def set_look(self, columns: int, low: bool) -> None:
        """How many fields a row holds; a low window does without the sentence under the title."""
        self._pairs.set_look(columns, low)
        self._intro.setVisible(bool(self.page.intro) and not low)

    # --- from the dossier --------------------------------------------------------------------------------

    def show_state(self, force: Place | None = None) -> None:
        """Shows and hides, and draws what changed; `force` is a place whose value came from elsewhere."""
        state, said = self._talk.state, self._talk.said(self.page.id)
        seen = {field.id for field in self._talk.dossier.visible_fields(self.page.id)}
        if self._idle.isHidden() == (not seen):
            self._idle.setVisible(not seen)
        for id, part in self.parts.items():
            if (id in seen) != part.isVisibleTo(self):
                self._show_part(part, id in seen)
            if id not in seen:
                continue
            if isinstance(part, FieldItem):
                part.show_cell(state.cells[id], said.get(part.place, NOTHING), part.place == force)
            elif isinstance(part, LinesSection):
                part.show_state(said, force)
        for bar in self.bars.values():
            bar.show_state()
            wanted = bar.offers and any(field.id in seen for field in bar.party.fields.values())
            if wanted != bar.isVisibleTo(self):
                bar.setVisible(wanted)

    def _show_part(self, part: QWidget, seen: bool) -> None:
        focused = QApplication.focusWidget()
        if not seen and focused is not None and part.isAncestorOf(focused):
            parts = list(self.parts.values())
            before = parts[: parts.index(part)]
            near = [each for each in before if isinstance(each, FieldItem) and each.isVisibleTo(self)]
            if near:  # else Qt would send the focus anywhere
                near[-1].focus()
        part.setVisible(seen)

    def forget_removals(self) -> None:
        """Something else changed, so a removed line is no longer one click away."""
        for part in self.parts.values():
            if isinstance(part, LinesSection):
                part.forget_removal()

    # --- focus -------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The first thing that can be filled in; on a step that asks nothing, the way on."""
        for id, part in self.parts.items():
            if isinstance(part, FieldItem) and part.isVisibleTo(self) and part.field.formula is None:
                return part.focus()
            if isinstance(part, LinesSection) and part.isVisibleTo(self):
                return part.focus_place(Place(id))
        if not self._idle.isHidden():
            self._onward.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, place: Place) -> bool:
        """Puts the focus there, all selected, opening its line; says whether it can be seen."""
        part = self.parts.get(place.field)
        if part is None or not part.isVisibleTo(self):
            return False
        if isinstance(part, FieldItem):
            part.focus()
        elif isinstance(part, LinesSection):
            part.focus_place(place)
        return True
