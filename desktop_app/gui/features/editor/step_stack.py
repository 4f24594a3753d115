"""The steps of one dossier, of which one is seen; each is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from desktop_app.gui.features.editor.step_scroll_area import StepScrollArea
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.steps.closing_step import ClosingPage, ClosingStep
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.layout.page_stack import PageStack

FEW = 4  # steps, the one that is seen among them, that are deleted with the view in no time that anybody notices


class StepStack(PageStack):
    """`areas` are the steps of the form made so far, by id, `closing_pages` those that close the dossier."""

    forward_requested = Signal()
    navigate_requested = Signal(object)  # a FieldRef, from a closing page
    sides_changed = Signal()  # of a closing page
    awaits = Signal(object)  # a callable: to be called after `take_typed`

    def __init__(self, theme: Theme, session: EditSession, closing: Sequence[ClosingStep]) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._closing = {step.step_id: step for step in closing}
        self.closing_pages: dict[str, ClosingPage] = {}
        self.areas: dict[str, StepScrollArea] = {}

    def make(self, step: str) -> None:
        """Makes a step, unless it is there already."""
        if step in self._closing:
            self.closing_page(step)
            return
        page = next((page for page in self._session.dossier.form.pages if page.id == step), None)
        if page is None or step in self.areas:
            return
        area = self.areas[step] = StepScrollArea(self._theme, StepPage(self._theme, self._session, page))
        self.addWidget(area)
        area.page.waits.connect(self._hold_picture)
        area.page.make_in_turns()  # after addWidget: Qt applies the style again to all that is moved
        area.page.forward_requested.connect(self.forward_requested)

    def closing_page(self, step: str) -> ClosingPage:
        """The page of a closing step, made where it was never shown."""
        page = self.closing_pages.get(step)
        if page is None:
            page = self.closing_pages[step] = self._closing[step].make_page()
            self.addWidget(page.widget)
            page.navigate_requested.connect(self.navigate_requested)
            page.sides_changed.connect(self.sides_changed)
        return page

    def puts_off(self, do: Callable[[], object]) -> bool:
        """Does something later where keys are held for a place that is still to be made; see AwaitingPage. For what
        stays in the view: it is done in the middle of its page.
        """  # fmt: skip
        page = self._asking_page
        return page is not None and page.puts_off(do)

    def when_typed(self, do: Callable[[], object]) -> None:
        """Does something now, or asks by `awaits` that it be done after what was typed for such a place."""
        page = self._asking_page
        if page is not None and page.holds_keys:
            self.awaits.emit(do)
        else:
            do()

    def take_typed(self) -> Iterator[None]:
        """What was typed for such a place is in the dossier after this; the place is made in pieces, by nobody else."""
        page = self._asking_page
        return self._take_typed(page.take_typed() if page is not None else iter(()))

    def _take_typed(self, first: Iterator[None]) -> Iterator[None]:
        yield from first
        while (page := self._asking_page) is not None and page.holds_keys:
            yield from page.take_typed()

    @property
    def _asking_page(self) -> StepPage | None:
        """The step that is seen, None where it is a closing one."""
        area = self.currentWidget()
        return area.page if isinstance(area, StepScrollArea) else None

    def _hold_picture(self, waits: bool) -> None:
        """While the place that was asked for is being made, what was seen before stays on the screen, and nothing can
        be pressed in it.
        """  # fmt: skip
        self.setUpdatesEnabled(not waits)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, waits)

    def leave_for(self, step: str) -> None:
        """Hides what is shown, so that it is not laid out once more for the width that the next step has."""
        current = self.currentWidget()
        if current is not None and current is not self._widget_of(step):
            current.hide()

    def show_step(self, step: str) -> None:
        """Brings a step to the front that was made."""
        self.setCurrentWidget(self._widget_of(step))

    def _widget_of(self, step: str) -> QWidget:
        return self.areas[step] if step in self.areas else self.closing_page(step).widget

    def let_go(self) -> Iterator[None]:
        """Deletes the steps that are not seen, one in each turn, where they are many: the view is to be made anew."""
        made: dict[str, QWidget] = {**self.areas, **{step: page.widget for step, page in self.closing_pages.items()}}
        if len(made) <= FEW:
            return
        for step, widget in made.items():
            if not isValid(self):
                return
            if isValid(widget) and not self._is_in_use(widget):
                self.areas.pop(step, None)
                self.closing_pages.pop(step, None)
                delete(widget)
                yield

    def _is_in_use(self, widget: QWidget) -> bool:
        """Whether it is seen, or the panel would go with it: in another look the user goes on meanwhile."""
        return widget is self.currentWidget() or (isinstance(widget, StepScrollArea) and widget.holds_panel)

    def part(self, field: str) -> QWidget | None:
        """The field, the lines or the heading with that id, where its step was made."""
        return self.parts(self._session.dossier.form.fields[field].page).get(field)

    def parts(self, step: str) -> Mapping[str, QWidget]:
        """The parts of a step that was made, by the id of their field."""
        area = self.areas.get(step)
        return area.page.parts if area is not None else {}
