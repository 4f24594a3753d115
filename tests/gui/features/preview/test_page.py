"""The preview shows the exported bytes of the document asked for, says what is wrong, and never holds the window up."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_app.engine.forms.form import Document
from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.worker import LONG, Worker, in_one_step
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.pdf.faults import PdfFault
from desktop_app.session.documents import DocumentSet
from tests.gui.support import documents as papers
from tests.gui.support.preview import LONG_WAIT, press, show

Key = Qt.Key


class Windows(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_part_is_ever_a_window_of_its_own(qtbot: QtBot, qapp: QApplication, page: PreviewPage) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    show(qtbot, page, papers.draft())
    for width in (700, 1000, 1366):
        page.resize(width, 800)
        qtbot.waitUntil(page.view.hasFocus)
    qapp.removeEventFilter(windows)
    assert windows.seen == []


def test_the_window_lives_and_says_so_while_the_document_is_made(
    qtbot: QtBot, page: PreviewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    making, go, ticks = DocumentSet.pdf, threading.Event(), list[int]()

    def slow(self: DocumentSet, document: Document) -> bytes:
        assert go.wait(20)
        return making(self, document)

    def tick() -> None:
        ticks.append(page.view.page_count)
        if len(ticks) == 3:
            go.set()

    monkeypatch.setattr(DocumentSet, "pdf", slow)
    timer = QTimer(interval=10)
    timer.timeout.connect(tick)
    timer.start()
    with qtbot.waitSignal(page.loaded, timeout=LONG_WAIT):
        page.show_dossier(papers.example().documents, papers.example().documents.applicable())
        assert page.view.accessibleName() == "Preparo il documento…" and page.view.page_count == 0
        page.view.viewport().grab()
        QTest.keyClick(page.view, Key.Key_PageDown)
    assert ticks[:3] == [0, 0, 0] and page.view.page_count > 0


def test_another_document_is_chosen_from_the_title(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example())
    documents = papers.example().documents.applicable()
    QTest.mouseClick(page.header.title, Qt.MouseButton.LeftButton)
    menu = page.header.title.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [each.spec.title for each in documents]
    assert [action.isChecked() for action in menu.actions()].index(True) == 0
    with qtbot.waitSignal(page.loaded, timeout=LONG_WAIT):
        menu.actions()[1].trigger()
    menu.close()
    assert page.position[0] == documents[1].spec.id and page.header.title.text() == documents[1].spec.title
    assert page.pdf is not None and page.pdf.data == papers.pdf(1)


def test_a_hurry_through_the_documents_ends_at_the_last(qtbot: QtBot, page: PreviewPage) -> None:
    dossier = papers.example()
    page.show_dossier(dossier.documents, dossier.documents.applicable())
    with qtbot.waitSignal(page.loaded, timeout=LONG_WAIT):
        for document in dossier.documents.applicable()[:2]:
            page.show_document(document.spec.id)
    assert page.pdf is not None and page.pdf.data == papers.pdf(1)


def test_requests_name_the_document(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.example(), "relazione_calcolo")
    buttons = {button.accessibleName(): button for button in page.header.findChildren(Button)}
    with qtbot.waitSignal(page.export_requested) as asked:
        buttons["Esporta"].click()
    assert asked.args == [["relazione_calcolo"]]
    with qtbot.waitSignal(page.print_requested) as printed:
        buttons["Stampa"].click()
    assert printed.args == ["relazione_calcolo"]
    with qtbot.waitSignal(page.closed):
        buttons["Chiudi l’anteprima e torna a Riepilogo"].click()
    with qtbot.waitSignal(page.closed):
        press(page, Key.Key_Escape)
    link = next(each for each in page.findChildren(Link) if each.text().startswith("Esporta tutti"))
    with qtbot.waitSignal(page.export_requested) as everything:
        link.click()
    assert everything.args == [[document.spec.id for document in papers.example().documents.applicable()]]


def test_a_draft_says_why_and_leads_to_the_first_problem(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.draft())
    assert "bozza, " in page.header.caption.text()
    assert any(button.accessibleName() == "Esporta bozza" for button in page.header.findChildren(Button))
    link = next(each for each in page.findChildren(Link) if each.text() == "Vai al primo problema")
    with qtbot.waitSignal(page.first_problem_requested):
        link.click()
    page.resize(1000, 690)
    banner = next(each for each in page.findChildren(Callout) if each.notice.kind == "warning")
    assert "risposta che manca" in banner.notice.text or "risposte che mancano" in banner.notice.text
    with qtbot.waitSignal(page.first_problem_requested):
        banner.link_activated.emit("problem")


def test_a_fault_is_a_sentence_with_a_way_to_try_again(
    qtbot: QtBot, page: PreviewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: DocumentSet, document: object) -> bytes:
        raise PdfFault("Il PDF non è stato creato: una prova.")

    with monkeypatch.context() as broken:
        broken.setattr(DocumentSet, "pdf", fail)
        show(qtbot, page, papers.example())
    callout = next(each for each in page.findChildren(Callout) if each.notice.kind == "error")
    assert callout.notice.fact == "Il PDF non è stato creato: una prova." and callout.isVisibleTo(page)
    assert page.view.page_count == 0
    with qtbot.waitSignal(page.loaded, timeout=LONG_WAIT):
        callout.link_activated.emit("again")
    assert page.pdf is not None and page.view.isVisibleTo(page)


@pytest.mark.parametrize(
    ("width", "factor", "panel", "small"),
    [(1366, 1.0, True, True), (1200, 1.0, False, True), (1366, 2.0, False, False), (640, 1.0, False, False)],
)
def test_it_folds_as_the_room_asks(
    qtbot: QtBot, worker: Worker, width: int, factor: float, panel: bool, small: bool
) -> None:
    page = PreviewPage(Theme("dark", factor), worker)
    qtbot.addWidget(page)
    page.resize(width, 690)
    page.show()
    show(qtbot, page, papers.draft())
    assert page.panel.isVisible() is panel and page.thumbnails.isVisible() is small
    assert page.minimumSizeHint().width() <= width
    assert any(each.notice.kind == "warning" for each in page.findChildren(Callout)) is not panel


def test_every_control_has_a_name(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.draft())
    for widget in [*page.findChildren(Button), *page.findChildren(Link)]:
        assert widget.accessibleName()
    assert page.thumbnails.accessibleName() and page.header.title.accessibleName().startswith("Documento: ")


def test_it_is_built_again_where_it_was(qtbot: QtBot, worker: Worker, page: PreviewPage) -> None:
    show(qtbot, page, papers.example(), "comunicazione")
    page.view.set_zoom(1.5)
    page.view.go_to(1)
    id, number, zoom = page.position
    page.release()
    again = PreviewPage(Theme("contrast", 1.5), worker)
    qtbot.addWidget(again)
    again.resize(1366, 690)
    again.show()
    dossier = papers.example()
    with qtbot.waitSignal(again.loaded, timeout=LONG_WAIT):
        again.show_dossier(dossier.documents, dossier.documents.applicable(), id, page=number, zoom=zoom)
    assert again.position == ("comunicazione", 1, 1.5)


def test_tab_goes_by_the_eye(qtbot: QtBot, page: PreviewPage) -> None:
    show(qtbot, page, papers.draft())
    page.header.findChildren(Button)[0].setFocus()
    names: list[str] = []
    for _ in range(10):
        focused = page.window().focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        QTest.keyClick(focused, Key.Key_Tab)
    assert names[1].startswith("Documento: ") and names[4].startswith("Ingrandisci")
    assert names[5:8] == ["Stampa", "Esporta bozza", "Pagine del documento"]
    assert names[8].startswith("Pagina 1 di ") and names[9] == "Vai al primo problema"


def _is_gone(page: PreviewPage) -> bool:
    return not isValid(page)


def test_a_page_that_is_deleted_lets_go_of_all(qtbot: QtBot, worker: Worker) -> None:
    for wait in (True, False):
        made = PreviewPage(Theme(), worker)
        made.show()
        if wait:
            show(qtbot, made, papers.example())
        else:
            made.show_dossier(papers.example().documents, papers.example().documents.applicable())
        made.deleteLater()
        qtbot.waitUntil(partial(_is_gone, made))
    end: list[int] = []
    worker.submit(in_one_step(lambda: 1), end.append, pytest.fail, rank=LONG)
    qtbot.waitUntil(lambda: bool(end), timeout=LONG_WAIT)
