"""The documents in Firma e invio: one state each, and one next thing to do."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.signing.next_thing import next_thing
from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.features.signing.rows import document_rows
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.gui.services.worker import in_one_step
from desktop_app.gui.wording.step_words import SIGNING
from desktop_app.session.dossier import Dossier
from tests.gui.support.layout import wrong_in
from tests.gui.support.program import FORM, Start, settle
from tests.gui.support.summary_page import FORMS, empty, example, export, spoilt, words


def shown(qtbot: QtBot, qapp: QApplication, dossier: Dossier) -> SigningPage:
    page = SigningPage(apply_scheme(qapp, "light"), dossier)
    qtbot.addWidget(page)
    page.resize(1126, 600)
    page.show()
    QApplication.processEvents()
    return page


@pytest.mark.parametrize("id", FORMS)
def test_a_dossier_that_lacks_nothing_is_exported_next(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    page = shown(qtbot, qapp, example(id))
    asked: list[tuple[str, str]] = []
    page.requested.connect(lambda what, about: asked.append((what, about)))
    ids = list(page.documents.entries)
    assert page.next.button.accessibleName() == ("Esporta i documenti" if len(ids) > 1 else "Esporta il documento")
    page.next.button.click()
    for each in ids:
        page.documents.entries[each].buttons["export"].click()
    assert asked == [("export", ""), *(("export", each) for each in ids)]
    assert ids == [each.spec.id for each in page.dossier.documents.applicable()]


@pytest.mark.parametrize("id", FORMS)
def test_of_signing_is_spoken_only_where_somebody_signs(id: str) -> None:
    dossier = example(id)
    documents = dossier.documents.applicable()
    for exported in ([], [export(each.spec.id) for each in documents]):
        dossier.exports = exported
        signers = [each for document in documents for each in document.signers if dossier.state.holds(each.condition)]
        said = next_thing(dossier, document_rows(dossier))
        assert ("firm" in f"{said.fact} {said.text}") is bool(signers)
        assert "ricevut" not in said.text


def test_the_page_is_whole_before_its_sendings_are_worked_out(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    program.window.resize(1366, 768)
    for _ in range(30):
        settle()
    held = threading.Event()
    program.context.worker.submit(in_one_step(held.wait), lambda _: None, lambda _: None, rank=0)
    program.app.signing.show()
    for _ in range(5):
        settle()
    page = program.view.closing_page(SIGNING)
    assert isinstance(page, SigningPage)
    cards, wrong = dict(page.sendings.cards), list(wrong_in(program.window))
    held.set()
    assert (cards, wrong) == ({}, [])
    program.wait(lambda: page.sendings.cards)


@pytest.mark.parametrize("dossier", [spoilt, empty])
@pytest.mark.parametrize("id", FORMS)
def test_while_an_answer_lacks_the_summary_is_next(id: str, dossier: Callable[[str], Dossier]) -> None:
    opened = dossier(id)
    thing = next_thing(opened, document_rows(opened))
    assert thing.action == "summary" and thing.fact.startswith("Prima di firmare ")


def test_an_exported_document_tells_who_signs_it_and_a_superseded_one_why(qtbot: QtBot, qapp: QApplication) -> None:
    dossier = example(FORMS[-1])
    page = shown(qtbot, qapp, dossier)
    document = next(each for each in dossier.documents.applicable() if each.signers).spec.id
    dossier.exports = [export(document)]
    page.show_exports()
    entry = page.documents.entries[document]
    assert list(entry.buttons) == ["open", "folder", "pen"]
    assert "Esportato il 20/11/2026" in words(entry) and ": non ancora" in words(entry)
    dossier.exports = [export(document, changed=True)]
    page.show_exports()
    entry = page.documents.entries[document]
    assert list(entry.buttons) == ["export"]
    assert "Superato" in words(entry) and "la pratica è cambiata da allora" in words(entry)
    assert page.next.button.accessibleName() == "Esporta di nuovo"
