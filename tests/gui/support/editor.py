"""A small form with one of everything, and the guided view of a dossier in a window that has the focus."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form, Party
from desktop_app.engine.loading.loader import load
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.look.theme import Theme, apply_scheme
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection
from desktop_app.gui.steps.open_line import OpenLine
from desktop_app.gui.steps.party_bar import PartyBar
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.layout.tab_order import reading_order, walk
from desktop_app.session.dossier import Dossier
from tests.gui.support.program import settle
from tests.gui.support.summary import empty_summary

TODAY = dt.date(2026, 10, 1)
FORMS = Path(__file__).resolve().parents[3] / "forms"

SMALL = """
title = "Prova"
source = "Atto di prova"
edition = 2024-01-01
name = "{nome}"

[[page]]
id = "primo"
title = "Primo passo"
intro = "Due parole."
  [[page.field]]
  id = "nome"
  type = "text"
  label = "Nome"
  owner = "azienda"
  printed = false
  [[page.field]]
  id = "valore"
  type = "money"
  symbol = "V"
  label = "Valore"
  help = "Esempio: 1.000,00"
  source = "Atto di prova, art. 1"
  printed = false
  [[page.field]]
  id = "quota"
  type = "money"
  symbol = "Q"
  label = "Quota"
  formula = "valore / 2"
  override = true
  printed = false
  [[page.field]]
  id = "giorno"
  type = "date"
  label = "Giorno"
  required = false
  printed = false
  [[page.field]]
  id = "aiuto"
  type = "yes_no"
  label = "Serve un aiuto"
  printed = false
  [[page.field]]
  id = "quale_aiuto"
  type = "long_text"
  label = "Quale aiuto"
  visible_when = "aiuto"
  printed = false
  [[page.field]]
  id = "posti"
  type = "integer"
  symbol = "P"
  label = "Posti"
  min = 1
  printed = false
    [[page.field.check]]
    that = "posti <= massimo"
    message = "Sono troppi: il massimo è {massimo}. Scrivine di meno."
    [[page.field.check]]
    id = "pochi_posti"
    severity = "warning"
    that = "posti > 1"
    message = "Un posto solo è poco. Pensaci."
  [[page.field]]
  id = "massimo"
  type = "integer"
  symbol = "M"
  label = "Massimo"
  formula = "floor(valore / 1000)"
  source = "Atto di prova, art. 2"
  printed = false

[[page]]
id = "secondo"
title = "Secondo passo"
  [[page.field]]
  id = "persone"
  type = "lines"
  item = "persona"
  label = "Persone"
  required = false
  printed = false
    [[page.field.column]]
    id = "chi"
    type = "text"
    label = "Chi"
    printed = false
    [[page.field.column]]
    id = "ore"
    type = "decimal"
    label = "Ore"
    unit = "ore"
    printed = false
      [[page.field.column.check]]
      that = "ore <= 40"
      message = "Sono troppe ore. Scrivine al massimo 40."
    [[page.field.column]]
    id = "costo"
    type = "money"
    label = "Costo"
    required = false
    printed = false
  [[page.field]]
  id = "totale_ore"
  type = "decimal"
  label = "Ore in tutto"
  formula = "sum(persone.ore)"
  printed = false

[[panel]]
pages = ["primo"]
trace = ["quota", "massimo"]
total = "valore"
parts = [{ value = "quota" }]
title = "Quanti posti copre"
limits = [{ value = "massimo", label = "Tetto" }]
  [[panel.question]]
  input = "quanti"
  text = "Per {quanti} posti servono {result} euro."
  formula = "quanti * 1000"
"""


def small(tmp_path: Path, text: str = SMALL) -> Form:
    """The small form, read from a folder like any other."""
    folder = tmp_path / "prova" / "piccolo_2024"
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text(text, encoding="utf-8")
    (folder / "rules.toml").write_text("", encoding="utf-8")
    return load(folder, "prova/piccolo_2024", tmp_path / "blocks")


class ViewAlone(DossierView):
    """Without the window around it, which has Tab go as the page says."""

    def focusNextPrevChild(self, next: bool) -> bool:
        here = self.focusWidget() or self
        return walk(self.tab_order([*reading_order(self)]), here, 1 if next else -1)


def opened(
    qtbot: QtBot, form: Form, answers: dict[str, Any] | None = None, theme: Theme | None = None, settled: bool = True
) -> DossierView:
    """A dossier in a window as large as a common screen, with the focus; `settled` once nothing is to be made later."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dossier = Dossier(form, Draft(form.id, answers or {}), TODAY)
    view = ViewAlone(theme or apply_scheme(app, "light"), dossier, (empty_summary(),))
    qtbot.addWidget(view)
    view.resize(1366, 660)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    if settled:
        settle()
    return view


def item(view: DossierView, id: str, column: str | None = None) -> FieldItem:
    """The field as it is on the page, or a column of the open line."""
    part = view.part(id)
    if column is None:
        assert isinstance(part, FieldItem)
        return part
    assert isinstance(part, LinesSection)
    return part.findChildren(OpenLine)[0].items[column]


def section_of(widget: QWidget | None) -> LinesSection | None:
    """The group of lines around a control."""
    while widget is not None and not isinstance(widget, LinesSection):
        widget = widget.parentWidget()
    return widget


def lines(view: DossierView, id: str) -> LinesSection:
    """A group of lines as it is on the page."""
    part = view.part(id)
    assert isinstance(part, LinesSection)
    return part


def party_bar(view: DossierView, party: Party) -> PartyBar:
    """What offers records of the address books where a party begins."""
    assert view.part(next(iter(party.fields.values())).id) is not None
    return next(each for each in view.findChildren(PartyBar) if each.party.prefix == party.prefix)


def open_line(section: LinesSection) -> str | None:
    """The id of the line that is open."""
    return next((id for id in section.list.ids if section.list.row(id).is_open), None)


def type_in(view: DossierView, words: str, id: str, column: str | None = None, line: str | None = None) -> None:
    """Goes to a field and types, over what was there."""
    view.go_to(FieldRef(id, column, line) if column else FieldRef(id))
    target = item(view, id, column).editor.focus_widget()
    if isinstance(target, QLineEdit):
        target.selectAll()
    QTest.keyClicks(target, words)


def leave() -> None:
    """Tab."""
    QTest.keyClick(focus(), Qt.Key.Key_Tab)


def shown_text(view: DossierView, id: str, column: str | None = None) -> str:
    """What the editor of a field shows."""
    target = item(view, id, column).editor.focus_widget()
    assert isinstance(target, QLineEdit)
    return target.text()


def said(view: DossierView, id: str) -> list[str]:
    """The facts named beside a field."""
    return [notice.fact for notice in item(view, id).notices]


def focus() -> QWidget:
    """The control that has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def link(parent: QWidget, words: str) -> Link:
    """A link with these words in a part of the page."""
    QApplication.processEvents()
    return next(each for each in parent.findChildren(Link) if each.text() == words and not each.isHidden())
