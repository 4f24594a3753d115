"""A packaged program lists its components, and shows the text of each licence when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.about import licences
from desktop_app.gui.features.about.licences import LicenceRow, components
from desktop_app.gui.features.about.page import AboutPage
from desktop_app.gui.look.theme import Theme
from installers import sbom

LISTED = [
    {
        **sbom.entry("Qt", "6", "vedi il testo", "qt.txt", "qui · là", "", "generic"),
        "components": [{"name": "zlib", "version": "1.3"}],
    },
    sbom.entry("Icone", "", "ISC", "persa.txt", "", "", "generic"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / licences.LIST).write_text(sbom.document(LISTED), encoding="utf-8")
    (tmp_path / "qt.txt").write_text("Il testo di Qt", encoding="utf-8")
    return tmp_path


def test_a_licence_unfolds_and_folds_by_keyboard(qtbot: QtBot, folder: Path) -> None:
    rows = [LicenceRow(Theme(), each) for each in components(folder)]
    for row, words in zip(rows, ("Il testo di Qt", licences.NO_TEXT), strict=True):
        qtbot.addWidget(row)
        row.show()
        assert not row.findChildren(QPlainTextEdit)
        QTest.keyClick(row.link, Qt.Key.Key_Return)
        (shown,) = row.findChildren(QPlainTextEdit)
        assert shown.toPlainText() == words and shown.isReadOnly() and not shown.isHidden()
        QTest.keyClick(row.link, Qt.Key.Key_Return)
        assert shown.isHidden()
    assert [row.link.text() for row in rows] == ["Qt 6", "Icone"]
    said = [each.licence for each in components(folder)]
    assert said == ["vedi il testo · dentro: zlib 1.3", "ISC"] and components(folder)[0].sources == "qui · là"


@pytest.mark.parametrize("content", [None, "{", '[{"name": "Qt"}]', '{"components": [1]}'])
def test_a_list_that_cannot_be_read_is_none(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / licences.LIST).write_text(content, encoding="utf-8")
    assert components(tmp_path) == []


def test_about_lists_them_in_a_package_and_the_libraries_from_source(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for found, rows in ((components(folder), 2), ([], 0)):
        monkeypatch.setattr("desktop_app.gui.features.about.page.components", lambda found=found: found)
        page = AboutPage(Theme(), "qui")
        qtbot.addWidget(page)
        assert len(page.findChildren(LicenceRow)) == rows
