"""Where a file is saved: the name gets its extension, and nothing is written over that nobody was asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop_app.gui.services.save_dialog import ask_where_to_save


@pytest.mark.parametrize(
    ("chosen", "taken", "wanted"),
    [("", "", None), ("copia", "", "copia.copia"), ("Rossi S.r.l.", "", "Rossi S.r.l.copia"),
     ("a.COPIA", "a.COPIA", "a.COPIA"), ("copia", "copia.copia", "copia-2.copia")],
)  # fmt: skip
def test_the_answer_of_the_dialog_becomes_a_file_of_its_kind(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, taken: str, wanted: str | None
) -> None:
    if taken:
        (tmp_path / taken).touch()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen and str(tmp_path / chosen), ""))
    parent = QWidget()
    found = ask_where_to_save(parent, "Dove?", "a.copia", "Copia (*.copia)", ".copia")
    assert qapp is not None and found == (wanted and tmp_path / wanted)
