"""Opens Versioni over the dossier, reads what it shows in the store's thread, and asks to take a version up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from shiboken6 import isValid

from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.room import Room
from desktop_app.gui.widgets.layout.later import in_turn

if TYPE_CHECKING:
    from desktop_app.gui.features.versions.page import VersionsPage
    from desktop_app.gui.shell.overlays import OverlayPage
    from desktop_app.session.dossier import Dossier
    from desktop_app.session.versions.looking import Look
    from desktop_app.session.versions.moments import Moment


class VersionsController(Room):
    """`take_requested` brings the draft of a version, and when that was."""

    take_requested = Signal(object, object)

    def actions(self) -> Sequence[Entry]:
        return (Action("versions", "Ver&sioni", self.show, None, "dossier"),)

    def show(self) -> None:
        """The versions of the open dossier; what was just typed is the newest."""
        self._context.store.when_ready(self._show_stored)

    def _show_stored(self) -> None:
        if self._context.store.saver is not None:
            self._context.overlays.show(self._make_page)

    def on_day_changed(self, today: dt.date) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Reads the moments again, where the page is shown: something happened to the dossier."""
        page = self._context.overlays.page_of(self._make_page)
        if page is not None:
            cast("VersionsPage", page).moments_requested.emit()

    def _make_page(self) -> OverlayPage:
        from desktop_app.gui.features.versions.page import VersionsPage
        from desktop_app.session.summary import title_of

        saver = self._context.store.saver
        assert saver is not None  # the page stands over an open dossier, and stays about that one
        id, dossier = saver.id, saver.dossier
        title = ", ".join(part for part in title_of(dossier.state) if part) or dossier.form.spec.title
        page = VersionsPage(self._context.theme, dossier.form, title)
        page.look_requested.connect(lambda moment: self._look(page, id, dossier, moment))
        page.take_requested.connect(lambda look: self._take(page, look))
        page.moments_requested.connect(lambda: self._fill(page, id, dossier))
        in_turn(page, page.moments_requested.emit)  # it is seen first
        return page

    def _fill(self, page: VersionsPage, id: str, dossier: Dossier) -> None:
        from desktop_app.session.versions.looking import read_moments

        drafts, form = self._context.drafts, dossier.form

        def show(moments: Sequence[Moment]) -> None:
            if isValid(page):  # it may have been closed meanwhile
                page.show_moments(moments, self._context.day.today())

        self._context.store.ask(lambda: read_moments(drafts, form, id), show)

    def _look(self, page: VersionsPage, id: str, dossier: Dossier, moment: Moment) -> None:
        from desktop_app.session.versions.looking import look

        drafts, form, now = self._context.drafts, dossier.form, dossier.draft

        def show(found: Look) -> None:
            if isValid(page):
                page.show_look(found)

        self._context.store.ask(lambda: look(drafts, form, id, moment, now), show)

    def _take(self, page: VersionsPage, look: Look) -> None:
        page.closed.emit()
        self.take_requested.emit(look.draft, look.moment.at)
