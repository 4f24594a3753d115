"""Opens, starts and closes dossiers, and holds the one that is open: its view and its saver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.drafts.models import Stored
from desktop_app.gui.features.editor.from_elsewhere import ChangesFromElsewhere
from desktop_app.gui.services.position import Position
from desktop_app.gui.shell.actions import Action, Entry, MenuItem, Standard, Submenu
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic

if TYPE_CHECKING:  # imported where a dossier is opened: the first window needs none of it
    from desktop_app.engine.answers.draft import Draft
    from desktop_app.engine.evaluation.field_ref import FieldRef
    from desktop_app.gui.features.editor.closing_step import MakeStep
    from desktop_app.gui.features.editor.opening import DossierOpener
    from desktop_app.gui.features.editor.view import DossierView
    from desktop_app.gui.services.address_books import AddressBooks
    from desktop_app.gui.services.autosave import Saver
    from desktop_app.gui.steps.caret import Caret
    from desktop_app.gui.steps.edit_session import EditSession
    from desktop_app.session.dossier import Dossier


class EditorController(Room):
    """At most one dossier is open. Every fault becomes a notice above the page.

    `closing_steps` make the steps after those of the form, each in a room of its own. `changed` comes when what is
    open, or what can be undone in it, has changed; `closed` when a dossier was put away.
    """

    changed = Signal()
    edited = Signal()
    closed = Signal()
    home_requested = Signal()
    preview_requested = Signal()
    guide_requested = Signal(object)  # a FieldRef

    def __init__(self, context: AppContext, closing_steps: Sequence[MakeStep]) -> None:
        super().__init__(context)
        self._closing_steps = closing_steps
        self.view: DossierView | None = None
        self.changes = ChangesFromElsewhere(context, lambda: self.view)
        self._caret: Caret | None = None  # that of the last change of look

    def actions(self) -> Sequence[Entry]:
        return (
            Action("undo", "&Annulla", self._in_view(lambda view: view.undo()), Standard.Undo, "undo"),
            Action("redo", "&Ripeti", self._in_view(lambda view: view.redo()), "Ctrl+Y", "redo"),
            Action("back", "&Indietro", self._in_view(lambda view: view.back()), "Alt+Left", "dossier"),
            Action("next", "A&vanti", self._in_view(lambda view: view.forward()), "Alt+Right", "dossier"),
            Submenu("steps", "&Passi", self._steps, "dossier"),
            Action("check", "&Controlla", self._in_view(lambda _: self.check_all()), "F8", "dossier"),
            Action("summary", "&Riepilogo", self._in_view(lambda view: view.go_to_summary()), "Ctrl+R", "dossier"),
        )

    # --- what is open ------------------------------------------------------------------------------------

    @property
    def saver(self) -> Saver | None:
        """The saver of the open dossier."""
        return self._context.store.saver

    @property
    def open_id(self) -> str:
        """The id of the open dossier; empty where none is open."""
        saver = self.saver
        return saver.id if saver is not None else ""

    def position(self) -> Position | None:
        """Where the user is in the open dossier, None where none is open."""
        view = self.view
        if view is None:
            return None
        from desktop_app.gui.steps.caret import field_ref_at

        ref = field_ref_at(self._context.window.focusWidget(), view) if view.isVisible() else None
        closing = view.closing_step
        return Position(
            view.dossier.form, view.step, view.isVisible(), ref, closing.guide_page if closing is not None else ""
        )

    def go_to(self, step: str) -> None:
        """Shows a step of the open dossier."""
        if self.view is not None:
            self.view.go_to(step)

    def _on_form_changed(self, dossier: Dossier) -> None:
        """It goes on by another form: whatever was made for the one before is made anew."""
        view = self.view
        if view is not None and view.session.dossier is not dossier:
            view.dossier = view.session.dossier
            self.closed.emit()
            self._show(dossier, "", None)
            self._context.window.drop_page(view)
            self._on_edited()

    def check_all(self) -> None:
        """Names every problem of today and goes to the first."""
        self._context.day.today()
        if self.view is not None:
            self.view.check_all()

    def on_day_changed(self, today: dt.date) -> None:
        if self.view is not None:
            self.view.session.move_to(today)
            self.show_exports()

    @cached_property
    def _books(self) -> AddressBooks:
        """The address books; where a record changes, what the dossier says of it is worked out anew."""
        books = self._context.books
        books.changed.connect(self._refresh_records)
        return books

    def _refresh_records(self, _record: str) -> None:
        if self.view is not None:
            self.view.session.refresh_records()

    def show_exports(self) -> None:
        """Tells the dossier what was exported from it and what happened since, the window what that is worth now."""
        from desktop_app.session.acts import read_acts

        if self.view is not None and self.saver is not None:
            with self._context.store.faults_told():
                drafts, id = self._context.drafts, self.saver.id
                self.view.show_exports(drafts.exports(id), read_acts(drafts.acts.of(id)))

    def _in_view(self, do: Callable[[DossierView], object]) -> Callable[[], None]:
        def done() -> None:
            if self.view is not None and self.view.isVisible():  # not behind a preview
                do(self.view)

        return done

    def _steps(self) -> list[MenuItem]:
        from desktop_app.gui.features.editor.rail_words import steps_of

        view = self.view
        if view is None:
            return []
        items: list[MenuItem] = []
        for number, (id, step) in enumerate(zip(view.ids, steps_of(view.session, view.closing), strict=True), 1):
            key = f"\tCtrl+{number}" if number < 10 else ""
            items.append((escape_mnemonic(step.title) + key, self._in_view(partial(_go_to, step=id))))
        return items

    # --- opening -----------------------------------------------------------------------------------------

    def open(
        self, id: str, step: str = "", ref: FieldRef | None = None, then: Callable[[], object] = do_nothing
    ) -> None:
        """Opens a dossier at a step, or at a place in it, with the history of earlier sessions; then does more."""

        def show(stored: Stored, dossier: Dossier) -> None:
            self._take(stored, dossier, step or stored.step, ref, then)

        self._with_opener(lambda opener: opener.open(id, show))

    def begin(self, form_id: str) -> None:
        """A new dossier, with the answers that the association prepared."""
        self._with_opener(lambda opener: opener.begin(form_id, self._take))

    def begin_example(self, form_id: str) -> None:
        """A new dossier with the example's answers, to look at."""
        self._with_opener(lambda opener: opener.begin_example(form_id, self._take))

    def create(self, draft: Draft, shown: bool = True) -> None:
        """A new dossier with these answers, open unless it is only to be stored."""
        self._with_opener(lambda opener: opener.create(draft, self._take if shown else _only_stored))

    def duplicate(self, id: str) -> None:
        """A copy of a dossier, open, with the way to take it back."""

        def made(copy: str) -> None:
            self.open(copy, then=lambda: self._tell_copied(copy))

        if id:
            self._with_opener(lambda opener: opener.duplicate(id, made))

    def _tell_copied(self, copy: str) -> None:
        from desktop_app.gui.features.editor.copying import tell_copied

        tell_copied(self._context, copy, lambda bin: self.close(lambda: bin(self.home_requested.emit)))

    def _with_opener(self, do: Callable[[DossierOpener], object]) -> None:
        """Does something once the code is there that a dossier needs."""
        self._context.code.when_loaded(lambda: do(self._opener))

    @cached_property
    def _opener(self) -> DossierOpener:
        from desktop_app.gui.features.editor.opening import DossierOpener

        return DossierOpener(self._context, lambda: self._books)

    def _take(
        self,
        stored: Stored,
        dossier: Dossier,
        step: str = "",
        ref: FieldRef | None = None,
        then: Callable[[], object] = do_nothing,
    ) -> None:
        """Puts away what is open and shows this one; where that cannot be stored, nothing changes, and it is said."""
        from desktop_app.gui.services.autosave import Saver

        def show() -> None:
            self._context.store.attach(Saver(self._context.drafts, stored, dossier))
            self._show(dossier, step, None)
            if ref is not None and self.view is not None:
                self.view.go_to(ref)
            then()

        self.close(show)

    def _show(self, dossier: Dossier, step: str, session: EditSession | None) -> None:
        from desktop_app.gui.features.editor.view import DossierView
        from desktop_app.gui.steps.edit_session import EditSession

        context = self._context
        closing = [make(context.theme, dossier) for make in self._closing_steps]
        session = session or EditSession(dossier, self._books)
        self.view = view = DossierView(context.theme, dossier, closing, session, step, context.window.pages.size())
        view.edited.connect(self._on_edited)
        for told in (view.session.visible_problems_changed, view.session.travels):
            told.connect(self._save_now)
        view.session.form_changed.connect(self._on_form_changed)
        view.step_changed.connect(self._on_step_changed)
        view.home_requested.connect(self.home_requested)
        view.preview_requested.connect(self.preview_requested)
        view.check_requested.connect(self.check_all)
        view.guide_requested.connect(self.guide_requested)
        self.show_exports()
        context.window.show_page(view)
        view.go_to(view.step)
        self._on_step_changed(view.step)
        self.changed.emit()

    # --- while it is open --------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        if self.saver is not None:
            self.saver.changed()
        self.edited.emit()
        self.changed.emit()

    def _save_now(self) -> None:
        """A field was left: what was typed there does not wait for the pause."""
        if self.saver is not None and self._context.store.is_open:
            self.saver.save()

    def _on_step_changed(self, step: str) -> None:
        if self.saver is not None:
            self.saver.step = step
            self.saver.save()
            self._context.drafts.remember_open(self.saver.id, step)

    # --- closing -----------------------------------------------------------------------------------------

    def close(self, then: Callable[[], object] = do_nothing) -> None:
        """Stores what is open, puts it away and does more; where it cannot be stored, it stays, and that is said."""

        def put_away() -> None:
            if self.view is not None:
                self._context.window.drop_page(self.view)
                self.view = None
                self._context.store.detach()
                for key in ("recovered", "copied"):
                    self._context.window.tell(key, None)
                self.closed.emit()
            then()

        if self.view is None:
            then()
        else:
            self._context.store.when_stored(put_away)

    def release_pages(self) -> Callable[[], None]:
        """The same dossier in another look, where the user was; what is being typed stays half typed."""
        view = self.view
        if view is None:
            return do_nothing
        from desktop_app.gui.steps.caret import Caret

        # Another look may come before the place has the focus again for which the last one was made.
        caret = Caret.held(view) or (self._caret if view.is_waiting else None)
        beside = caret is None and view.isVisible()  # the focus may be in the panel, which comes in a later turn else

        def show_again() -> None:
            self._show(view.dossier, view.step, view.session)
            self._caret = caret
            if self.view is not None and beside:
                self.view.panel()  # what was tried there goes on
            if caret is not None and self.view is not None:
                caret.put(self.view, self.view.go_to)

        return show_again


def _only_stored(_stored: Stored, _dossier: Dossier) -> None:
    """A dossier of several that came at once."""


def _go_to(view: DossierView, step: str) -> None:
    view.go_to(step)
