"""What somebody may do next, each chosen by chance from what is on the screen."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.services.settings import SCHEMES
from desktop_app.gui.widgets.controls.link import Link
from tests.gui.walk import hands
from tests.gui.walk.odd_files import FORMS
from tests.support import signing

if TYPE_CHECKING:
    from tests.gui.walk.walk import Walk

TYPED = 40  # characters; more are pasted
PRESSED = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
Move = Callable[["Walk"], None]


def named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} «{words[:40]}»"


def click(walk: Walk) -> None:
    widget = walk.some_widget(walk.chance.random() < 0.9)
    if widget is not None:
        walk.act(f"click: {named(widget)}", lambda: hands.click(widget, walk.chance))


def key(walk: Walk) -> None:
    pressed, held = walk.chance.choice(hands.KEYS), walk.chance.choice(hands.HELD)
    focused = QApplication.focusWidget()
    popup = QApplication.activePopupWidget()
    top = focused if focused is not None and popup is None else walk.window
    window = hands.window_of(top) or walk.window.windowHandle()
    where = named(popup or focused or top)
    walk.act(f"key: {held.name} {pressed.name} in {where}", lambda: hands.press(window, pressed, held))


def type_words(walk: Walk) -> None:
    focused = QApplication.focusWidget()
    if not isinstance(focused, QLineEdit | QPlainTextEdit):
        widget = walk.some_widget(True, (QLineEdit, QPlainTextEdit))
        if widget is not None:
            walk.act(f"click: {named(widget)}", lambda: hands.click(widget, random.Random(0)))
        return
    words = walk.chance.choice(hands.WORDS)
    if not words.isascii() or "\n" in words or len(words) > TYPED:
        QApplication.clipboard().setText(words)
        walk.act(f"paste: {words[:40]!r} into {named(focused)}", focused.paste)
        return
    for sign in words:
        into = QApplication.focusWidget()
        window = hands.window_of(into) if into is not None else None
        if into is not None and window is not None:
            walk.act(f"type: {sign!r} of {words!r} in {named(into)}", partial(hands.type_sign, window, sign))


def drop(walk: Walk) -> None:
    widget = walk.some_widget(True, (QLineEdit, QPlainTextEdit))
    words = walk.chance.choice(hands.WORDS)
    if widget is not None:
        walk.act(f"drop: {words[:40]!r} on {named(widget)}", lambda: hands.drop(widget, words))


def wheel(walk: Walk) -> None:
    widget = walk.some_widget(False)
    if widget is not None:
        walk.act(f"wheel: over {named(widget)}", lambda: hands.scroll(widget, walk.chance))


def choose_entry(walk: Walk) -> None:
    """An entry of the menus that is enabled; of a menu inside a menu one that it has when it opens."""
    menus = walk.window.menus
    id = walk.chance.choice([id for id in menus.actions if id != "quit"])
    action, submenu = menus.actions[id], menus.submenus.get(id)
    if submenu is not None and action.isEnabled():
        submenu.aboutToShow.emit()
        action = walk.chance.choice(submenu.actions())
    walk.act(f"menu: {id} {action.text() if submenu else ''}", action.trigger)


def close_popup(walk: Walk) -> None:
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        walk.act(f"dialog: {named(modal)} left", modal.reject)
    elif popup is not None:
        walk.act(f"popup: {named(popup)} left", popup.close)


def choose_in_popup(walk: Walk) -> None:
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QMenu) and popup.actions():
        action = walk.chance.choice(popup.actions())

        def choose() -> None:
            popup.close()
            action.trigger()

        walk.act(f"popup: {action.text()}", choose)


def resize(walk: Walk) -> None:
    size = (walk.chance.randrange(640, 1900), walk.chance.randrange(480, 1100))
    top = walk.chance.choice(walk.tops())
    walk.act(f"resize: {type(top).__name__} to {size}", lambda: top.resize(*size))


def look(walk: Walk) -> None:
    appearance = walk.app.appearance
    if walk.chance.random() < 0.5:
        scheme = walk.chance.choice(list(SCHEMES))
        walk.act(f"look: {scheme}", lambda: appearance.choose_scheme(scheme))
    else:
        factor = walk.chance.choice((1.0, 1.25, 1.5, 2.0))
        walk.act(f"look: text {factor}", lambda: appearance.resize_text(factor))


def open_dossier(walk: Walk) -> None:
    """Any of the list, also at a place in it."""
    rows = walk.rows()
    if not rows:
        return
    row, ref = walk.chance.choice(rows), None
    if walk.chance.random() < 0.3:
        form = walk.app.context.catalog.library.load(row.form)
        ref = FieldRef(walk.chance.choice(list(form.fields)))
    walk.act(f"open: {row.form} at {ref}", lambda: walk.app.editor.open(row.id, ref=ref))


def begin(walk: Walk) -> None:
    form, editor = walk.chance.choice(FORMS), walk.app.editor
    do = editor.begin if walk.chance.random() < 0.4 else editor.begin_example
    walk.act(f"begin: {form}", lambda: do(form))


def step(walk: Walk) -> None:
    view = walk.window.current_page()
    if isinstance(view, DossierView):
        where = walk.chance.choice(view.ids)
        walk.act(f"step: {where}", lambda: view.go_to(where))


def delete(walk: Walk) -> None:
    """A dossier into the bin or out of it, as the list does; now and then all for good."""
    walk.act("home: ", lambda: walk.app.editor.coming.then(walk.app.show_dossiers))
    page = walk.window.current_page()
    if not isinstance(page, DossiersPage):
        return
    binned = walk.chance.random() < 0.4
    walk.act(f"bin: shown {binned}", lambda: page.show_bin_view(binned))
    rows = walk.rows(binned)
    if binned and walk.chance.random() < 0.1:
        walk.act("bin: emptier", page.head.emptier.click)
        for link in page.notes.findChildren(Link)[:1]:
            walk.act(f"bin: {link.text()}", link.click)
    elif rows and (binned or len(rows) > 2):
        row = walk.chance.choice(rows)
        walk.act("bin: chosen", lambda: page.choose(row.id))
        walk.act("bin: in or out", lambda: page.perform("restore" if binned else "bin"))


def take_in(walk: Walk) -> None:
    file = str(walk.chance.choice(walk.odd))
    second = walk.chance.random() < 0.3
    do = walk.app.come_forward if second else walk.app.transfer.import_draft
    walk.act(f"import: {file[-60:]!r}", lambda: do(file))


def hand_in(walk: Walk) -> None:
    """Files dropped on the window: exports, signed or as they are, messages prepared, anything else."""
    exported = sorted((walk.folder / "documenti").rglob("*.pdf")) + sorted((walk.folder / "documenti").rglob("*.eml"))
    files = [walk.chance.choice([*exported, *walk.odd]) for _ in range(walk.chance.randrange(1, 4))]
    if exported and walk.chance.random() < 0.7:
        files.append(signed_copy(walk, walk.chance.choice(exported)))
    walk.act(f"handed in: {[each.name[-40:] for each in files]}", lambda: walk.app.take_files(files))


def signed_copy(walk: Walk, path: Path) -> Path:
    """A file in an envelope that somebody signed."""
    who = walk.chance.choice((signing.mara, signing.paolo, signing.luca))()
    folder = walk.folder / "tornati"
    folder.mkdir(exist_ok=True)
    copy = folder / f"{walk.chance.randrange(6)}.p7m"
    copy.write_bytes(signing.p7m(path.read_bytes(), who))
    return copy


def to_signing(walk: Walk) -> None:
    if isinstance(walk.window.current_page(), DossierView):
        walk.act("step: Firma e invio", lambda: walk.app.editor.coming.then(walk.app.signing.show))


def next_day(walk: Walk) -> None:
    walk.clock.forward(days=walk.chance.choice((1, 1, 1, 31, 366)) if walk.chance.random() < 0.9 else -1)
    walk.act("day: another", walk.app.context.day.today)


def away(walk: Walk) -> None:
    """The window put down and up again."""
    window = walk.window
    state = walk.chance.choice(
        (Qt.WindowState.WindowMinimized, Qt.WindowState.WindowMaximized, Qt.WindowState.WindowNoState)
    )
    walk.act(f"window: {state.name}", lambda: window.setWindowState(state))
    walk.act("window: forward", lambda: walk.app.come_forward(""))


def leave(walk: Walk) -> None:
    walk.reopen()


MOVES: dict[Move, int] = {
    click: 360, key: 220, type_words: 120, choose_entry: 90, close_popup: 40, choose_in_popup: 20, wheel: 20, step: 30,
    drop: 10, resize: 20, look: 12, open_dossier: 20, begin: 8, hand_in: 12,
    to_signing: 16, delete: 12, take_in: 10, next_day: 4, away: 4, leave: 2,
}  # fmt: skip
