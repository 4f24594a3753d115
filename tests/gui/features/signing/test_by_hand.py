"""What the user says by hand in Firma e invio: signed by pen, of whom a signature is, what is added, done, sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.features.signing.sending.cards import CheckItem
from desktop_app.session.acts import Attached, Met, Pen, Prepared, Returned, of_kind
from tests.gui.support.program import Program, Start, find, settle
from tests.gui.support.signing import AGREEMENT, drop, export, exported_file, hand_in, opened, put, recorded, said
from tests.support.signing import luca, p7m, pades, paolo

KEY = "convenzione"


def test_a_scan_is_registered_as_signed_by_pen(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    scan = put(tmp_path, "foglio.png", b"\x89PNG\r\n\x1a\n" + bytes(200))
    hand_in(program, scan)
    assert "registralo come «firmato a penna»" in said(page.arrivals)
    find(page.arrivals, "Registra come firmato a penna").click()
    settle()
    page.pen.register.click()
    assert "Manca il documento." in said(page.pen)
    program.app.signing.do("pen", AGREEMENT)
    settle()
    page.pen.register.click()
    assert "Manca chi ha firmato." in said(page.pen) and "documento d'identità" in said(page.pen)
    page.pen.boxes["azienda"].setChecked(True)
    page.pen.boxes["cooperativa"].setChecked(True)
    recorded(program, page.pen.register.click)
    (act,) = of_kind(program.view.dossier.acts, Pen)
    assert act.signers == ("azienda", "cooperativa") and act.file and act.name == "foglio.png"
    row = said(page.documents.entries[AGREEMENT])
    assert "Firmato da 2 di 3" in row and "firmato a penna il" in row and page.pen.isHidden()
    recorded(program, lambda: program.follow("Firma a penna registrata", "Annulla"))
    assert "Firmato da" not in said(page.documents.entries[AGREEMENT])


def test_the_user_says_of_whom_a_signature_is(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    hand_in(program, put(tmp_path, "a.p7m", p7m(exported_file(program), luca())))
    assert "Luca Neri ha firmato. Per chi?" in said(page.documents.entries[AGREEMENT])
    recorded(program, find(page.documents.entries[AGREEMENT], "Per l'Azienda").click)
    row = said(page.documents.entries[AGREEMENT])
    assert "Firmato da 1 di 3" in row and "firmato da Luca Neri" in row and "Per chi?" not in row
    (act,) = of_kind(program.view.dossier.acts, Returned)
    assert act.signatures[0].signer == "azienda"


def test_a_file_is_judged_again_after_an_answer_has_changed(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    hand_in(program, put(tmp_path, "a.pdf", pades(exported_file(program), paolo(), "azienda")))
    program.view.session.answer(FieldRef("azienda_nome"), "Ditta dal nome nuovo")
    settle()
    assert "Superato" in said(page.documents.entries[AGREEMENT])
    number = of_kind(program.view.dossier.acts, Returned)[0].number
    recorded(program, lambda: program.app.signing.do("check_entry", f"returned:{number}"))
    assert "Non è il documento com'è stato esportato" in said(page.arrivals)


def checklist_line(program: Program) -> SigningPage:
    page = opened(program, exported=False)
    program.view.session.answer(FieldRef("modo_firma"), "penna")
    export(program)
    program.wait(lambda: page.sendings.cards.get(KEY) and page.sendings.cards[KEY].card.checklist)
    return page


def test_the_checklist_takes_files_and_reasons_and_gives_them_back(start: Start, tmp_path: Path) -> None:
    program = start()
    page = checklist_line(program)
    line = page.sendings.cards[KEY].card.checklist[0].id

    def item() -> CheckItem:
        settle()
        return next(each for each in page.sendings.cards[KEY].card.checklist if each.id == line)

    program.app.signing.do("skip", f"{KEY}:{line}:Firma digitale")
    program.wait(lambda: item().reason == "Firma digitale")
    recorded(program, lambda: program.follow("Segnato: non serve", "Annulla"))
    program.wait(lambda: not item().is_done)
    from desktop_app.gui.features.signing.sending.checklist import CheckRow

    row = page.sendings.cards[KEY].findChildren(CheckRow)[0]
    recorded(program, lambda: drop(row, put(tmp_path, "carta identità.pdf", b"%PDF-1.7 prova")))
    program.wait(lambda: item().files)
    (act,) = of_kind(program.view.dossier.acts, Attached)
    assert act.name == "carta identità.pdf" and act.sending == KEY and act.size == 14
    assert len(of_kind(program.view.dossier.acts, Returned)) == 0


def test_a_deadline_is_met_by_hand_and_not_met_again(start: Start) -> None:
    program = start()
    page = opened(program, exported=False)
    before = said(page.terms)
    assert "scaduta da" in before
    key = next(each.key for each in page.terms.rows if each.standing == "overdue")
    today = program.view.dossier.today.isoformat()
    recorded(program, lambda: program.app.signing.do("met", f"{key}:{today}"))
    (act,) = of_kind(program.view.dossier.acts, Met)
    assert act.deadline == key and "Fatta il" in said(page.terms)
    recorded(program, find(page.terms, "Annulla: non è fatta").click)
    assert said(page.terms) == before


def test_a_portal_gives_its_values_to_be_copied(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    page = opened(program, form="lombardia/art14_2021")
    program.wait(lambda: any(each.card.is_portal for each in page.sendings.cards.values()))
    key = next(key for key, each in page.sendings.cards.items() if each.card.is_portal)
    card = page.sendings.cards[key].card
    program.app.signing.do("copy_portal", key)
    assert QApplication.clipboard().text() == card.portal and program.status().startswith("Copiato")
    at = next(number for number, (_, value) in enumerate(card.values) if value)
    program.app.signing.do("copy_value", f"{key}:{at}")
    assert QApplication.clipboard().text() == card.values[at][1]
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    program.app.signing.do("browse", key)
    assert asked == [card.portal]
    recorded(program, lambda: program.app.signing.do("prepare", f"{key}:prova"))
    (act,) = of_kind(program.view.dossier.acts, Prepared)
    assert act.file is None and next((program.folder / "esportati").rglob("valori.txt")).is_file()
    recorded(program, lambda: program.app.signing.do("sent", f"{key}:{program.view.dossier.today.isoformat()}"))
    program.wait(lambda: page.sendings.cards[key].card.is_done)


def test_a_form_without_sendings_says_nothing_of_them(start: Start) -> None:
    program = start()
    page = opened(program, form="italia/quota_riserva")
    settle()
    assert page.sendings.isHidden() or not page.sendings.isVisible()
    assert "Come si firma" not in said(page) and "Invii" not in said(page)
    assert page.next.accessibleName().startswith("Fatto")
