"""Opens the guide where the user is, keeps it in step with the dossier, and closes it with the main window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.gui.features.editor.controller import Desk
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.settings import Settings
from desktop_app.gui.shell.window import Window

if TYPE_CHECKING:  # the guide is loaded when it is first asked for
    from desktop_app.engine.evaluation.field_ref import FieldRef
    from desktop_app.engine.forms.form import Form
    from desktop_app.gui.features.guide.window import GuideWindow

PAUSE_MS = 120  # the focus that only passes by moves no page
LEAST = 660  # with its contents beside the page
FIRST, SUMMARY = "primi-passi", "controllare"


class GuideController(QObject):
    """Holds the one window of the guide, made when it is first asked for."""

    def __init__(self, window: Window, desk: Desk, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._desk, self._settings = window, desk, settings
        self.guide: GuideWindow | None = None
        self._form: Form | None = None
        self._forms: list[Form] = []  # loaded so far, for the pages about all of them
        self._others: Iterator[Form] = iter(())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.follow)
        desk.guide_wanted.connect(self.open_at)

    # --- opening -----------------------------------------------------------------------------------------

    def open_here(self) -> None:
        """F1: the guide of the field that has the focus, of the step, of the page."""
        place = self._place()
        if place is not None:
            self.open_at(place)
        else:
            self._open(self._key())

    def open_at(self, place: FieldRef) -> None:
        """The guide of one field."""
        self._open(*self._where(place))

    def open_norms(self) -> None:
        """The acts that the open form cites, or all forms."""
        from desktop_app.gui.features.guide.pages import NORMS

        self._open(NORMS)

    def _open(self, key: str, id: str = "") -> None:
        guide = self._made()
        self._show_contents(guide)
        if not guide.isVisible():
            guide.setGeometry(self._beside())
            if not self._settings.guide_geometry.isEmpty():
                guide.restoreGeometry(self._settings.guide_geometry)
        guide.show()
        guide.go_to(key, id)
        guide.raise_()
        guide.activateWindow()
        guide.focus_text()

    def _made(self) -> GuideWindow:
        if self.guide is None:
            from desktop_app.gui.features.guide.window import GuideWindow

            self.guide = GuideWindow(self._desk.theme)
            self.guide.left.connect(self._go_back)
            self.guide.zoomed.connect(self._window.action_requested)
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.connect(self._focus_moved)
        return self.guide

    def _show_contents(self, guide: GuideWindow) -> None:
        from desktop_app.gui.features.guide.pages import contents

        form = self._desk.view.dossier.form if self._desk.view is not None else None
        if form is not self._form or not guide.spot.key:
            self._form = form
            if form is None:
                self._forms, self._others = [], self._desk.library.forms()
                QTimer.singleShot(PAUSE_MS, self, self._load_next)
            guide.show_entries(contents(form, self.all_forms))

    def all_forms(self) -> list[Form]:
        """Every form that can be used."""
        while self._load_one():
            pass
        return self._forms

    def _load_next(self) -> None:
        """One form at a time, between what the user does: a page about all of them then comes at once."""
        if self._load_one():
            QTimer.singleShot(0, self, self._load_next)

    def _load_one(self) -> bool:
        found = next(self._others, None)
        if found is not None:
            self._forms.append(found)
        return found is not None

    def _beside(self) -> QRect:
        """Right of the main window where the screen has room, else over its right side."""
        main, screen = self._window.frameGeometry(), self._window.screen().availableGeometry()
        assert self.guide is not None
        hint = self.guide.sizeHint()
        free = screen.right() - main.right()
        wide = min(
            hint.width(),
            max(self.guide.minimumWidth(), free, min(self._desk.theme.px(LEAST), round(screen.width() * 0.55))),
        )
        left = main.right() + 1 if free >= wide else screen.right() - wide
        top = max(screen.top(), main.top()) + 30  # below its title bar
        return QRect(left, top, wide, min(max(main.height() - 30, 400), screen.bottom() - top))

    # --- where the user is -------------------------------------------------------------------------------

    def _place(self) -> FieldRef | None:
        """The field, the column or the lines around the focus of the main window."""
        view = self._desk.view
        if view is None or not view.isVisible():
            return None
        from desktop_app.engine.evaluation.field_ref import FieldRef
        from desktop_app.gui.steps.field_item import FieldItem
        from desktop_app.gui.steps.lines import LinesSection

        widget: QWidget | None = self._window.focusWidget()
        while widget is not None and widget is not view:
            if isinstance(widget, FieldItem):
                return widget.place
            if isinstance(widget, LinesSection):
                return FieldRef(widget.group.id)
            widget = widget.parentWidget()
        return None

    def _where(self, place: FieldRef) -> tuple[str, str]:
        """The page and the id whose section tells of a place."""
        from desktop_app.gui.features.guide.pages import STEP

        assert self._desk.view is not None
        form = self._desk.view.dossier.form
        section = form.told(f"{place.field}.{place.column}" if place.column else place.field)
        return STEP + form.fields[place.field].page, section.ids[0] if section else ""

    def _key(self) -> str:
        """The page for what is shown where no field has the focus."""
        view = self._desk.view
        if view is None:
            return FIRST
        from desktop_app.gui.features.guide.pages import STEP

        steps = {page.id for page in view.dossier.form.pages}
        return STEP + view.step if view.isVisible() and view.step in steps else SUMMARY

    # --- in step -----------------------------------------------------------------------------------------

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.guide is not None and self.guide.isVisible() and new.window() is self._window:
            self._pause.start()

    def follow(self) -> None:
        """While a step is read, the guide goes where the focus goes; another page is left alone."""
        guide, view = self.guide, self._desk.view
        if guide is None or not guide.isVisible():
            return
        self._show_contents(guide)
        if view is None or not guide.reads_steps:
            return
        place = self._place()
        key, id = self._where(place) if place is not None else (self._key(), "")
        guide.go_to(key, id, remember=False)

    def _go_back(self) -> None:
        self._window.activateWindow()
        self._window.raise_()

    # --- look and end ------------------------------------------------------------------------------------

    def apply_theme(self, theme: Theme) -> None:
        """Another look."""
        if self.guide is not None:
            self.guide.build(theme)

    def close(self) -> None:
        """The main window leaves, and the guide with it."""
        if self.guide is not None and isValid(self.guide):
            if self.guide.isVisible():
                self._settings.guide_geometry = self.guide.saveGeometry()
            self.guide.hide()
            self.guide.deleteLater()
            self.guide = None
