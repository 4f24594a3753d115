"""The guided view of one dossier: rail, step, calculation panel. It asks the dossier, and stores no answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.field_ref import FieldRef, field_ref_of
from desktop_app.engine.evaluation.state import Problem
from desktop_app.gui.features.editor.field_in_hand import FieldInHand
from desktop_app.gui.features.editor.focus_areas import FocusAreas, focus_first
from desktop_app.gui.features.editor.header import EditorHeader
from desktop_app.gui.features.editor.layout import EditorLayout
from desktop_app.gui.features.editor.navigation import StepNavigation
from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.features.editor.side_column import SideColumn
from desktop_app.gui.features.editor.step_bar import ResultStrip, StepBar
from desktop_app.gui.features.editor.step_keys import set_step_keys
from desktop_app.gui.features.editor.step_panels import StepPanels
from desktop_app.gui.features.editor.step_scroll_area import StepScrollArea
from desktop_app.gui.features.editor.step_stack import StepStack
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.page import Page
from desktop_app.gui.shell.room import do_nothing
from desktop_app.gui.steps.closing_step import ClosingPage, ClosingStep
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.layout.later import in_turn
from desktop_app.gui.widgets.lists.rail import Rail
from desktop_app.session.acts import AnyAct
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import step_state

PAUSE_MS = 400  # after the last key, until the states of the steps are drawn again


class DossierView(Page):
    """One open dossier.

    `edited` comes after each change, for saving; `step_changed` with the id of the step shown. On a change of theme
    a new view is made with the `session` of the old one, which knows what the user has been told already. `size` is
    the one that the view will have, so that no step is laid out twice. `ids` are the steps, the `closing` ones last,
    which `go_to` alone shows; the first of those is where a dossier without problems leads.
    """

    step_changed = Signal(str)
    edited = Signal()
    home_requested = Signal()
    preview_requested = Signal()
    check_requested = Signal()
    guide_requested = Signal(object)  # of a FieldRef

    def __init__(
        self,
        theme: Theme,
        dossier: Dossier,
        closing: Sequence[ClosingStep],
        session: EditSession | None = None,
        step: str = "",
        size: QSize | None = None,
        side: SideColumn | None = None,
    ) -> None:
        super().__init__()
        self.resize(size or self.size())
        self.theme, self.dossier, self.closing = theme, dossier, closing
        self.session, self.step, self._panel_waits = session or EditSession(dossier), "", False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._header, self._bar, self._strip = EditorHeader(theme), StepBar(theme), ResultStrip(theme)
        self._rail, stack = Rail(theme), StepStack(theme, self.session, closing)
        self.let_go, self.closing_page, self.part = stack.let_go, stack.closing_page, stack.part
        self.when_typed, self.take_typed, self.awaits = stack.when_typed, stack.take_typed, stack.awaits
        self._stack = stack
        self._panels = StepPanels(theme, self.session, self.go_to)
        self._navigation = StepNavigation(self.session, closing, self._rail, self._header, self._bar)
        self.ids = self._navigation.ids
        self.side, self._areas = side or SideColumn(theme), FocusAreas()
        around = (self._header, self._rail, self._stack, self._bar, self._strip, self.side)
        self._layout = EditorLayout(theme, self, *around)
        self._layout.keeps_room = bool(dossier.form.panels)
        self._connect()
        set_step_keys(self, self.ids, self.go_to, lambda by: self.when_typed(partial(self.next_area, by)))
        if step not in self._navigation.closing_ids:  # that waits until the view is shown
            self.go_to(step if step in self.ids else self.ids[0])

    def _connect(self) -> None:
        self.session.changed.connect(self._changed)
        self.session.visible_problems_changed.connect(self._show)
        self.session.navigate_requested.connect(self.go_to)
        self.session.undo_requested.connect(self.undo)
        self.session.unfolded.connect(self._scroll_to_top_of)
        self.session.help_requested.connect(self.guide_requested)
        self._rail.step_requested.connect(lambda index: self.go_to(self.ids[index]))
        self._header.step_requested.connect(lambda index: self.go_to(self.ids[index]))
        self._header.check_requested.connect(self.check_requested)
        self._header.home_requested.connect(self.home_requested)
        self._header.preview_requested.connect(lambda: self.when_typed(self.preview_requested.emit))
        self._bar.back_requested.connect(self.back)
        self._bar.forward_requested.connect(self.forward)
        self._strip.panel_requested.connect(self._to_panel)
        self._stack.forward_requested.connect(self.forward)
        self._stack.sides_changed.connect(self._align_bar)
        self._stack.navigate_requested.connect(self.go_to)
        self._pause.timeout.connect(self._show_navigation)
        self._in_hand = FieldInHand(self)
        self._in_hand.moved.connect(self._bar.show_field)
        self._in_hand.moved.connect(self.side.show_field)
        self.side.navigate_requested.connect(self.go_to)
        self.side.chosen.connect(lambda _: self._arrange(anew=True))

    @property
    def _area(self) -> StepScrollArea | None:
        """The step that is shown, None on a closing one."""
        return self._stack.areas.get(self.step)

    @property
    def shown_closing(self) -> ClosingPage | None:
        """The page of the closing step that is shown, None on a step of the form."""
        return self._stack.closing_pages.get(self.step)

    @property
    def awaited(self) -> FieldRef | None:
        """The place that gets the focus once it is made."""
        return self._area.page.awaited if self._area else None

    @property
    def is_waiting(self) -> bool:
        """Whether the place that was asked for is still being made, and the focus goes there later."""
        return bool(self._area and self._area.page.is_waiting)

    def parts(self) -> Mapping[str, QWidget]:
        """The parts of the step that is shown, by the id of their field."""
        return self._stack.parts(self.step)

    def panel(self) -> CalculationPanel | None:
        """The calculation panel of the step that is shown."""
        self._bring_panel()
        return self._panels.of(self.step)

    # --- from step to step -------------------------------------------------------------------------------

    def go_to(self, where: FieldRef | Problem | str, then: Callable[[], object] = do_nothing) -> None:
        """Shows a step, or a place with the focus on its field, all selected, its line opened, where `then` does more:
        in a later turn where a long step is made only now."""
        if isinstance(where, Problem):
            where = field_ref_of(where, self.dossier.state)
        step = self.dossier.form.fields[where.field].page if isinstance(where, FieldRef) else where
        if step not in self.ids or self._stack.puts_off(lambda: self.go_to(where, then)):
            return
        self._enter(step)
        closing = self.shown_closing
        if closing is not None:
            closing.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (area := self._area) and not (isinstance(where, FieldRef) and area.page.focus_place(where, then)):
            area.page.focus_first()

    def _enter(self, step: str) -> None:
        if step == self.step:
            return
        self._leave_step()
        self.step = step
        self._panel_waits = not self._panels.is_made(step)
        self._stack.make(step)
        self._stack.leave_for(step)
        self._arrange(anew=True)
        self._stack.show_step(step)  # once it has its width, so that it is laid out once
        self.side.panel_area.verticalScrollBar().setValue(0)
        in_turn(self, self._bring_panel)
        self.step_changed.emit(step)

    def before_leaving(self) -> None:
        for _ in self.take_typed():
            pass

    def _leave_step(self, on_purpose: bool = False) -> None:
        """What is missing on the step is named from now on, unless it was only looked at."""
        if self._area is not None:
            self._area.page.stop_waiting()
            self.dossier.close_step()
            if on_purpose or step_state(self.dossier.state, self.step) != "not_started":
                self.session.check(self.step)

    def back(self) -> None:
        """Indietro."""
        self._walk(-1)

    def forward(self) -> None:
        """Avanti."""
        self._walk(1)

    def _walk(self, by: int) -> None:
        step = self._navigation.neighbour(self.step, by)
        if step is not None and not self._stack.puts_off(lambda: self._walk(by)):
            self._leave_step(on_purpose=by > 0)
            self.go_to(step)

    def go_to_summary(self) -> None:
        """The first of the closing steps."""
        self.go_to(self.closing[0].step_id)

    def check_all(self) -> int:
        """Controlla: names every problem and goes to the first one; tells how many errors there are."""
        self.session.check(*self.ids)
        errors = [problem for problem in self.dossier.state.problems if problem.severity == "error"]
        self.go_to(errors[0] if errors else self.closing[0].step_id)
        return len(errors)

    def undo(self) -> None:
        """Takes the last change back, on whatever step it was, and shows where."""
        self._show_undone(self.session.undo())

    def redo(self) -> None:
        """Makes an undone change again, and shows where."""
        self._show_undone(self.session.redo())

    def _show_undone(self, place: FieldRef | None) -> None:
        if place is None:
            return
        self.go_to(place)
        if self._area is not None:
            self._area.page.show_state(place)
            self.go_to(place)

    # --- drawing what changed ----------------------------------------------------------------------------

    def show_exports(self, exports: Sequence[ExportEntry], acts: Sequence[AnyAct] = ()) -> None:
        """The documents exported from the dossier, the newest first, and what happened to it, the oldest first."""
        self.dossier.exports, self.dossier.acts = exports, acts
        for closing in self._stack.closing_pages.values():
            closing.show_exports()
        self._header.show_state(self.dossier.state, self.dossier.met_days(), self.dossier.own_title)
        self._show_navigation()

    def _changed(self) -> None:
        if self._area is not None:
            self._area.page.forget_removals()
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        """Draws what changed on the step, the panel and around them."""
        if self._area is not None:
            self._area.page.show_state()
        self._show_panel()
        self.side.show_state()
        if self.shown_closing is not None:
            self.shown_closing.show_state()
        self._header.show_state(self.dossier.state, self.dossier.met_days(), self.dossier.own_title)
        if self.session.typing_place is None or (self._navigation.says_exported and not self._navigation.is_exported()):
            self._show_navigation()
        else:  # not at every key
            self._pause.start()

    def _show_panel(self) -> None:
        panel = self._drawn_panel()
        if panel is not None:
            self._strip.show_result(panel.result)
        if (panel is not None) != self._layout.has_panel:
            self._arrange(anew=True)

    def _bring_panel(self) -> None:
        """The first time a panel is made in a turn of its own; its place was kept free."""
        if self._panel_waits:
            self._panel_waits = False
            self._show_panel()

    def _drawn_panel(self) -> CalculationPanel | None:
        """The panel of the step as the dossier is now, None where it has none to show."""
        panel, look = None if self._panel_waits else self._panels.of(self.step), self._layout.breakpoint
        is_open = look is not None and look.open_interpretations
        has_panel = panel is not None and panel.show_state(self.dossier.state, self.step, open_interpretations=is_open)
        return panel if has_panel else None

    def _show_navigation(self) -> None:
        self._navigation.show(self.step, bool(self._layout.breakpoint and self._layout.breakpoint.low))

    # --- layout by the size of the window ----------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Columns give way in a narrow window, so what they need together is no bound."""
        return QSize(self.theme.px(320), self.theme.px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self, anew: bool = False) -> None:
        """Lays out what is shown; unless `anew`, only where the size asks for another layout."""
        if not self._layout.fit(self.size()) and not anew:
            return
        panel = self._drawn_panel()
        kept = self._panel_waits and self._panels.has_place(self.dossier.state, self.step)
        others = [*self._panels.made, *(area.panel_slot for area in self._stack.areas.values())]
        self._layout.arrange(self.width(), self._area, panel, [each for each in others if each is not panel], kept)
        self._align_bar()
        self._show()

    def _align_bar(self) -> None:
        self._layout.align_bar(self._area, self.shown_closing)

    def _scroll_to_top_of(self, part: QWidget) -> None:
        if self._area is not None:
            self._area.scroll_to_top_of(part)

    # --- focus -------------------------------------------------------------------------------------------

    def tab_order(self, read: Sequence[QWidget]) -> Sequence[QWidget]:
        """As it is read; after the last field Avanti, then Indietro."""
        return self._bar.in_tab_order(read)

    def next_area(self, by: int) -> None:
        """F6: header, rail, form, panel; back to where the focus was in each."""
        step, closing = self._area, self.shown_closing.widget if self.shown_closing else self
        firsts: dict[QWidget, Callable[[], object]] = {
            self._header: partial(focus_first, self._header),
            self._layout.rail_area: self._rail.focus_current,
            self._layout.middle: step.page.focus_first if step else partial(focus_first, closing),
            self.side: partial(focus_first, self.side),
        }
        self._areas.walk(firsts, by)

    def _to_panel(self) -> None:
        self.side.turn(False)
        panel = self.panel()
        if self._area is not None and panel is not None:
            focus_first(panel)
            self._area.scroll_to_panel()
