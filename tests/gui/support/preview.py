"""A preview by itself, with the documents of an example."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.session.dossier import Dossier

LONG_WAIT = 60_000


def show(qtbot: QtBot, page: PreviewPage, dossier: Dossier, current: str = "") -> PreviewPage:
    with qtbot.waitSignal(page.loaded, timeout=LONG_WAIT):
        page.show_dossier(dossier.documents, dossier.documents.applicable(), current, title="Prova", folder="Documenti")
    page.view.setFocus()
    return page


def press(page: PreviewPage, key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(page.view, key, modifier)
