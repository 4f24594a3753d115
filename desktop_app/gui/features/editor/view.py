"""The guided view of one dossier: rail, step, calculation panel. It asks the dossier, and stores no answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef, field_ref_of
from desktop_app.engine.evaluation.state import Problem
from desktop_app.gui.features.editor.areas import Areas, focus_first
from desktop_app.gui.features.editor.breakpoint import Breakpoint, breakpoint_for
from desktop_app.gui.features.editor.frame import BarSlot, EditorHeader, ResultStrip, StepBar
from desktop_app.gui.features.editor.panel import CalculationPanel
from desktop_app.gui.features.editor.rail_words import SUMMARY, steps_of
from desktop_app.gui.features.editor.step_holder import StepHolder
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.drawing.labels import Separator
from desktop_app.gui.widgets.layout.page_stack import PageStack
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.gui.widgets.lists.rail import Rail, RailStep
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import step_state

CALM_MS = 400
LAST = "&Anteprima dei documenti"
ROOMY = 1100  # em from which the next term has its place in the header
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's word for "no limit"


class DossierView(QWidget):
    """One open dossier.

    `edited` comes after each change, for saving; `step_changed` with the id of the step shown. On a change of theme
    a new view is made with the `session` of the old one, which knows what the user has been told already.
    """

    step_changed = Signal(str)
    edited = Signal()
    home = Signal()
    preview = Signal()
    guide_wanted = Signal(object)  # of a FieldRef

    def __init__(
        self,
        theme: Theme,
        dossier: Dossier,
        summary: QWidget,
        session: EditSession | None = None,
        step: str = "",
        size: QSize | None = None,
    ) -> None:
        super().__init__()
        self.resize(size or self.size())  # the one it will have, so that no step is laid out twice
        self.theme, self.dossier, self.summary = theme, dossier, summary
        self.session = session or EditSession(dossier)
        self.ids = [*(page.id for page in dossier.form.pages), SUMMARY]
        self.step = ""
        self._holders: dict[str, StepHolder] = {}
        self._panels: dict[int, CalculationPanel] = {}
        self._areas = Areas()
        self._fold: Breakpoint | None = None
        self._has_panel = False
        self._rail_shown: tuple[list[RailStep], int, bool] | None = None
        self._later = QTimer(self, interval=CALM_MS, singleShot=True)
        self._later.timeout.connect(self._show_steps)
        self._header, self._bar, self._strip = EditorHeader(theme), StepBar(theme), ResultStrip(theme)
        self._rail, self._stack = Rail(theme), PageStack()
        self._rail_area = FadeScrollArea(theme, "canvas", line="right")
        self._panel_area = FadeScrollArea(theme, "canvas", line="left")
        self._lay_out()
        self._connect()
        self._set_shortcuts()
        self.go_to(step if step in self.ids else self.ids[0])

    # --- building ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._rail_area.set_content(self._rail)
        self._panel_slot = QWidget()
        QVBoxLayout(self._panel_slot).setContentsMargins(0, 0, 0, 0)
        self._panel_area.set_content(self._panel_slot)
        self._bar_slot, self._middle = BarSlot(self.theme, self._bar), QWidget()
        middle = QVBoxLayout(self._middle)
        middle.addWidget(self._stack, 1)
        middle.addWidget(Separator(self.theme))
        middle.addWidget(self._bar_slot)
        self._columns = QHBoxLayout()
        self._columns.addWidget(self._rail_area)
        self._columns.addWidget(self._middle, 1)
        self._columns.addWidget(self._panel_area)
        outer = QVBoxLayout(self)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in (self._header, Separator(self.theme)):
            outer.addWidget(part)
        outer.addLayout(self._columns, 1)
        outer.addWidget(self._strip)
        for layout in (middle, outer, self._columns):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._stack.addWidget(self.summary)

    def _connect(self) -> None:
        self.session.changed.connect(self._changed)
        self.session.visible_problems_changed.connect(self._show)
        self.session.navigate_requested.connect(self.go_to)
        self.session.undo_requested.connect(self.undo)
        self.session.unfolded.connect(self._show_top)
        self.session.help_requested.connect(self.guide_wanted)
        self._rail.step_requested.connect(lambda index: self.go_to(self.ids[index]))
        self._header.chosen.connect(lambda index: self.go_to(self.ids[index]))
        self._header.checked.connect(self.check_all)
        self._header.home.connect(self.home)
        self._header.preview.connect(self.preview)
        self._bar.back.connect(self.back)
        self._bar.forward.connect(lambda: self.preview.emit() if self.step == SUMMARY else self.forward())
        self._strip.followed.connect(self._to_panel)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        for name, do in (("go_to", self.go_to), ("moved", self._align_bar)):
            if (signal := getattr(self.summary, name, None)) is not None:
                signal.connect(do)

    def _set_shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F6": lambda: self.next_area(1),
            "Shift+F6": lambda: self.next_area(-1),
        }
        keys |= {f"Ctrl+{number}": partial(self.go_to, id) for number, id in enumerate(self.ids[:9], 1)}
        for key, do in keys.items():
            QShortcut(QKeySequence(key), self, do)

    # --- steps -------------------------------------------------------------------------------------------

    def go_to(self, where: FieldRef | Problem | str) -> None:
        """Shows a step, or a place with the focus on its field, all selected, its line opened."""
        if isinstance(where, Problem):
            where = field_ref_of(where, self.dossier.state)
        step = self.dossier.form.fields[where.field].page if isinstance(where, FieldRef) else where
        if step not in self.ids:
            return
        self._enter(step)
        holder = self._holders.get(step)
        if holder is None:
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not (isinstance(where, FieldRef) and holder.page.focus_place(where)):
            holder.page.focus_first()

    def _enter(self, step: str) -> None:
        if step == self.step:
            return
        self._leave_step()
        self.step = step
        if step != SUMMARY and step not in self._holders:
            self._make(step)
        self._fold = None
        self._refold()
        self._stack.setCurrentWidget(self._holders.get(step, self.summary))  # once it has its width: laid out once
        self._panel_area.verticalScrollBar().setValue(0)
        self.step_changed.emit(step)

    def _leave_step(self, on_purpose: bool = False) -> None:
        """What lacks on the step is named from now on, unless it was only looked at."""
        if self.step in self._holders:
            self.dossier.close_step()
            if on_purpose or step_state(self.dossier.state, self.step) != "not_started":
                self.session.check(self.step)

    def _make(self, step: str) -> None:
        page = next(page for page in self.dossier.form.pages if page.id == step)
        holder = StepHolder(self.theme, StepPage(self.theme, self.session, page))
        self._holders[step] = holder
        self._stack.addWidget(holder)
        holder.page.grown.connect(lambda: set_tab_order(tab_stops(holder)))
        holder.page.begin()  # in its place: Qt dresses all that is moved once more
        holder.page.onward.connect(self.forward)
        holder.verticalScrollBar().rangeChanged.connect(self._align_bar)

    def part(self, id: str) -> QWidget | None:
        """The field, the lines or the heading with that id, of the steps made so far."""
        holder = self._holders.get(self.dossier.form.fields[id].page)
        return holder.page.parts.get(id) if holder is not None else None

    def parts(self) -> Mapping[str, QWidget]:
        """The parts of the step that is shown, by the id of their field."""
        holder = self._holders.get(self.step)
        return holder.page.parts if holder is not None else {}

    def _beside(self, by: int) -> str | None:
        """The nearest step before or after that is of use in this dossier."""
        index = self.ids.index(self.step) + by
        while 0 <= index < len(self.ids) - 1 and step_state(self.dossier.state, self.ids[index]) == "not_needed":
            index += by
        return self.ids[index] if 0 <= index < len(self.ids) else None

    def back(self) -> None:
        """Indietro."""
        self._walk(-1)

    def forward(self) -> None:
        """Avanti."""
        self._walk(1)

    def _walk(self, by: int) -> None:
        step = self._beside(by)
        if step is not None:
            self._leave_step(on_purpose=by > 0)
            self.go_to(step)

    def go_to_summary(self) -> None:
        """The last step."""
        self.go_to(SUMMARY)

    def check_all(self) -> int:
        """Controlla: names every problem and goes to the first one; tells how many errors there are."""
        self.session.check(*self.ids)
        errors = [problem for problem in self.dossier.state.problems if problem.severity == "error"]
        self.go_to(errors[0] if errors else SUMMARY)
        return len(errors)

    # --- undo --------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Takes the last change back, on whatever step it was, and shows where."""
        self._show_travelled(self.session.undo())

    def redo(self) -> None:
        """Makes an undone change again, and shows where."""
        self._show_travelled(self.session.redo())

    def _show_travelled(self, place: FieldRef | None) -> None:
        if place is None:
            return
        self.go_to(place)
        if self.step in self._holders:
            self._holders[self.step].page.show_state(place)
            self.go_to(place)

    # --- showing -----------------------------------------------------------------------------------------

    def _changed(self) -> None:
        holder = self._holders.get(self.step)
        if holder is not None:
            holder.page.forget_removals()
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        """Draws what changed on the step, the panel and the frame."""
        state = self.dossier.state
        holder = self._holders.get(self.step)
        if holder is not None:
            holder.page.show_state()
        self._show_panel()
        refresh = getattr(self.summary, "show_state", None)
        if refresh is not None and holder is None:
            refresh()
        self._header.show_state(state)
        if self.session.typing_place is None:
            self._show_steps()
        else:  # calm while typing: no step changes its state at every key
            self._later.start()

    def _show_panel(self) -> None:
        panel = self.panel()
        spread = self._fold is not None and self._fold.spread
        has_panel = panel is not None and panel.show_state(self.dossier.state, self.step, spread=spread)
        if panel is not None and has_panel:
            self._strip.show_result(panel.result)
        if has_panel != self._has_panel and self._fold is not None:
            self._fold = None
            self._refold()

    def _show_steps(self) -> None:
        steps, current = steps_of(self.session), self.ids.index(self.step)
        shown = (steps, current, self._fold is not None and self._fold.low)
        if shown == self._rail_shown:
            return
        self._rail_shown = shown
        self._rail.show_steps(*shown)
        self._header.show_steps(steps, current)
        before, after = self._beside(-1), self._beside(1)
        titles = {id: step.title for id, step in zip(self.ids, steps, strict=True)}
        last = LAST if self.step == SUMMARY and self.dossier.documents.applicable() else ""
        self._bar.show_steps(titles.get(before or ""), titles.get(after or ""), last)

    def panel(self) -> CalculationPanel | None:
        """The panel of the step, made when first asked for; steps with the same one share it."""
        for index, panel in enumerate(self.dossier.form.panels):
            if self.step in panel.spec.pages:
                return self._panels.get(index) or self._make_panel(index)
        return None

    def _make_panel(self, index: int) -> CalculationPanel:
        panel = CalculationPanel(self.theme)
        panel.wanted.connect(self.go_to)
        self._panels[index] = panel
        return panel

    # --- folding -----------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Columns fold away, so what they need together is no bound."""
        return QSize(self.theme.px(320), self.theme.px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refold()

    def _refold(self) -> None:
        holder = self._holders.get(self.step)
        look = breakpoint_for(self.theme, self.width(), self.height(), holder is not None and holder.page.has_lines)
        if look == self._fold:
            return
        self._fold = look
        self._rail_area.setVisible(look.rail > 0)
        self._rail_area.setFixedWidth(max(1, look.rail))
        self._header.set_look(not look.rail, look.low, self.width() / self.theme.factor >= ROOMY)
        panel = self.panel()
        self._has_panel = panel is not None and panel.show_state(self.dossier.state, self.step)
        beside = bool(look.panel) and self._has_panel
        self._panel_area.setVisible(beside)
        self._panel_area.setFixedWidth(max(1, look.panel))
        self._strip.setVisible(self._has_panel and not beside)
        if holder is not None:
            holder.set_width(look.form)
            holder.page.set_look(look.columns, look.low)
        self._bar.setMaximumWidth(look.form if holder is not None else QWIDGETSIZE_MAX)
        self._place_panel(panel if self._has_panel else None, holder, beside)
        self._place_bar(holder, look)
        self._align_bar()
        self._show()

    def _place_panel(self, panel: CalculationPanel | None, holder: StepHolder | None, beside: bool) -> None:
        others = [other for other in self._panels.values() if other is not panel]
        for part in (*others, *(each.below for each in self._holders.values())):
            part.hide()
        if panel is None or holder is None:
            return
        if beside:
            holder.put(self._panel_slot, panel)
        else:
            holder.put(holder.below, panel)

    def _place_bar(self, holder: StepHolder | None, look: Breakpoint) -> None:
        """Indietro and Avanti: in sight, or at the end of a form that fills the window."""
        if holder is None or look.wide_bar:
            self._bar_slot.take(self._bar)
        else:
            self._bar_slot.hide()
            holder.put(holder.bar_slot, self._bar)

    def _show_top(self, part: QWidget) -> None:
        holder = self._holders.get(self.step)
        if holder is not None:
            holder.show_top(part)

    def _align_bar(self) -> None:
        """Indietro and Avanti stand under what they belong to, which the scroll bar may have moved."""
        holder = self._holders.get(self.step)
        if holder is None:
            self._bar_slot.align(*getattr(self.summary, "sides", (None, 0)))
            return
        scroll = holder.verticalScrollBar()
        self._bar_slot.align(None, scroll.sizeHint().width() if scroll.maximum() else 0)  # it may not show yet

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Where the question that has the focus comes from, in the bar: nothing on the page moves."""
        while new is not None and new is not self and not isinstance(new, FieldItem):
            new = new.parentWidget()
        self._bar.show_note(new.note if isinstance(new, FieldItem) and self.isAncestorOf(new) else "")

    # --- areas -------------------------------------------------------------------------------------------

    def next_area(self, by: int) -> None:
        """F6: header, rail, form, panel; back to where the focus was in each."""
        holder = self._holders.get(self.step)
        firsts: dict[QWidget, Callable[[], object]] = {
            self._header: lambda: focus_first(self._header),
            self._rail_area: self._rail.focus_current,
            self._middle: holder.page.focus_first if holder else lambda: focus_first(self.summary),
            self._panel_area: lambda: focus_first(self._panel_area),
        }
        self._areas.walk(firsts, by)

    def _to_panel(self) -> None:
        holder, panel = self._holders.get(self.step), self.panel()
        if holder is not None and panel is not None:
            focus_first(panel)
            holder.go_below()
