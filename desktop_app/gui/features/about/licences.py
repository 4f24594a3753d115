"""The components of a packaged program; the text of a licence is read when the user opens it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls import text_menu
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.system.files import FileFault, read_resource_text
from desktop_app.system.paths import resources_folder

VISIBLE_LINES = 18
LIST = "sbom.cdx.json"  # the list of components as CycloneDX writes it; packaging makes it
LICENCE_TEXT = "commessa:licence-text"
NO_TEXT = "Il testo di questa licenza non si legge: reinstalla Commessa."


@dataclass(frozen=True, slots=True)
class Component:
    """A third-party component; `sources` says where its source code is, if its licence requires that."""

    name: str
    licence: str
    text_file: Path
    sources: str


def components(folder: Path | None = None) -> list[Component]:
    """The components listed in the package; none if the program runs from source or the list is unreadable."""
    folder = folder or resources_folder() / "licenze"
    try:
        listed: list[dict[str, Any]] = json.loads(read_resource_text(folder / LIST))["components"]
        return [_component(each, folder) for each in listed]
    except (FileFault, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return []


def _component(listed: dict[str, Any], folder: Path) -> Component:
    """One of the list; those that it has inside are named behind it."""
    licence = listed["licenses"][0]
    texts = [each["value"] for each in listed["properties"] if each["name"] == LICENCE_TEXT]
    sources = " · ".join(each["url"] for each in listed.get("externalReferences", ()))
    parts = ", ".join(f"{each['name']} {each.get('version', '')}".strip() for each in listed.get("components", ()))
    words = licence.get("expression") or licence["license"]["name"]
    words = f"{words} · dentro: {parts}" if parts else words
    return Component(f"{listed['name']} {listed['version']}".strip(), words, folder / texts[0], sources)


class _LicenceText(QPlainTextEdit):
    """To be read, and copied from."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme = theme
        self.setStyleSheet(stylesheets.for_input(theme))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(theme.font("small"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        text_menu.open_at(self._theme, self.createStandardContextMenu(event.pos()), event.globalPos())


class LicenceRow(QWidget):
    """A component; its link shows and hides the text of the licence below it."""

    def __init__(self, theme: Theme, component: Component) -> None:
        super().__init__()
        self._theme, self._component = theme, component
        self._shown: QPlainTextEdit | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(2))
        self.link = Link(theme, component.name)
        self.link.clicked.connect(self._toggle)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(text_label(theme, component.licence, "small", "muted"))
        if component.sources:
            column.addWidget(text_label(theme, f"Sorgenti: {component.sources}", "small", "muted"))

    def _toggle(self) -> None:
        if self._shown is None:
            self._shown = self._unfold()
        else:
            self._shown.setVisible(self._shown.isHidden())

    def _unfold(self) -> QPlainTextEdit:
        try:
            words = read_resource_text(self._component.text_file)
        except (FileFault, ValueError):
            words = NO_TEXT
        shown = _LicenceText(self._theme, words)
        shown.setAccessibleName(f"Licenza di {self._component.name}")
        shown.setFixedHeight(shown.fontMetrics().lineSpacing() * VISIBLE_LINES)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(shown)
        shown.show()
        return shown
