"""First start and "Nuova pratica": a card for each form."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.new_dossier.cards import CardNotice, FormCard, form_card, in_order
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.clock import clock_at
from tests.gui.support.layout import faults
from tests.gui.support.program import Start, labels, settle
from tests.unit.engine.support import ask, computed, make_form, one_page, rule

TODAY = dt.date(2026, 11, 22)
CARDS = (
    FormCard("a/b", "Convenzione art. 7", "Esempio", "Delibera n. 12 del 2024", ("Richiesta", "Relazione"), 2),
    FormCard("c/d", "Quota di riserva", "", "L. 68/1999", ("Relazione di calcolo",), about="Quanti posti servono."),
    FormCard("e/f", "Proposta senza documenti"),
)


def shown(qtbot: QtBot, qapp: QApplication, factor: float = 1.0, width: int = 1366) -> NewDossierPage:
    page = NewDossierPage(apply_scheme(qapp, "light", factor))
    qtbot.addWidget(page)
    page.show_forms(CARDS)
    page.resize(round(width * factor), round(690 * factor))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QApplication.processEvents()
    return page


def words(page: NewDossierPage) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_other_cards_are_seen_without_a_moment_of_none(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp)
    page.show_forms(CARDS[1:])
    assert [view.isVisible() for view in page.grid.views] == [True, True]


def test_a_form_is_begun_by_keys(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp)
    page.first_focus().setFocus()
    first = page.grid.views[0].button
    assert first.hasFocus() and first.accessibleName() == "Inizia: Esempio Convenzione art. 7"
    with qtbot.waitSignal(page.form_chosen) as heard:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert heard.args == ["a/b"]
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert page.grid.views[1].button.hasFocus()
    assert page.grid.views[1].button.accessibleName() == "Inizia: Quota di riserva"


def test_a_card_is_pressed_anywhere_but_for_its_links_and_what_is_read(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp)
    begun = list[str]()
    page.form_chosen.connect(begun.append)
    card = page.grid.views[1]
    parts = [each for each in card.findChildren(QLabel) if each.isVisible() and each.text()]
    for part in (card, *parts):
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    assert begun == ["c/d"] * len(begun) and len(begun) > 2
    QTest.mouseClick(card, Qt.MouseButton.RightButton)
    QTest.mousePress(card, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=QPoint(-5, -5))  # thought better of it
    before = len(begun)
    day = dt.date(2026, 9, 1)
    told = {"id": "n", "from": day, "text": "La legge è un'altra.", "source": "Avviso 5", "about": ["a"]}
    form = make_form(one_page(ask("a")), {"notice": [told]})
    page.show_forms([replace(CARDS[1], notices=form_card(form, day).notices, has_blanks=True)])
    (card,) = page.grid.views
    QApplication.processEvents()
    (notice,) = card.findChildren(CardNotice)
    QTest.mouseClick(notice, Qt.MouseButton.LeftButton)
    assert card.blanks is not None and notice.link.text() == "Chiudi"
    with qtbot.waitSignal(page.blanks_requested):
        card.blanks.click()
    assert len(begun) == before


def test_the_form_used_last_comes_first_and_what_is_to_be_confirmed_last() -> None:
    cards = [
        FormCard("a", "A", unconfirmed=1),
        FormCard("b", "B"),
        FormCard("c", "C", unconfirmed=2),
        FormCard("d", "D"),
    ]
    assert [each.id for each in in_order(cards, [])] == ["b", "d", "a", "c"]
    assert [each.id for each in in_order(cards, ["c", "d", "c", "gone"])] == ["c", "d", "b", "a"]


def test_the_first_card_gets_the_focus_though_another_window_is_in_front(qtbot: QtBot, qapp: QApplication) -> None:
    page, other = NewDossierPage(apply_scheme(qapp, "light", 1.0)), QLabel("un'altra finestra")
    for each in (page, other):
        qtbot.addWidget(each)
        each.show()
    page.importer.setFocus()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    page.show_forms(CARDS)
    assert page.focusWidget() is page.grid.views[0].button


def test_the_other_ways(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp)
    with qtbot.waitSignals([page.import_requested, page.example_requested, page.closed]):
        for each in (page.importer, page.example, page.back):
            each.click()
    with qtbot.waitSignal(page.example_requested) as heard:
        page.example.click()
    assert heard.args == ["a/b"]


def test_a_card_says_what_its_form_is_for_and_only_else_what_act_it_comes_from(
    qtbot: QtBot, qapp: QApplication
) -> None:
    page = shown(qtbot, qapp)
    assert {"Delibera n. 12 del 2024", "Quanti posti servono."} <= set(words(page))
    assert "L. 68/1999" not in words(page)
    spoken = page.grid.views[1].button.accessibleDescription()
    assert spoken == "Quanti posti servono. Prepara: relazione di calcolo."


@pytest.mark.parametrize("width", [760, 1366])  # "Buono a sapersi" under the cards, and beside them
def test_the_first_page_leads_to_the_guide(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    page = shown(qtbot, qapp, width=width)
    [link] = [each for each in page.findChildren(Link) if each.isVisible() and each.text().startswith("Guida")]
    with qtbot.waitSignal(page.guide_requested):
        link.click()


def test_what_is_to_be_confirmed_is_said_on_its_card_only(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp)
    said = [line for line in words(page) if "confermare" in line]
    assert said == ["Prima di firmare fai confermare all’ufficio 2\u00a0valori di legge."]


def test_first_start_has_no_way_back_and_a_faulty_form_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp)
    page.show_forms(CARDS[:1], ["Il modulo <b>x</b> non si legge."], first=True)
    assert page.back.isHidden()
    assert any("Il modulo &lt;b&gt;x" in line for line in words(page))
    page.show_forms(())
    assert not any("non si legge" in line for line in words(page)) and not page.example.isVisible()


def test_every_form_has_its_card() -> None:
    library = Library([forms_folder()])
    for id in library.ids():
        form = library.load(id)
        card = form_card(form, TODAY)
        assert (card.id == id and card.title in form.spec.title) or card.title[1:] in form.spec.title
        assert len(card.documents) == len(form.documents) and card.source == form.spec.source
        assert card.about.endswith(".")


def test_a_card_counts_the_doubtful_rules_that_its_results_rest_on() -> None:
    doubtful = [rule("soglia", 5, confirmed=False), rule("multa", 9, confirmed=False), rule("certa", 1)]
    results = (computed("massimo", "integer", "min(n, soglia, certa)"), computed("costo", "integer", "n * multa"))
    panel = [{"pages": ["pagina"], "trace": ["massimo"]}]
    form = make_form(one_page(ask("n", "integer", confirmed=False), *results, panel=panel), {"rule": doubtful})
    assert form_card(form, TODAY).unconfirmed == 1


def test_a_card_says_since_when_the_law_has_changed_and_on_request_what(qtbot: QtBot, qapp: QApplication) -> None:
    day = dt.date(2026, 9, 1)
    notice = {"id": "n", "from": day, "text": "La legge <b>è</b> un'altra.", "source": "Avviso 5", "about": ["a"],
              "confirmed": False, "visible_when": "a == 'x'"}  # fmt: skip
    form = make_form(one_page(ask("a"), about="A che serve."), {"notice": [notice]})
    assert form_card(form, day - dt.timedelta(days=1)).notices == ()
    page = shown(qtbot, qapp)
    page.show_forms([form_card(form, day)])
    headline = "Novità dal 01/09/2026, da verificare"
    assert headline in words(page) and "La legge <b>è</b> un'altra." not in words(page)
    assert page.grid.views[0].button.accessibleDescription().startswith(f"A che serve. {headline}.")
    [link] = [each for each in page.grid.findChildren(Link) if each.text() == "Leggi"]
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert {"La legge <b>è</b> un'altra.", "Avviso 5"} <= set(words(page))
    assert link.text() == "Chiudi" and link.hasFocus() and faults(page) == []
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert "Avviso 5" not in words(page)


def test_a_card_that_stays_open_follows_the_day(start: Start) -> None:
    with clock_at("2025-12-30 12:00") as clock:
        program = start()
        program.app.new_dossier.show()
        program.wait(lambda: program.page().grid.views)
        assert not [each for each in labels(program.page()) if each.startswith("Novità")]
        clock.forward(days=1)
        program.context.day.today()
        settle()
        assert [each for each in labels(program.page()) if each.startswith("Novità dal 31/12/2025")]


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("first", [660, 1366])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, factor: float, first: int) -> None:
    page = shown(qtbot, qapp, factor, first)
    for width in (first, 660, 760, 999, 1000, 1366, 1920):
        page.resize(round(width * factor), page.height())
        QApplication.processEvents()
        assert faults(page) == [], width
