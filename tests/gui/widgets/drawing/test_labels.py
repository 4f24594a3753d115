"""Words on the screen: letters to press, nothing typed taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import desktop_app.gui
from desktop_app.gui.features.versions.moment_list import MomentList, MomentRow
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import set_tooltip, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics, without_mnemonic
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.lists.deadline_table import DeadlineRow, DeadlineTable
from desktop_app.gui.widgets.lists.record_list import RecordItem, RecordList
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


TITLE = "Rossi <nuova> & C."


def tips(theme: Theme) -> Iterator[tuple[QWidget, QAbstractItemModel]]:
    """Each list whose rows have a tool tip, with that title in its first row."""
    deadlines = DeadlineTable(theme)
    deadlines.show_rows([DeadlineRow("1/1/2027", "fra un mese", "", TITLE, "art. 5", "", "")])
    records = RecordList(theme, "Aziende")
    records.show_entries([RecordItem("a", TITLE, "Jesi")])
    moments = MomentList(theme)
    moments.show_rows([MomentRow("1", TITLE)], "1")
    for each in (deadlines, records, moments):
        yield each, each.model()


def test_no_title_is_taken_for_markup_in_a_tool_tip(qtbot: QtBot, theme: Theme) -> None:
    shown = []
    for view, model in tips(theme):
        qtbot.addWidget(view)
        column = 1 if isinstance(view, DeadlineTable) else 0
        shown.append(str(model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)))
    label = QLabel()
    qtbot.addWidget(label)
    set_tooltip(label, TITLE)
    for tip in (*shown, label.toolTip()):
        assert TITLE in QTextDocumentFragment.fromHtml(tip).toPlainText()
    assert len(shown) == 3 and "art. 5" in QTextDocumentFragment.fromHtml(shown[0]).toPlainText().splitlines()


def test_every_tool_tip_is_set_literally() -> None:
    """Whatever gives one goes through `set_tooltip` or `literal_tip`."""
    gives = re.compile(r"setToolTip\(|QToolTip\.showText\(|ToolTipRole")
    for file in Path(desktop_app.gui.__file__).parent.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not gives.search(text) or "literal_tip" in text, file.name
