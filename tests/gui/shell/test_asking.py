"""The windows that Qt brings where the system has none are seen in every colour scheme, as all else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

import desktop_app.gui
from desktop_app.gui.features.documents.printing import printer_for
from desktop_app.gui.look.theme import SCHEME_COLORS, Scheme
from tests.gui.look.test_theme import SHAPE, contrast
from tests.gui.support.program import BRIEF_FORM, Start, settle

ASKED = re.compile(r"QFileDialog\.get\w+\(\s*([\w.]+)")


def edge(control: QWidget) -> QColor:
    """The colour of its left edge."""
    picture = control.grab().toImage()
    return max(
        (picture.pixelColor(x, picture.height() // 2) for x in range(2)),
        key=lambda each: contrast(each.name(), control.palette().window().color().name()),
    )


def unseen(window: QDialog, ground: str) -> list[str]:
    """The controls whose edge is not told from the window."""
    kinds = (QPushButton, QLineEdit, QComboBox, QToolButton, QRadioButton)
    controls = [each for kind in kinds for each in window.findChildren(kind) if each.isVisible() and each.isEnabled()]
    inner = [each for each in controls if isinstance(each.parentWidget(), QComboBox)]
    assert len(controls) > 4
    return [
        f"{type(each).__name__} «{each.objectName()}»"
        for each in controls
        if each not in inner and contrast(edge(each).name(), ground) < SHAPE
    ]


@pytest.mark.parametrize("scheme", list(SCHEME_COLORS))
def test_every_control_of_a_window_that_qt_brings_has_an_edge(start: Start, tmp_path: Path, scheme: Scheme) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.appearance.choose_scheme(scheme)
    program.wait(lambda: program.window.theme.name == scheme)
    surface = SCHEME_COLORS[scheme].surface
    files = QFileDialog(program.context.asking, "Scegli", str(tmp_path))
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    printer = printer_for("Prova", (595.28, 841.89))
    for window in (files, QPrintDialog(printer, program.context.asking)):
        window.show()
        settle()
        assert unseen(window, surface) == []
        window.close()
        window.deleteLater()
    settle()
    assert QApplication.activePopupWidget() is None


def test_every_question_for_a_file_has_the_parent_that_dresses_it() -> None:
    root = Path(desktop_app.gui.__file__).parent
    asked = [
        (file.name, parent)
        for file in sorted(root.rglob("*.py"))
        for parent in ASKED.findall(file.read_text(encoding="utf-8"))
    ]
    assert len(asked) > 8
    assert [each for each in asked if not each[1].endswith("asking") and each != ("save_dialog.py", "parent")] == []
