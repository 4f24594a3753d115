"""Words on the screen: letters to press, nothing typed taken for markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics, without_mnemonic
from desktop_app.gui.widgets.feedback.callout import Callout
from tests.gui.support.gallery_samples import TOO_MANY


def test_letters_are_given_once_and_an_ampersand_is_shown() -> None:
    mnemonics = Mnemonics("v")
    assert mnemonics.assign("Valore") == "V&alore"
    assert mnemonics.assign("Azienda & figli") == "A&zienda && figli"
    assert mnemonics.assign("va") == "va" and without_mnemonic("A&zienda && figli") == "Azienda & figli"


def test_values_typed_by_the_user_are_no_markup(qtbot: QtBot, theme: Theme) -> None:
    label = text_label(theme, "<b>x</b> & y")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    banner = Callout(theme, TOO_MANY.__class__("ok", "<b>x</b>", "& y"), bar=False)
    qtbot.addWidget(banner)
    assert any("&lt;b&gt;x" in each.text() for each in banner.findChildren(QLabel))
