"""A dossier that is not as it was stored stands in the list like the others, says so, and offers its way back."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.drafts.models import LONG_AGO, DossierEntry
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.wording.dossier_words import DAMAGED_TEXT
from tests.gui.support.dossiers import cell, shown, some, told, words

DAMAGED = DossierEntry("z", "", "Pratica rovinata", "", LONG_AGO, None, None, damaged=True)


def test_a_damaged_dossier_says_so_and_offers_its_way_back(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, theme, [*some()[:1], DAMAGED])
    page.choose("z")
    assert [cell(page, 1, at) for at in (0, 1, 4, 5, 6)] == [
        "Pratica rovinata", "", "Rovinata\nscegli «Riprendi»", "", "",
    ]  # fmt: skip
    assert DAMAGED_TEXT in words(page.details) and "Rovinata" in words(page.details)
    bar = page.details.bar
    assert bar.open.accessibleName() == "Riprendi" and bar.copy.isHidden()
    opened = told(page.chosen.open_requested)
    bar.open.click()
    assert opened == ["z"]
    page.choose("a")
    assert bar.open.accessibleName() == "Apri" and not bar.copy.isHidden()


def test_damaged_ones_are_sorted_before_the_others_by_state(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, theme, [*some(), DAMAGED])
    page.table.sort_requested.emit("state", False)
    assert cell(page, 0, 4).startswith("Rovinata")
