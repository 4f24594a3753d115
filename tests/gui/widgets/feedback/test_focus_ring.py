"""The ring around what has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.feedback.focus_ring import FocusOverlay, Ring
from desktop_app.gui.widgets.inputs.text_editors import TextEditor
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_one_ring_follows_the_focus_and_spares_the_mouse(shown: Shown, theme: Theme) -> None:
    field, button = TextEditor(theme), Button(theme, "Controlla")
    window = shown(field, button)
    FocusOverlay(theme, window)
    field.focus_widget().setFocus()
    ring = window.findChild(Ring)
    assert isinstance(ring, Ring) and ring.isVisible()
    line = field.focus_widget()
    assert ring.geometry().contains(line.rect().translated(line.mapTo(window, line.rect().topLeft())))
    spot = button.mapTo(window, button.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert button.hasFocus() and not ring.isVisible()
    line.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible() and ring.geometry().contains(button.geometry())
    window.resize(800, 500)
    assert ring.geometry().contains(button.geometry()) and len(window.findChildren(Ring)) == 1
    assert button.height() == theme.px(40), "a button never grows with its row"


def test_the_ring_survives_a_page_that_goes(shown: Shown, theme: Theme) -> None:
    area, field = FadeScrollArea(theme), TextEditor(theme)
    window = shown(field, area)
    FocusOverlay(theme, window)
    for _ in range(3):
        inside = TextEditor(theme)
        content = QWidget()
        QVBoxLayout(content).addWidget(inside)
        area.set_content(content)
        inside.focus_widget().setFocus()
        assert content.findChild(Ring) is not None
    area.takeWidget().deleteLater()
    field.focus_widget().setFocus()
    assert any(ring.isVisible() for ring in window.findChildren(Ring))


def test_the_ring_goes_with_a_control_that_moves_out_of_its_page(shown: Shown, theme: Theme) -> None:
    area, slot, content, button = FadeScrollArea(theme), QWidget(), QWidget(), Button(theme, "Avanti")
    QVBoxLayout(content).addWidget(button)
    QVBoxLayout(slot)
    area.set_content(content)
    window = shown(area, slot)
    FocusOverlay(theme, window)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    layout = slot.layout()
    assert layout is not None and content.findChild(Ring) is not None
    layout.addWidget(button)
    button.show()
    window.resize(700, 450)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    [ring] = [each for each in window.findChildren(Ring) if each.isVisible()]
    assert ring.parentWidget() is window
