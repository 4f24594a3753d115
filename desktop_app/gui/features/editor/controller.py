"""Opens, starts and closes dossiers, and holds the one that is open: its view and its saver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.drafts.models import Stored
from desktop_app.gui.services.position import Position
from desktop_app.gui.shell.actions import Action, Entry, ShowItems, Standard, Submenu
from desktop_app.gui.shell.coming import Coming
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing

if TYPE_CHECKING:  # imported where a dossier is opened: the first window needs none of it
    from desktop_app.engine.answers.draft import Draft
    from desktop_app.engine.evaluation.field_ref import FieldRef
    from desktop_app.gui.features.editor.copying import Copying
    from desktop_app.gui.features.editor.from_elsewhere import ChangesFromElsewhere
    from desktop_app.gui.features.editor.opening import DossierOpener
    from desktop_app.gui.features.editor.page_view.choice import PageChoice
    from desktop_app.gui.features.editor.view import DossierView
    from desktop_app.gui.services.address_books import AddressBooks
    from desktop_app.gui.services.autosave import Saver
    from desktop_app.gui.steps.caret import Caret
    from desktop_app.gui.steps.closing_step import MakeStep
    from desktop_app.gui.steps.edit_session import EditSession
    from desktop_app.session.dossier import Dossier


class EditorController(Room):
    """At most one dossier is open. Every fault becomes a notice above the page.

    `closing_steps` make the steps after those of the form, each in a room of its own. `changed` comes when what is
    open, or what can be undone in it, has changed; `closed` when a dossier was put away.
    """

    changed = Signal()
    edited = Signal()
    opened = Signal(str)  # the id of a dossier, before it is shown
    closed = Signal()
    home_requested = Signal()
    preview_requested = Signal()
    guide_requested = Signal(object)  # a FieldRef

    def __init__(self, context: AppContext, closing_steps: Sequence[MakeStep]) -> None:
        super().__init__(context)
        self._closing_steps = closing_steps
        self.coming = Coming(self)  # whatever happens while a dossier is on its way happens to that one
        context.store.finish_coming, context.store.when_come = self.coming.finish, self.coming.then
        self._view: DossierView | None = None
        self._caret: Caret | None = None  # for which the view was made in the last change of look

    def actions(self) -> Sequence[Entry]:
        return (
            Action("undo", "&Annulla", self._in_view(lambda view: view.undo()), Standard.Undo, "undo"),
            Action("redo", "&Ripeti", self._in_view(lambda view: view.redo()), "Ctrl+Y", "redo"),
            Action("back", "&Indietro", self._in_view(lambda view: view.back()), "Alt+Left", "dossier"),
            Action("next", "A&vanti", self._in_view(lambda view: view.forward()), "Alt+Right", "dossier"),
            Submenu("steps", "&Passi", self._steps, "dossier"),
            Action("page_view", "Pagina &accanto alle domande", lambda: self._page_choice.toggle(), "F9", "dossier"),
            Action("check", "&Controlla", self._in_view(lambda _: self.check_all()), "F8", "dossier"),
            Action("summary", "&Riepilogo", self._in_view(lambda view: view.go_to_summary()), "Ctrl+R", "dossier"),
        )

    # --- what is open ------------------------------------------------------------------------------------

    @property
    def view(self) -> DossierView | None:
        """The view of the open dossier, None where none is open. Who asks while one is on its way in gets that one."""
        self.coming.finish()
        return self._view

    @property
    def saver(self) -> Saver | None:
        """The saver of the open dossier."""
        return self._context.store.saver

    @property
    def open_id(self) -> str:
        """The id of the open dossier; empty where none is open."""
        return self.saver.id if self.saver is not None else ""

    def position(self) -> Position | None:
        """Where the user is in the open dossier, None where none is open."""
        view = self.view
        if view is None:
            return None
        from desktop_app.gui.features.editor.place import position_in

        return position_in(view, self._context.window.focusWidget())

    def go_to(self, step: str) -> None:
        """Shows a step of the open dossier."""
        if self.view is not None:
            self.view.go_to(step)

    @cached_property
    def _page_choice(self) -> PageChoice:
        """Whether the page stands beside the questions."""
        from desktop_app.gui.features.editor.page_view.choice import PageChoice

        return PageChoice(self._context, lambda: self.view)

    @cached_property
    def changes(self) -> ChangesFromElsewhere:
        """What other rooms change in the open dossier."""
        from desktop_app.gui.features.editor.from_elsewhere import ChangesFromElsewhere

        return ChangesFromElsewhere(self._context, lambda: self.view)

    def _on_form_changed(self, dossier: Dossier) -> None:
        """It goes on by another form: whatever was made for the one before is made anew."""
        view = self.view
        if view is not None and view.session.dossier is not dossier:
            view.dossier = view.session.dossier
            self.closed.emit()
            self.opened.emit(self.open_id)
            self._show(self._make_view(dossier, "", None), "")
            self._context.window.drop_page(view, view.let_go())
            self._on_edited()

    def check_all(self) -> None:
        """Names every problem of today and goes to the first."""
        self._context.day.today()
        if (view := self.view) is not None:
            view.when_typed(view.check_all)

    def on_day_changed(self, today: dt.date) -> None:
        if self.view is not None:
            self.view.session.move_to(today)
            self.changes.show_exports()

    @cached_property
    def _books(self) -> AddressBooks:
        """The address books; where a record changes, what the dossier says of it is worked out anew."""
        books = self._context.books
        books.changed.connect(lambda _: self.changes.refresh_records())
        return books

    def _in_view(self, do: Callable[[DossierView], object]) -> Callable[[], None]:
        def done() -> None:
            if self.view is not None and self.view.isVisible():  # not behind a preview
                do(self.view)

        return done

    def _steps(self, show: ShowItems) -> None:
        from desktop_app.gui.features.editor.step_menu import step_items

        if self.view is not None:
            show(step_items(self.view, lambda id: self._in_view(lambda view: view.go_to(id))))

    # --- opening -----------------------------------------------------------------------------------------

    def open(
        self, id: str, step: str = "", ref: FieldRef | None = None, then: Callable[[], object] = do_nothing
    ) -> None:
        """Opens a dossier at a step, or at a place in it, with the history of earlier sessions; then does more."""

        def show(stored: Stored, dossier: Dossier) -> None:
            field = dossier.form.fields.get(ref.field) if ref is not None else None
            self._take(stored, dossier, field.page if field is not None else step or stored.step, ref, then)

        self._with_opener(lambda opener: opener.open(id, show))

    def begin(self, form_id: str) -> None:
        """A new dossier, with the answers that the association prepared."""
        self._with_opener(lambda opener: opener.begin(form_id, self._take))

    def begin_example(self, form_id: str) -> None:
        """A new dossier with the example's answers, to look at."""
        self._with_opener(lambda opener: opener.begin_example(form_id, self._take))

    def create(self, draft: Draft, shown: bool = True) -> None:
        """A new dossier with these answers, open unless it is only to be stored."""
        self._with_opener(lambda opener: opener.create(draft, self._take if shown else lambda *_: None))

    def duplicate(self, id: str) -> None:
        """A copy of a dossier, open, with the way to take it back."""
        if id:
            self._with_copying(lambda copying: copying.duplicate(id))

    def rectify(self, reason: str) -> None:
        """Another dossier with all the answers of the open one, linked to it both ways, open."""
        self._with_copying(lambda copying: copying.rectify(reason))

    def _with_copying(self, do: Callable[[Copying], object]) -> None:
        def begin(opener: DossierOpener) -> None:
            from desktop_app.gui.features.editor.copying import Copying

            do(Copying(self._context, opener, self.open, self.home_requested.emit))

        self._with_opener(begin)

    def _with_opener(self, do: Callable[[DossierOpener], object]) -> None:
        """Does something once the code is there that a dossier needs."""
        self._context.store.begin_moving()
        self._context.code.when_loaded(lambda: do(self._opener))

    @cached_property
    def _opener(self) -> DossierOpener:
        from desktop_app.gui.features.editor.opening import DossierOpener

        return DossierOpener(self._context, lambda: self._books)

    def _take(
        self, stored: Stored, dossier: Dossier, step: str = "", ref: FieldRef | None = None,
        then: Callable[[], object] = do_nothing,
    ) -> None:  # fmt: skip
        """Shows this one in place of what is open, in later turns; where that cannot be stored it stays, as is said."""
        from desktop_app.gui.services.autosave import Saver

        self.coming.finish()
        typed = self._view.take_typed() if self._view is not None else iter(())
        late = False  # where a slow disk has it shown after all that is done here

        def show(view: DossierView) -> None:
            self._context.store.attach(Saver(self._context.drafts, stored, dossier))
            self.opened.emit(stored.id)
            self._show(view, step)
            if ref is None or late:
                go_on(view)

        def go_on(view: DossierView) -> None:
            if ref is not None:
                view.go_to(ref)
            then()

        def pieces() -> Iterator[None]:
            nonlocal late
            yield from typed
            if self._context.store.is_open:
                view = self._make_view(dossier, step, None)
                yield
            if self._context.store.is_open:  # else the program ends
                with self._context.store.faults_told():
                    self.close(lambda: show(view), view.deleteLater)
                late = self._view is not view
                if ref is not None and not late:
                    yield
                    if self._view is view:
                        go_on(view)

        self.coming.begin(pieces(), self._context.window.pages)

    def _make_view(self, dossier: Dossier, step: str, session: EditSession | None) -> DossierView:
        """The view of a dossier, at its step; a closing step is made when the view is shown."""
        from desktop_app.gui.features.editor.view import DossierView
        from desktop_app.gui.steps.edit_session import EditSession

        context = self._context
        closing = [make(context.theme, dossier) for make in self._closing_steps]
        session = session or EditSession(dossier, self._books)
        size, side = context.window.pages.size(), self._page_choice.column(session)
        view = DossierView(context.theme, dossier, closing, session, step, size, side)
        view.edited.connect(self._on_edited)
        view.awaits.connect(lambda do: self.coming.begin(view.take_typed(), self._context.window.pages, do))
        for told in (view.session.visible_problems_changed, view.session.travels):
            told.connect(context.store.save_typed)
        view.session.form_changed.connect(self._on_form_changed)
        view.home_requested.connect(self.home_requested)
        view.preview_requested.connect(self.preview_requested)
        view.check_requested.connect(self.check_all)
        view.guide_requested.connect(self.guide_requested)
        return view

    def _show(self, view: DossierView, step: str) -> None:
        self._view, self._caret = view, None
        if not view.step:
            view.go_to(step)
        view.step_changed.connect(self._context.store.keep_step)
        self.changes.show_exports()
        self._context.window.show_page(view)
        view.go_to(view.step)
        self._context.store.keep_step(view.step)
        self.changed.emit()

    # --- while it is open --------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        if self._context.store.attached is not None:
            self._context.store.attached.changed()
        self.edited.emit()
        self.changed.emit()

    # --- closing -----------------------------------------------------------------------------------------

    def close(self, then: Callable[[], object] = do_nothing, otherwise: Callable[[], object] = do_nothing) -> None:
        """Stores what is open, puts it away and does more; where it cannot be stored, it stays, and that is said."""

        def put_away() -> None:
            if self._view is not None:
                self._context.window.drop_page(self._view, self._view.let_go())
                self._view = None
                self._context.store.detach()
                self.closed.emit()
            then()

        if not self.coming.is_on_its_way:  # else this was asked for when that one was
            self._context.store.begin_moving()
        if self.view is None:
            then()
        else:
            self.view.when_typed(lambda: self._context.store.when_stored(put_away, otherwise))

    def let_go(self) -> Iterator[None]:
        if self._view is not None:
            yield from self._view.let_go()

    def release_pages(self) -> Callable[[], None]:
        """The same dossier in another look, where the user was; what is being typed stays half typed."""
        view = self.view
        if view is None:
            return do_nothing
        from desktop_app.gui.features.editor.place import KeptView

        kept = KeptView.of(view, self._caret)

        def show_again() -> None:
            again = self._make_view(view.dossier, view.step, view.session)
            self._show(again, view.step)
            self._caret = kept.caret
            kept.put(again)

        return show_again
