"""Firma e invio with the keyboard alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.support.program import Start, focus, settle
from tests.gui.support.signing import exported_file, hand_in, opened, put
from tests.support.signing import p7m, paolo


def test_tab_goes_through_the_page_as_it_is_read(start: Start, tmp_path: Path, qapp: QApplication) -> None:
    """Also through parts that were made after others: answers to files, cards, rows."""
    program = start()
    page = opened(program)
    program.wait(lambda: page.cards)
    hand_in(program, put(tmp_path, "busta.pdf.p7m", p7m(exported_file(program), paolo())))
    page.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    names, tops = [], []
    column = page.next.parentWidget()
    assert column is not None
    while page.isAncestorOf(focus()):
        here = focus()
        names.append(here.accessibleName() or here.property("text"))
        tops.append(here.mapTo(column, here.rect().topLeft()).y())
        program.key(Qt.Key.Key_Tab)
        assert len(names) < 300, "Tab leaves the page"
    order = [next(at for at, name in enumerate(names) if name.startswith(start)) for start in (
        "Apri: Convenzione", "Aggiungi file", "Firme e dettagli", "Copia il destinatario", "Fatta il", "Salva il fasc",
    )]  # fmt: skip
    assert order == sorted(order)
    assert all(above <= below + 40 for above, below in pairwise(tops))
