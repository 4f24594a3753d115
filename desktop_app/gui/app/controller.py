"""Wires the rooms of the window: what one of them asks of another is connected here, nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.drafts.models import Opened
from desktop_app.gui.app.editing import editing_actions
from desktop_app.gui.app.menu_bar import MENU_BAR, VIEW
from desktop_app.gui.app.rooms import Rooms
from desktop_app.gui.features.dossiers.controller import DossiersController
from desktop_app.gui.features.recovery.controller import RecoveryController
from desktop_app.gui.shell.actions import Action, Entry, Situation, Standard
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import do_nothing
from desktop_app.gui.widgets.layout.later import drop_turns, later
from desktop_app.gui.wording.moments import time_of_day
from desktop_app.gui.wording.step_words import SIGNING
from desktop_app.system import working_folder
from desktop_app.system.given_files import is_package
from desktop_app.system.paths import DRAFT_SUFFIX

PRELOAD_MS = 600  # after the window was seen, when nobody has pressed anything yet
MOST_AT_THE_END = 9  # dossiers one after the other, each asked for while another was on its way


class AppController(Rooms):
    """The ways between the rooms. The list and what may stand in its place are there before (`entrance.py`)."""

    def __init__(
        self, application: QApplication, context: AppContext, dossiers: DossiersController, recovery: RecoveryController
    ) -> None:
        super().__init__(application, context, dossiers, recovery, lambda then: self.show_dossiers(then))
        self._connect_rooms()
        self._connect_window()
        self.update_actions()
        context.window.when_painted(lambda: later(self, self._preload, PRELOAD_MS))

    # --- wiring ------------------------------------------------------------------------------------------

    def _connect_rooms(self) -> None:
        self._connect_dossiers()
        self._connect_editor()
        self.recovery.shown.connect(self.update_actions)
        self.transfer.waits.connect(self.recovery.tell_waiting)
        for room in (self.summary, self.preview, self.signing):
            room.export_requested.connect(self.documents.export)
        for room in (self.summary, self.preview):
            room.print_requested.connect(self.documents.print)
        self.summary.blanks_requested.connect(self.documents.write_blanks)
        self.new_dossier.blanks_requested.connect(self.documents.write_blanks)
        self.signing.step_requested.connect(self.editor.go_to)
        self.signing.open_requested.connect(lambda id: self.editor.open(id, SIGNING))
        self.signing.answer_offered.connect(lambda ref, typed: self.editor.changes.answer(ref, typed))
        self.signing.rectify_requested.connect(self.editor.rectify)
        self.signing.recorded.connect(self._on_exported)
        self.signing.guide_requested.connect(self.guide.open_here)
        self.versions.take_requested.connect(lambda draft, at: self.editor.changes.take_version(draft, at))
        self.summary.preview_requested.connect(self.preview.show)
        self.summary.calendar_requested.connect(self.deadlines.export_open)
        self.preview.problem_requested.connect(self.editor.check_all)
        self.documents.exported.connect(self._on_exported)
        self.documents.open_requested.connect(self.editor.open)
        self.deadlines.open_requested.connect(self.editor.open)
        self.deadlines.recorded.connect(self._on_exported)
        self.deadlines.export_requested.connect(self.documents.export_calendar)
        self.address_book.opened.connect(lambda: self.window.menus.update_enabled(Situation()))
        self.address_book.closed.connect(self.update_actions)
        for changed in (self.backups.restored, self.damage.repaired):
            changed.connect(self.dossiers.refresh)
        self.forms.reread.connect(self.new_dossier.refresh)
        self.forms.reread.connect(self.passage.look_again)
        self.passage.undo_requested.connect(lambda: self.run("undo"))
        self.passage.passed.connect(lambda found: self.editor.changes.pass_over(found))
        self.data_place.backup_requested.connect(self.backups.show)
        self.data_place.other_folder_requested.connect(self.documents.choose_base)
        self.documents.base_changed.connect(self.data_place.check)
        self.options.scheme_chosen.connect(self.appearance.choose_scheme)
        self.options.text_size_chosen.connect(self.appearance.resize_text)
        self.guide.zoom_requested.connect(self.run)

    def _connect_dossiers(self) -> None:
        for room in (self.dossiers, self.new_dossier):
            room.import_requested.connect(self.transfer.import_draft)
        self.dossiers.show_requested.connect(lambda: self.show_dossiers())
        self.dossiers.open_requested.connect(lambda id, ref: self.editor.open(id, ref=ref))
        self.dossiers.duplicate_requested.connect(self.editor.duplicate)
        self.dossiers.file_requested.connect(self.transfer.export_several)
        self.dossiers.pdf_requested.connect(self.documents.export_several)
        self.dossiers.new_requested.connect(self.show_new)
        self.dossiers.deadlines_requested.connect(self.deadlines.show)
        self.dossiers.selection_changed.connect(self.update_actions)
        for deleted in (self.dossiers.bin_emptied, self.address_book.deleted):
            deleted.connect(self.backups.renew)
        self.dossiers.summaries_changed.connect(self.deadlines.refresh)
        self.transfer.imported.connect(self.editor.create)
        self.new_dossier.form_chosen.connect(self.editor.begin)
        self.new_dossier.example_requested.connect(self.editor.begin_example)
        self.new_dossier.guide_requested.connect(self.guide.open_here)
        self.new_dossier.closed.connect(lambda: self.show_dossiers())

    def _connect_editor(self) -> None:
        self.editor.changed.connect(self.update_actions)
        self.editor.changed.connect(self.passage.look)
        self.editor.closed.connect(self.passage.look)
        self.editor.edited.connect(self.context.worker.collector.touch)
        self.editor.opened.connect(self.signing.begin)
        self.editor.closed.connect(self.preview.forget)
        self.editor.closed.connect(self.signing.forget)
        self.editor.home_requested.connect(lambda: self.show_dossiers())
        self.editor.preview_requested.connect(self.preview.show)
        self.editor.guide_requested.connect(self.guide.open_at)

    def _connect_window(self) -> None:
        window, store = self.window, self.context.store
        entries = self.entries()
        self._actions_by_id = {entry.id: entry for entry in entries if isinstance(entry, Action)}
        window.menus.fill(MENU_BAR, entries)
        window.menus.add_schemes(VIEW, self.appearance.choose_scheme)
        window.menus.show_scheme(self.context.settings.scheme)
        window.menus.when_ready, self.context.worker.when_ready = self._when_typed, self.editor.coming.then
        window.files_dropped.connect(self.take_files)
        window.activated.connect(self.context.day.today)
        window.activated.connect(self.context.program.is_replaced)
        window.activated.connect(lambda: working_folder.leave())  # after the system's window for files
        self.context.program.close_requested.connect(window.close)
        for room in self.rooms:  # in their order: a preview is made of the dossier as it is by then
            self.context.day.day_changed.connect(room.on_day_changed)
        store.close_requested.connect(window.close)
        store.file_requested.connect(self.transfer.export_draft)
        store.end_requested.connect(self._end)

    def entries(self) -> list[Entry]:
        """All entries of the menus, as the rooms declare them."""
        of_rooms = [entry for room in self.rooms for entry in room.actions()]
        return [*self._actions(), *editing_actions(self.take_files), *self.appearance.actions(), *of_rooms]

    def _actions(self) -> tuple[Action, ...]:
        """Those that concern no single room."""
        return (
            Action("duplicate", "&Duplica", self.duplicate, "Ctrl+D", "one"),
            Action("save", "&Salva", self.context.store.save_now, Standard.Save, "store"),
            Action("quit", "Es&ci", self.window.close, "Ctrl+Q"),
        )

    # --- starting ----------------------------------------------------------------------------------------

    def welcome(self, opened: Opened, was_listed: bool, is_first: bool) -> None:
        """The list, or the first start; then where the user was, if the program had crashed.

        `was_listed`: the list is shown already, and still true. `is_first`: there never was a file of dossiers.
        """
        if self.editor.view is not None or self.window.current_page() not in (None, self.dossiers.page):
            self.dossiers.refresh()  # whoever was quick has gone on from the list meanwhile
        else:
            self.show_dossiers(read_again=not was_listed)
            if is_first:
                self.show_new()
        if opened.recovered and opened.draft is not None:
            self.editor.open(opened.draft, opened.step, then=lambda: self._tell_recovered(opened))
        self.transfer.import_waiting()

    def _tell_recovered(self, opened: Opened) -> None:
        """Promises what the disk had acknowledged, and no more."""
        until = f" fino alle {time_of_day(opened.at)}" if opened.at else ""
        words = f"Sei dove eri, con tutto quello che era stato salvato{until}. Rileggi l'ultima cosa che avevi scritto."
        self.context.store.tell("recovered", "info", "Commessa si era chiusa all'improvviso.", text=words)

    def come_forward(self, file: str) -> None:
        """A second start: the window is raised, its file imported."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if file:
            self.open_file(file)

    def open_file(self, file: str) -> None:
        """A file that was opened with the program: forms are installed, anything else is imported as a draft."""
        if is_package(Path(file).name):
            self.forms.install([Path(file)])
        else:
            self.transfer.import_draft(file)

    def take_files(self, paths: list[Path]) -> None:
        """Files that were dropped or pasted: drafts become dossiers, packages bring forms, others go where they belong.
        """  # fmt: skip
        packages = [each for each in paths if is_package(each.name)]
        drafts = [each for each in paths if each.name.casefold().endswith(DRAFT_SUFFIX)]
        if packages:
            self.forms.install(packages)
        for each in drafts:
            self.transfer.import_draft(str(each))
        if others := [each for each in paths if each not in (*packages, *drafts)]:
            self.signing.take(others)

    def _preload(self) -> None:
        from desktop_app.gui.app.preload import preload

        preload(self.context.code, self.context.catalog, self)

    def _when_typed(self, do: Callable[[], object]) -> None:
        """Does something once the dossier that is on its way has come, with what was typed for a place in it."""

        def when_come() -> None:
            view = self.editor.view
            if view is None:
                do()
            else:
                view.when_typed(do)

        self.editor.coming.then(when_come)

    # --- ways --------------------------------------------------------------------------------------------

    def run(self, id: str) -> None:
        """Does what a menu entry does."""
        self.window.menus.perform(self._actions_by_id[id].run)

    def show_dossiers(self, then: Callable[[], object] = do_nothing, read_again: bool = True) -> None:
        """The list, the dossier just left chosen, and then more; where that cannot be stored, it stays open."""
        left = self.editor.open_id

        def show() -> None:
            self.dossiers.show(left, read_again)
            self.update_actions()
            then()

        self.editor.close(show)

    def show_new(self) -> None:
        """First start and Nuova pratica are the same page."""

        def show() -> None:
            self.new_dossier.show()
            self.update_actions()

        self.editor.close(show)

    def duplicate(self) -> None:
        """The open dossier, else the one chosen in the list."""
        self.editor.duplicate(self.editor.open_id or self.dossiers.chosen_id())

    def _on_exported(self) -> None:
        self.versions.refresh()
        if self.editor.view is not None:
            self.editor.changes.show_exports()
            self.preview.show_exports()
        else:
            self.dossiers.refresh_if_seen()

    def update_actions(self) -> None:
        """Disables the menu entries that do not apply now."""
        dossier = self.editor.view.dossier if self.editor.view else None
        undo, redo = (dossier.can_undo(), dossier.can_redo()) if dossier else (False, False)
        chosen = bool(self.dossiers.chosen_id())
        store = not self.recovery.is_shown
        self.window.menus.update_enabled(Situation(dossier is not None, chosen, undo, redo, store))

    # --- ending ------------------------------------------------------------------------------------------

    def may_close(self) -> bool:
        """Whether the window may close now; then the program has ended."""
        self._take_what_waits()
        # Where the dossiers cannot be opened nobody waits for a file: its page says that it is not forgotten.
        for may_close in (self.transfer.may_close, self.signing.may_close, self.documents.may_close):
            if not self.recovery.is_shown and not may_close(self.window.close):
                return False
        if not self.context.store.may_close():
            return False
        self.context.settings.geometry = self.window.saveGeometry()
        self.end()
        return True

    def _take_what_waits(self) -> None:
        """What was asked for and typed before comes before the end, and what that brings with it."""
        came = list[bool]()
        for _ in range(MOST_AT_THE_END):
            if not came:
                self.editor.coming.finish()
                page = self.window.current_page()
                if page is not None:
                    page.before_leaving()
                self._when_typed(lambda: came.append(True))

    def end(self) -> None:
        """Closes the store and the worker, whatever could not be stored."""
        self.context.program.end()
        drop_turns()
        self.appearance.close()
        self.editor.coming.end()
        self.guide.close()
        self.damage.close()
        self.window.end()  # first: nobody looks at a window that waits for a disk
        self.context.store.end()
        self.context.worker.close()
        self.context.code.close()
        self.context.settings.close()

    def _end(self) -> None:
        """Chiudi lo stesso: what could not be stored is lost, as the user knows."""
        self.end()
        self.application.quit()
