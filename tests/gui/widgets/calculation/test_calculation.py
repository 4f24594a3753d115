"""The parts of the calculation panel: formulas, bar, result, limits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.calculation.figure_list import FigureList
from desktop_app.gui.widgets.calculation.formula import FormulaView, Ratio, formula_pieces
from desktop_app.gui.widgets.calculation.limit_meter import LimitEntry, LimitMeter
from desktop_app.gui.widgets.calculation.result import ResultLabel
from desktop_app.gui.widgets.calculation.value_bar import ValueBar
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.labels import LiveText
from tests.gui.support.gallery_samples import LIMITS, PARTS
from tests.gui.support.parts import Shown
from tests.gui.support.reader import spoken


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
