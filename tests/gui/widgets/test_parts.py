"""Rows, rail, links, focus ring, panel and lists, by keyboard and for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme, apply_scheme
from desktop_app.gui.services.settings import FACTORS
from desktop_app.gui.widgets.calculation.figure_list import FigureList
from desktop_app.gui.widgets.calculation.formula import FormulaView, Ratio, formula_pieces
from desktop_app.gui.widgets.calculation.limit_meter import LimitEntry, LimitMeter
from desktop_app.gui.widgets.calculation.result import ResultLabel
from desktop_app.gui.widgets.calculation.value_bar import ValueBar
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.labels import LiveText, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics, without_mnemonic
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.focus_ring import FocusOverlay, Ring
from desktop_app.gui.widgets.feedback.progress import ProgressStrip
from desktop_app.gui.widgets.inputs.choice_editors import choice_editor
from desktop_app.gui.widgets.inputs.field_row import FieldRow
from desktop_app.gui.widgets.inputs.number_editor import COUNT_WIDTH, NumberEditor
from desktop_app.gui.widgets.inputs.search_field import SearchField
from desktop_app.gui.widgets.inputs.text_editors import TextEditor
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.lists.dossier_table import DossierTable
from desktop_app.gui.widgets.lists.rail import Rail, RailItem
from tests.gui.support.gallery import DOSSIERS, HALF, LIMITS, PARTS, STEPS, TOO_MANY
from tests.gui.support.parts import Shown

Key = Qt.Key


def spoken(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def test_a_row_says_label_help_and_problem(shown: Shown, theme: Theme) -> None:
    row = FieldRow(
        theme, "Posti & turni", NumberEditor(theme, COUNT_WIDTH), "Il numero dell’art. 1.", mnemonics=Mnemonics()
    )
    shown(row)
    row.show_notices([TOO_MANY, HALF])
    field = row.editor.focus_widget()
    label = next(each for each in row.findChildren(QLabel) if each.buddy() is field)
    assert without_mnemonic(label.text()) == field.accessibleName() == "Posti & turni"
    said = field.accessibleDescription()
    assert said.startswith("Il numero dell’art. 1. Il massimo è 1 posto.") and HALF.fact in said
    assert field.property("state") == "error"
    row.show_notices([])
    assert field.property("state") == "" and not row.findChild(Callout).isVisible()  # type: ignore[union-attr]


@pytest.mark.parametrize(("width", "beside"), [(640, True), (440, False)])
def test_the_problem_stands_beside_or_below(shown: Shown, theme: Theme, width: int, beside: bool) -> None:
    row = FieldRow(theme, "Posti", NumberEditor(theme, COUNT_WIDTH))
    row.show_notices([TOO_MANY])
    shown(row, width=width)
    callout = row.findChild(Callout)
    assert isinstance(callout, Callout)
    field, problem = row.editor.focus_widget(), callout
    left = problem.mapTo(row, problem.rect().topLeft()).x()
    right = field.mapTo(row, field.rect().topRight()).x()
    assert (left > right) is beside


def test_the_letter_leads_to_the_option_chosen(shown: Shown, theme: Theme) -> None:
    row = FieldRow(theme, "Periodo", choice_editor(theme, {"a": "un anno", "b": "tutta"}), mnemonics=Mnemonics())
    window = shown(TextEditor(theme), row)
    row.editor.show_value("b")
    QTest.keyClick(window, Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert row.editor.focus_widget().hasFocus() and spoken(row.editor.focus_widget()) == "tutta"


def test_a_remedy_is_one_key_away(shown: Shown, theme: Theme) -> None:
    row = FieldRow(theme, "Posti", NumberEditor(theme, COUNT_WIDTH))
    row.show_notices([TOO_MANY])
    row.set_links((("why", "Perché?"),))
    shown(row)
    followed: list[str] = []
    row.link_activated.connect(followed.append)
    for link in row.findChildren(Link):
        QTest.keyClick(link, Key.Key_Return)
        QTest.keyClick(link, Key.Key_Space)
    assert sorted(followed) == ["review", "review", "why", "why", "write", "write"]


def test_what_did_not_change_is_not_built_again(qtbot: QtBot, theme: Theme) -> None:
    row = FieldRow(theme, "Posti", NumberEditor(theme, COUNT_WIDTH))
    qtbot.addWidget(row)
    row.show_notices([TOO_MANY])
    before = row.findChild(Callout)
    row.show_notices([TOO_MANY])
    assert row.findChild(Callout) is before


def test_letters_are_given_once_and_an_ampersand_is_shown() -> None:
    mnemonics = Mnemonics("v")
    assert mnemonics.assign("Valore") == "V&alore"
    assert mnemonics.assign("Azienda & figli") == "A&zienda && figli"
    assert mnemonics.assign("va") == "va" and without_mnemonic("A&zienda && figli") == "Azienda & figli"


def test_the_rail_is_one_stop_with_arrows_inside(shown: Shown, theme: Theme) -> None:
    before, rail, after = TextEditor(theme), Rail(theme), TextEditor(theme)
    rail.show_steps(STEPS, 3)
    shown(before, rail, after)
    chosen: list[int] = []
    rail.step_requested.connect(chosen.append)
    before.focus_widget().setFocus()
    QTest.keyClick(before.focus_widget(), Key.Key_Tab)
    items = rail.findChildren(RailItem)
    assert items[3].hasFocus() and spoken(items[3]) == "4. La commessa: C’è un problema"
    QTest.keyClick(items[3], Key.Key_Down)
    assert items[4].hasFocus() and chosen == []
    QTest.keyClick(items[4], Key.Key_Return)
    QTest.keyClick(items[4], Key.Key_Home)
    QTest.keyClick(items[0], Key.Key_Space)
    assert chosen == [4, 0] and items[3].isChecked(), "the current step is told from outside"
    QTest.keyClick(items[0], Key.Key_Tab)
    assert after.focus_widget().hasFocus()


def test_buttons_answer_to_enter_and_say_their_words(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    button = Button(theme, "&Avanti: Lavoratori", "primary", trailing="arrow-right")
    shown(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Key.Key_Return)
    assert spoken(button) == "Avanti: Lavoratori"


@pytest.mark.parametrize("factor", FACTORS)
def test_an_underlined_letter_breaks_no_line(qtbot: QtBot, qapp: QApplication, factor: float) -> None:
    """An underlined letter is drawn without kerning: "To" is then wider than measured."""
    button = Button(apply_scheme(qapp, "light", factor), "T&orna alle pratiche", "quiet", small=True)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    picture = button.grab().toImage()
    paper = picture.pixel(0, 0)
    inked = [y for y in range(picture.height()) if any(picture.pixel(x, y) != paper for x in range(picture.width()))]
    assert 0 < len(inked) < button.fontMetrics().height()


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


def test_what_gets_the_focus_scrolls_into_sight(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    area, content = FadeScrollArea(theme), QWidget()
    column = QVBoxLayout(content)
    editors = [TextEditor(theme) for _ in range(30)]
    for editor in editors:
        column.addWidget(editor)
    area.set_content(content)
    window = shown(area)
    editors[20].focus_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def last() -> int:
        return editors[20].mapTo(area.viewport(), editors[20].rect().bottomLeft()).y()

    def seen() -> bool:
        return 0 < last() < area.viewport().height() - theme.px(24)

    qtbot.waitUntil(seen)
    window.resize(window.width(), 240)  # a notice took the room
    qtbot.waitUntil(seen)
    area.verticalScrollBar().setValue(0)
    window.resize(window.width(), 200)
    for _ in range(3):
        QApplication.processEvents()
    assert area.verticalScrollBar().value() == 0  # a page scrolled elsewhere stays there


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("(VUC − CP − CT) / CL", [Ratio("VUC − CP − CT", "CL")]),
        ("a + (b + c) / (d − e) × f", ["a", "+", Ratio("b + c", "d − e"), "×", "f"]),
        ("a × b / c", [Ratio("a × b", "c")]),
        ("(a + b) × (c + d) / e", [Ratio("(a + b) × (c + d)", "e")]),
        ("parte intera di N", ["parte intera di N"]),
        ("il minore tra (a; b / c)", ["il minore tra (a; b / c)"]),
        ("a / b / c", ["a / b / c"]),
    ],
)
def test_formulas_are_cut_at_their_divisions(written: str, drawn: list[object]) -> None:
    assert formula_pieces(written) == drawn


def test_pictures_are_told_in_words(shown: Shown, theme: Theme) -> None:
    formula, bar, answer, limits = FormulaView(theme), ValueBar(theme), ResultLabel(theme), LimitMeter(theme)
    window = shown(formula, bar, answer, limits)
    formula.show_formula("N = (VUC − CP) / CL", "(66.000 − 12.000) / 21.500", "2,511")
    bar.show_parts(PARTS)
    answer.show_answer("Quanti posti", "1", "posto al massimo", "error", "Ne hai scritti 2.")
    limits.show_limits(LIMITS)
    said = " | ".join(spoken(each) for each in window.findChildren(QWidget))
    for words in ("N = (VUC − CP) / CL = (66.000", "Produzione 12.000 €; Tutoraggio", "1 posto al massimo",
                  "Convenzione quadro: 1, vale questo"):  # fmt: skip
        assert words in said


def test_values_typed_by_the_user_are_no_markup(qtbot: QtBot, theme: Theme) -> None:
    label = text_label(theme, "<b>x</b> & y")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    banner = Callout(theme, TOO_MANY.__class__("ok", "<b>x</b>", "& y"), bar=False)
    qtbot.addWidget(banner)
    assert any("&lt;b&gt;x" in each.text() for each in banner.findChildren(QLabel))


def test_the_search_waits_for_a_pause(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    field = SearchField(theme, "Cerca per ente, comune o modello")
    shown(field)
    asked: list[str] = []
    field.search_changed.connect(asked.append)
    QTest.keyClicks(field, "fae")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["fae"])


def test_the_list_opens_by_enter_and_tells_what_is_chosen(shown: Shown, theme: Theme) -> None:
    table = DossierTable(theme)
    shown(table, width=1000)
    opened: list[int] = []
    current: list[int] = []
    table.open_requested.connect(opened.append)
    table.current_row_changed.connect(current.append)
    table.show_rows(DOSSIERS, 1)
    assert current == [], "showing tells nothing"
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Return)
    assert (current, opened) == ([2], [2])
    said = table.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Da correggere\n2 problemi"


def test_columns_give_way(shown: Shown, theme: Theme) -> None:
    table = DossierTable(theme)
    window = shown(table, width=1000)
    counts = []
    for width in (1000, 700, 500):
        window.resize(width, 400)
        counts.append(sum(not table.isColumnHidden(column) for column in range(5)))
    assert counts == [5, 3, 2]


def test_a_task_can_be_stopped_once(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    strip = ProgressStrip(theme)
    shown(strip)
    strip.show_progress("Esporto 2 di 5", 2, 5)
    stop = strip.findChild(Button)
    assert isinstance(stop, Button)
    with qtbot.waitSignal(strip.stop_requested):
        QTest.keyClick(stop, Key.Key_Return)
    assert not stop.isEnabled()


def test_a_digit_more_moves_nothing_in_the_panel(shown: Shown, theme: Theme) -> None:
    """Else what is below would move at each keystroke."""
    formula, figures, limits, calm = (
        FormulaView(theme),
        FigureList(theme),
        LimitMeter(theme),
        LiveText(theme, one_line=True),
    )
    window = shown(formula, figures, limits, calm, width=400)

    def show(value: str, exact: str, number: int, bites: bool) -> list[QRect]:
        formula.show_formula("N = (VUC − CP) / CL", f"({value} − 12.000) / 21.500", exact)
        figures.show_figures([("Quanto avanza, in un anno", f"{value} €"), ("Quanto manca", "0,00 €")])
        limits.show_limits(
            [LimitEntry("a", "Valore", "art. 8", number, bites), LimitEntry("b", "Quadro", "", 1, not bites)]
        )
        calm.show_words(f"La commessa deve valere almeno {value} euro.")
        QApplication.processEvents()
        return [each.geometry() for each in (formula, figures, limits, calm)]

    before = show("66.000", "2", 2, True)
    assert window.rect().contains(before[-1]) and all(each.height() > 0 for each in before)
    assert show("560.000", "25,4883720930…", 25, False) == before
    assert show("9", "0", 0, True) == before


def test_a_row_of_a_limit_keeps_its_link_and_its_tag_apart(shown: Shown, theme: Theme) -> None:
    limits = LimitMeter(theme)
    shown(limits, width=600)
    for width in (600, 300, 180):
        limits.window().resize(width, 600)
        limits.show_limits(
            [LimitEntry("a", "Valore della commessa di un anno", "art. 8, comma 2", width, binding=True)]
        )
        QApplication.processEvents()
        [link] = limits.findChildren(Link)
        [row] = [each for each in limits.findChildren(QLabel) if each.accessibleName().endswith("vale questo")]
        name, place, tag = row._places(row.width())  # type: ignore[attr-defined]  # noqa: SLF001
        assert link.geometry() == place and row.rect().contains(place)
        assert not name.intersects(place) and not place.intersects(tag) and not name.intersects(tag)
        assert row.rect().contains(name) and row.rect().contains(tag)
