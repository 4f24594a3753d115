"""Tells that the form of the open dossier was replaced, shows what changes by the newer edition, and passes to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room

if TYPE_CHECKING:  # imported where a dossier is open
    from desktop_app.gui.shell.overlays import OverlayPage
    from desktop_app.library import CatalogEntry
    from desktop_app.session.dossier import Dossier
    from desktop_app.session.passage import Passage

KEY, PASSED = "edition", "passed"  # of notices
NEWEST: Final = "Questa pratica usa già l'edizione più nuova che c'è."
REPLACED: Final = "Di questo modulo c'è una nuova edizione, {}."
NOTHING_HAPPENS: Final = "La pratica resta com'è finché non decidi tu di passare."
UNDO: Final = (("undo", "Annulla"),)
SEE: Final = (("passage", "Vedi che cosa cambia"),)


class PassageController(Room):
    """`passed` brings the Passage that the user has decided on; `undo_requested`: the way back."""

    passed = Signal(object)
    undo_requested = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._looked: tuple[str, str] | None = None  # the dossier and its form that were looked at last
        self._successor = ""  # the id of the form that took the place of that one

    def actions(self) -> Sequence[Entry]:
        return (Action("passage", "Passa alla &nuova edizione…", self.show, None, "dossier"),)

    def look(self) -> None:
        """Another dossier may be open, or go on by another form: whether that was replaced is told once it is known.

        No form is read for it.
        """
        saver = self._context.store.saver
        now, before = (saver.id, saver.dossier.form.id) if saver is not None else None, self._looked
        if now == before:
            return
        self._looked, self._successor = now, ""
        for key in (KEY, PASSED):
            self._context.window.tell(key, None)
        if saver is not None and before is not None and before[0] == saver.id:
            from desktop_app.engine.italian.edition_words import edition_of

            fact = f"La pratica usa ora l'{edition_of(saver.dossier.form.spec)}."
            self._context.window.say(PASSED, "ok", fact, "", UNDO, lambda _: self.undo_requested.emit())
        if now is not None:
            self._context.catalog.when_read(self._offer)

    def look_again(self) -> None:
        """The forms may be others now."""
        self._looked = None
        self.look()

    def _offer(self, entries: Sequence[CatalogEntry]) -> None:
        if self._find(entries):
            from desktop_app.engine.italian.edition_words import edition_of

            form = next(each.form for each in entries if each.id == self._successor and each.form is not None)
            fact = REPLACED.format(edition_of(form.spec).removeprefix("edizione "))
            self._context.window.say(KEY, "note", fact, NOTHING_HAPPENS, SEE, lambda _: self.show())

    def _find(self, entries: Sequence[CatalogEntry]) -> bool:
        """Looks up which form took the place of that of the open dossier."""
        from desktop_app.library import editions_among

        dossier = self._dossier
        found = editions_among(entries, self._context.day.today()).successors
        self._successor = found.get(dossier.form.id, "") if dossier is not None else ""
        return bool(self._successor)

    @property
    def _dossier(self) -> Dossier | None:
        saver = self._context.store.saver
        return saver.dossier if saver is not None else None

    def show(self) -> None:
        """What changes by the newer edition; said where there is none."""

        def show(entries: Sequence[CatalogEntry]) -> None:
            if self._find(entries):
                self._context.window.tell(KEY, None)
                self._context.overlays.show(self._make_page)
            elif self._dossier is not None:
                self._context.window.say(KEY, "note", NEWEST)

        self._context.catalog.with_forms(show)

    def _passage(self) -> Passage | None:
        """As the dossier is now."""
        from desktop_app.session.passage import passage

        dossier = self._dossier
        if dossier is None or not self._successor:
            return None
        return passage(dossier.state, self._context.catalog.library.load(self._successor))

    def _make_page(self) -> OverlayPage:
        from desktop_app.gui.features.passage.page import PassagePage

        found, dossier = self._passage(), self._dossier
        assert found is not None and dossier is not None, "it is shown only over a dossier whose form was replaced"
        page = PassagePage(self._context.theme, dossier.form, found)
        page.pass_requested.connect(self._pass)
        return page

    def _pass(self) -> None:
        found = self._passage()
        if found is not None:
            self.passed.emit(found)
