"""One step, made from the form's data: title, blocks with their heading, fields, repeated lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.definition import PageDef
from desktop_app.engine.forms.form import Field
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.awaiting import AwaitingPage
from desktop_app.gui.steps.block_heading import BlockHeading, with_owner
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.editors import is_short
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from desktop_app.gui.steps.notes import Notes
from desktop_app.gui.steps.pair_layout import PairLayout
from desktop_app.gui.steps.party_bar import PartyBar
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.layout.flow import layout_suspended
from desktop_app.gui.widgets.layout.later import in_turns
from desktop_app.gui.wording import sentences as words
from desktop_app.session.steps import visible_fields
from desktop_app.session.visible_problems import NO_PROBLEMS

NOT_NEEDED: Final = "Questo passo non serve in questa pratica."
FIRST_PARTS: Final = 4  # parts made at once: where typing begins
PARTS_PER_TURN: Final = 3  # parts made in each turn of the event loop after that
LONG_TURN: Final = 0.016  # seconds of computing: after a frame the others wait for the next turn
_END: Final = object()


def _nothing() -> None:
    """Nothing more is done."""


def _can_be_filled_in(field: Field) -> bool:
    return field.spec.type != "heading" and (field.formula is None or bool(field.columns))


class StepPage(AwaitingPage):
    """Made once, then only what changed is drawn again.

    A long step is made in turns of the event loop, so that its first screen is seen at once.
    """

    forward_requested = Signal()  # to go on to the next step
    parts_added = Signal()

    def __init__(self, theme: Theme, session: EditSession, page: PageDef) -> None:
        super().__init__()
        self._theme, self._session, self.page = theme, session, page
        self._parts: dict[str, QWidget] = {}
        self._bars: dict[str, PartyBar] = {}
        self._to_make: Iterator[None] = self._make_parts()
        self._is_whole = self._begun = self._is_taken = False
        self._pairs = PairLayout(theme)
        self._fields = [field for field in session.dossier.form.fields.values() if field.page == page.id]
        self._notes = Notes(self._fields)
        self._title = heading(theme, page.title, "h1")
        self._intro = text_label(theme, words.tidy(page.intro or ""), color="muted")
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.gap(4))
        head.addLayout(with_owner(theme, self._title, self._notes.of_page))
        head.addWidget(self._intro)
        self._not_needed, self._forward_link = QWidget(), Link(theme, "Vai avanti")
        column = QVBoxLayout(self._not_needed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text_label(theme, NOT_NEEDED))
        column.addWidget(self._forward_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._forward_link.setAccessibleDescription(NOT_NEEDED)
        self._forward_link.clicked.connect(self.forward_requested)
        self._not_needed.hide()
        head.addWidget(self._not_needed)
        self.setLayout(self._pairs)
        self._pairs.add(self._head)
        self.setAccessibleName(page.title)
        speak_as(self, "group")

    def make_in_turns(self) -> None:
        """Makes the parts that are seen first, and the others in later turns of the event loop, once it is shown."""
        self._make_some(FIRST_PARTS, LONG_TURN)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            in_turns(self, lambda: self._make_some(PARTS_PER_TURN, LONG_TURN))

    def make_all(self) -> None:
        """Makes all parts that are still to be made."""
        self._make_some(None)

    def _make_some(self, number: int | None, seconds: float | None = None) -> bool:
        """Makes so many more parts, None all, fewer where that takes longer; False where none is left."""
        made, began = 0, time.thread_time()
        while made != number and not (made and seconds and time.thread_time() - began > seconds):
            self._is_whole = next(self._to_make, _END) is _END
            if self._is_whole:
                break
            made += 1
        if made:
            self.show_state()
            self.parts_added.emit()
        self._arrive()
        return not self._is_whole

    def _make_next_stop(self) -> None:
        """Makes parts until there is one more that Tab can go to: many of a long step may be hidden, or computed."""
        stops = {field.id for field in visible_fields(self._session.state, self.page.id) if _can_be_filled_in(field)}
        before = len(stops & self._parts.keys())
        while not self._is_whole and len(stops & self._parts.keys()) == before:
            self._make_some(PARTS_PER_TURN)

    def _make_parts(self) -> Iterator[None]:
        """Makes one part for each step of the iteration."""
        fields = self._fields
        notes, mnemonics = self._notes, Mnemonics()
        books, parties = self._session.books, self._session.dossier.form.parties.values()
        begins = {next(iter(party.fields.values())).id: party for party in parties} if books else {}
        # On a page that is seen a new part is hidden until show_state: Qt would show it. On one that is not seen yet
        # it is not: Qt would lay the page out again for each part that is shown later.
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
        """All parts, by the id of their field."""
        self.make_all()
        return self._parts

    def set_columns(self, columns: int, low: bool) -> None:
        """How many short fields share a row; a low window does without the sentence under the title."""
        self._pairs.set_columns(columns, low)
        self._intro.setVisible(bool(self.page.intro) and not low)

    # --- from the dossier --------------------------------------------------------------------------------

    def show_state(self, force: FieldRef | None = None) -> None:
        """Shows and hides parts, and draws what changed; at `force` also what is being typed: it was undone."""
        state, problems = self._session.state, self._session.visible_problems(self.page.id)
        visible = self._visible()
        with layout_suspended(self._pairs):
            if self._not_needed.isHidden() == (not visible):
                self._not_needed.setVisible(not visible)
            for id, part in [*self._parts.items()]:
                if id in visible and isinstance(part, FieldItem):
                    part.show_cell(state.cells[id], problems.get(part.place, NO_PROBLEMS), part.place == force)
                elif id in visible and isinstance(part, LinesSection):
                    part.show_state(problems, force)
                # Last: Qt lays the page out again for each link that is added to a part that is seen.
                if (id in visible) != part.isVisibleTo(self):
                    self._show_part(part, id in visible)
            self._show_bars(visible)

    def _visible(self) -> set[str]:
        """The fields that are asked or shown now, made or not."""
        return {field.id for field in visible_fields(self._session.state, self.page.id)}

    def _show_bars(self, visible: set[str]) -> None:
        for bar in [*self._bars.values()]:  # the focus that a hidden link gives up may have more of the page made
            bar.show_state()
            wanted = any(field.id in visible for field in bar.party.fields.values())
            if wanted != bar.isVisibleTo(self):
                bar.setVisible(wanted)

    def _show_part(self, part: QWidget, visible: bool) -> None:
        focused = QApplication.focusWidget()
        if not visible and focused is not None and part.isAncestorOf(focused):
            parts = list(self._parts.values())
            before = parts[: parts.index(part)]
            near = [each for each in before if isinstance(each, FieldItem) and each.isVisibleTo(self)]
            if near:  # else Qt puts the focus on any control of the window
                near[-1].focus()
        part.setVisible(visible)

    def forget_removals(self) -> None:
        """Something else changed, so a removed line is no longer one click away."""
        for part in self._parts.values():
            if isinstance(part, LinesSection):
                part.forget_removal()

    # --- focus -------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Puts the focus on the first part that can be filled in; on a step that asks nothing, on the link forward."""
        stops = (field.id for field in visible_fields(self._session.state, self.page.id) if _can_be_filled_in(field))
        first = next(stops, None)
        if first is not None:
            self.focus_place(FieldRef(first))  # below many computed ones it is still to be made
        elif not self._not_needed.isHidden():
            self._forward_link.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, place: FieldRef, then: Callable[[], object] = _nothing) -> bool:
        """Puts the focus there, all selected, its line opened, and then does more; False where it cannot be seen now.

        A part that is still to be made gets it once it is there; what is typed until then waits for it.
        """
        self.stop_waiting()
        if place.field not in self._visible():
            return False
        if place.field in self._parts and (self._is_whole or place.column is None):  # a line is long, too
            self._focus_part(place)
            then()
        else:
            self._await(place, then)
        return True

    def _focus_part(self, place: FieldRef) -> None:
        part = self._parts[place.field]
        if isinstance(part, FieldItem):
            part.focus()
        elif isinstance(part, LinesSection):
            part.focus_place(place)

    def stop_waiting(self) -> None:
        """Something else is asked for; what was typed already still goes where it was meant to, at once."""
        for _ in self.take_typed():
            pass
        self._forget_awaited()

    def take_typed(self) -> Iterator[None]:
        """What was typed already goes where it was meant to: makes the parts up to there, some in each turn. From now
        on in these turns alone: in another one whoever asks for a dossier on its way would have it brought between two
        keys.
        """  # fmt: skip
        self._is_taken = self.holds_keys
        return self._take_typed()

    def _take_typed(self) -> Iterator[None]:
        while self.holds_keys:
            self._is_taken = False
            self._make_some(PARTS_PER_TURN, LONG_TURN)
            self._is_taken = self.holds_keys
            yield

    def _arrive(self) -> None:
        """The place that is waited for is there, or will never be."""
        if self.awaited is not None and not self._is_taken and (self.awaited.field in self._parts or self._is_whole):
            self._end_waiting(self._focus_seen)

    def _focus_seen(self, place: FieldRef) -> bool:
        """Puts the focus on a part, where it is seen by now; else on the first one of the step."""
        if place.field not in self._visible():
            self.focus_first()
            return False
        self._focus_part(place)
        return True

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab finds what comes next, made or not."""
        if next and not (self.is_waiting and self._has_focus()):
            self._make_next_stop()
        return super().focusNextPrevChild(next)
