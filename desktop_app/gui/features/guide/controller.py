"""Opens the guide where the user is, keeps it in step with the dossier, and closes it with the main window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.gui.services.code_loader import GUIDE
from desktop_app.gui.services.position import Position
from desktop_app.gui.shell.actions import Action, Entry, Standard
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room
from desktop_app.gui.widgets.layout.later import in_turn

if TYPE_CHECKING:  # the guide is loaded when it is first asked for
    from desktop_app.engine.evaluation.field_ref import FieldRef
    from desktop_app.engine.forms.form import Form
    from desktop_app.gui.features.guide.window import GuideWindow
    from desktop_app.library import CatalogEntry

PAUSE_MS = 120  # the focus that only passes by moves no page
BESIDE_WIDTH = 660  # with its contents beside the page
FIRST_STEPS, CHECKING, NORMS = "primi-passi", "controllare", "norme"


class GuideController(Room):
    """Holds the one window of the guide, made when it is first asked for.

    `position` tells where the user is in the open dossier, None where none is open. `zoom_requested` brings the id of
    the action for a larger or smaller text.
    """

    zoom_requested = Signal(str)

    def __init__(self, context: AppContext, position: Callable[[], Position | None]) -> None:
        super().__init__(context)
        self._window, self._settings, self._position = context.window, context.settings, position
        self.guide: GuideWindow | None = None
        self._form: Form | None = None
        self._forms: list[Form] | None = None  # for the pages about all of them
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.follow)

    def actions(self) -> Sequence[Entry]:
        return (
            Action("guide", "&Guida", self.open_here, Standard.HelpContents),
            Action("norms", "&Norme", self.open_norms),
        )

    # --- opening -----------------------------------------------------------------------------------------

    def open_here(self) -> None:
        """F1: the guide of the field that has the focus, of the step, of the page."""
        self._open(*self._page_for(self._position()))

    def open_at(self, ref: FieldRef) -> None:
        """The guide of one field of the open dossier."""
        position = self._position()
        if position is not None:
            self._open(*self._page_for(position._replace(ref=ref)))

    def open_norms(self) -> None:
        """The acts that the open form cites, or all forms."""
        if self._position() is not None:
            self._open(NORMS)
        else:
            self._context.catalog.with_forms(lambda _: self._open(NORMS))

    def _open(self, key: str, id: str = "") -> None:
        self._context.code.when_loaded(lambda: self._show(key, id), GUIDE)

    def _show(self, key: str, id: str) -> None:
        guide = self._made()
        with guide.undrawn():
            self._show_contents(guide)
        guide.open_section(key, id)
        if not guide.isVisible():
            guide.setGeometry(self._beside())
            if not self._settings.guide_geometry.isEmpty():
                guide.restoreGeometry(self._settings.guide_geometry)
        guide.show()
        guide.raise_()
        guide.activateWindow()
        guide.focus_text()

    def _made(self) -> GuideWindow:
        if self.guide is None:
            from desktop_app.gui.features.guide.window import GuideWindow

            self.guide = GuideWindow(self._context.theme)
            self.guide.return_requested.connect(self._go_back)
            self.guide.zoom_requested.connect(self.zoom_requested)
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.connect(self._focus_moved)
        self._take_look(self.guide)
        return self.guide

    def _take_look(self, guide: GuideWindow) -> None:
        if guide.theme != self._context.theme:
            guide.rebuild(self._context.theme)

    def _show_contents(self, guide: GuideWindow) -> None:
        from desktop_app.gui.features.guide.pages import contents

        position = self._position()
        form = position.form if position is not None else None
        if form is not self._form or not guide.position.key:
            self._form, self._forms = form, None
            if form is None:
                self._context.catalog.with_forms(self._on_forms_read)
            if self._forms is None:  # the pages about all forms follow
                guide.show_entries(contents(form, self.all_forms, self._context.day.today))

    def all_forms(self) -> Sequence[Form]:
        """Every form that can be used; none until the worker has read them."""
        return self._forms or ()

    def _on_forms_read(self, entries: Sequence[CatalogEntry]) -> None:
        from desktop_app.gui.features.guide.pages import contents

        self._forms = [each.form for each in entries if each.form]
        if self._form is None and self.guide is not None and isValid(self.guide):
            self.guide.show_entries(contents(None, self.all_forms, self._context.day.today))

    def _beside(self) -> QRect:
        """Right of the main window where the screen has room, else over its right side."""
        main, screen = self._window.frameGeometry(), self._window.screen().availableGeometry()
        assert self.guide is not None
        hint = self.guide.sizeHint()
        free = screen.right() - main.right()
        wide = min(
            hint.width(),
            max(
                self.guide.minimumWidth(), free, min(self._context.theme.px(BESIDE_WIDTH), round(screen.width() * 0.55))
            ),
        )
        left = main.right() + 1 if free >= wide else screen.right() - wide
        top = max(screen.top(), main.top()) + 30  # below its title bar
        return QRect(left, top, wide, min(max(main.height() - 30, 400), screen.bottom() - top))

    # --- where the user is -------------------------------------------------------------------------------

    def _page_for(self, position: Position | None) -> tuple[str, str]:
        """The page of the guide for a place in the dossier, and the id whose section tells of it."""
        if position is None:
            return FIRST_STEPS, ""
        from desktop_app.gui.features.guide.pages import STEP

        form, ref = position.form, position.ref
        if ref is not None:
            section = form.guide_section(f"{ref.field}.{ref.column}" if ref.column else ref.field)
            return STEP + form.fields[ref.field].page, section.ids[0] if section else ""
        steps = {page.id for page in form.pages}
        if position.visible and position.step in steps:
            return STEP + position.step, ""
        return (position.visible and position.guide_page) or CHECKING, ""

    # --- in step -----------------------------------------------------------------------------------------

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.guide is not None and self.guide.isVisible() and new.window() is self._window:
            self._pause.start()

    def follow(self) -> None:
        """While a step is read, the guide goes where the focus goes; another page is left alone."""
        guide = self.guide
        if guide is None or not guide.isVisible():
            return
        self._show_contents(guide)
        position = self._position()
        if position is not None and guide.reads_step:
            guide.open_section(*self._page_for(position), remember=False)

    def _go_back(self) -> None:
        self._window.activateWindow()
        self._window.raise_()

    # --- look and end ------------------------------------------------------------------------------------

    def release_pages(self) -> Callable[[], None]:
        """Its window is its own: it only takes the other look, in a turn of its own, or when it is opened again."""
        return self._build_again

    def _build_again(self) -> None:
        guide = self.guide
        if guide is not None and guide.isVisible():
            in_turn(guide, lambda: self._take_look(guide))

    def close(self) -> None:
        """The main window leaves, and the guide with it."""
        if self.guide is not None and isValid(self.guide):
            if self.guide.isVisible():
                self._settings.guide_geometry = self.guide.saveGeometry()
            self.guide.hide()
            self.guide.deleteLater()
            self.guide = None
