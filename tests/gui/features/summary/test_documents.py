"""The documents in the summary: seen, exported, printed, and what was exported before."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.support.summary_page import FORMS, empty, example, export, show_exports, shown, spoilt, words


@pytest.mark.parametrize("id", FORMS)
def test_each_document_can_be_seen_exported_and_printed(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    dossier = example(id)
    page = shown(qtbot, qapp, dossier)
    ids = [document.spec.id for document in dossier.documents.applicable()]
    previewed, exported, printed = list[str](), list[list[str]](), list[str]()
    page.preview_requested.connect(previewed.append)
    page.export_requested.connect(exported.append)
    page.print_requested.connect(printed.append)
    for each in ids:
        for button in page.documents.entries[each].buttons.values():
            button.click()
    page.documents.export_all.click()
    assert (previewed, printed) == (ids, ids)
    assert exported == [[each] for each in ids] + [ids]
    assert page.documents.export_all.accessibleName() == "Esporta tutti"
    assert "Pronto" in words(page.documents) and "BOZZA" not in words(page.documents)


@pytest.mark.parametrize("id", FORMS)
def test_while_something_is_wrong_documents_are_drafts(qtbot: QtBot, qapp: QApplication, id: str) -> None:
    page = shown(qtbot, qapp, spoilt(id))
    assert "Bozza con problemi" in words(page.documents) and "come BOZZA" in words(page.documents)
    assert page.documents.export_all.accessibleName() == "Esporta tutte le bozze"
    assert "Non ancora" in words(shown(qtbot, qapp, empty(id)).documents)


@pytest.mark.parametrize("id", FORMS)
def test_exported_documents_tell_when_and_whether_the_dossier_changed(
    qtbot: QtBot, qapp: QApplication, id: str
) -> None:
    dossier = example(id)
    page = shown(qtbot, qapp, dossier)
    document = dossier.documents.applicable()[0].spec.id
    show_exports(page, dossier, export(document))
    said = words(page.documents)
    assert "Già esportati" in said and "Esportato il 20/11/2026 alle 10:50." in said and "carta.pdf" in said
    show_exports(page, dossier, *[export(document, changed=True), export("of_an_older_edition", bozza=True)] * 5)
    said = words(page.documents)
    assert "Esportato il 20/11/2026 alle 10:50; superato: la pratica è cambiata da allora." in said
    assert "Altri 4 sono stati esportati prima." in said.replace("\u00a0", " ") and "come bozza" in said
    show_exports(page, dossier)
    assert "Già esportati" not in words(page.documents)
