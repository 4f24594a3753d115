"""Files that come back, dropped on the window: what each is, where it goes, and the way back."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication

from desktop_app.drafts.acts.archive import Archive
from desktop_app.drafts.faults import StoreFault
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.signing.intake import CLOSING
from desktop_app.session.acts import Prepared, Received, Returned, of_kind
from desktop_app.session.intake.recording import record
from desktop_app.session.stored_acts import read_acts
from desktop_app.system.paths import forms_folder
from tests.gui.support.program import BRIEF_FORM, FORM, Start, settle
from tests.gui.support.signing import AGREEMENT, drop, export, exported_file, hand_in, opened, put, recorded, said
from tests.support import pec
from tests.support.signing import mara, p7m, pades, paolo, person

CONSORTIUM = forms_folder() / FORM / "cases" / "consorzio.toml"


def test_signed_files_fill_the_row_of_their_document(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    row = page.documents.entries[AGREEMENT]
    assert "Esportato il" in said(row) and said(row).count("non ancora") == 3
    one = pades(exported_file(program), paolo(), "azienda")
    hand_in(program, put(tmp_path, "firmato.pdf", one))
    row = page.documents.entries[AGREEMENT]
    assert "Firmato da 1 di 3" in said(row) and "firmato da Paolo Rossi" in said(row)
    assert "È il documento esportato, byte per byte." in said(page.arrivals)
    two = pades(one, mara(), "cooperativa")
    hand_in(program, put(tmp_path, "altro nome.pdf", two), put(tmp_path, "copia.pdf", two))
    assert "Firmato da 2 di 3" in said(page.documents.entries[AGREEMENT])
    assert "C'è già: è lo stesso file" in said(page.arrivals)
    assert len(of_kind(program.view.dossier.acts, Returned)) == 2
    recorded(program, lambda: program.app.signing.do("undo", str(program.view.dossier.acts[-1].number)))
    assert "Firmato da 1 di 3" in said(page.documents.entries[AGREEMENT])
    recorded(program, lambda: program.follow("Tolto.", "Annulla"))
    assert "Firmato da 2 di 3" in said(page.documents.entries[AGREEMENT])


def test_files_are_pasted_where_no_text_has_the_focus(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    signed = put(tmp_path, "busta.pdf.p7m", p7m(exported_file(program), paolo()))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(signed))])
    QApplication.clipboard().setMimeData(mime)
    recorded(program, lambda: program.app.run("paste"))
    QApplication.clipboard().clear()  # else Qt destroys what Python made, once Python has ended
    assert "Firmato da 1 di 3" in said(page.documents.entries[AGREEMENT])


def test_a_file_of_another_dossier_goes_there_and_a_stranger_is_refused(start: Start, tmp_path: Path) -> None:
    program = start()
    opened(program)
    mine = program.app.editor.open_id
    signed = put(tmp_path, "x.pdf", pades(exported_file(program), paolo(), "azienda"))
    page = opened(program, exported=False, form=BRIEF_FORM)
    hand_in(program, signed, put(tmp_path, "lettera.txt", b"Ciao"))
    assert "È della pratica «Cartotecnica Valdisopra" in said(page.arrivals)
    assert "un file di un altro tipo" in said(page.arrivals)
    assert of_kind(program.view.dossier.acts, Returned) == [] and len(program.drafts.acts.of(mine)) == 1
    program.app.signing.do("dossier", mine)
    program.wait(lambda: program.app.editor.open_id == mine)
    assert len(of_kind(program.view.dossier.acts, Returned)) == 1


def test_the_same_document_of_another_dossier_goes_there_though_it_looks_like_one_of_the_open_one(
    start: Start, tmp_path: Path
) -> None:
    program = start()
    opened(program)
    mine = program.app.editor.open_id
    signed = put(tmp_path, "x.pdf", pades(exported_file(program), paolo(), "azienda"))
    page = opened(program, exported=False)
    hand_in(program, put(tmp_path, "y.pdf", pades(signed.read_bytes(), mara(), "cooperativa")))
    assert "È della pratica «Cartotecnica Valdisopra" in said(page.arrivals), "the same answers, exported there alone"
    program.view.session.answer(FieldRef("azienda_nome"), "Gamma S.r.l.")
    export(program)
    hand_in(program, signed)
    assert said(page.arrivals).count("È della pratica «Cartotecnica Valdisopra") == 2
    assert of_kind(program.view.dossier.acts, Returned) == [] and len(program.drafts.acts.of(mine)) == 2


def test_a_delivery_finds_its_dossier_by_the_acceptance_that_comes_after_it(start: Start, tmp_path: Path) -> None:
    """Neither is of the dossier that is open, and the delivery has nothing but the Message-ID."""
    program = start()
    opened(program, exported=False, form=BRIEF_FORM)
    mine = program.app.editor.open_id
    prepared = Prepared(sending="una", code="C12-7K3Q", to=(pec.OFFICE,))
    record(program.drafts, mine, prepared, b"Subject: rif. C12-7K3Q")
    opened(program, exported=False)
    told = pec.Told("avvenuta-consegna", subject="senza codice", extent="breve")
    delivery = put(tmp_path, "a.eml", pec.receipt(told))
    acceptance = put(tmp_path, "b.eml", pec.receipt(pec.Told("accettazione")))
    hand_in(program, delivery, acceptance)
    kept = of_kind(read_acts(program.drafts.acts.of(mine)), Received)
    assert sorted(each.receipt for each in kept) == ["accettazione", "avvenuta-consegna"]


def test_without_an_open_dossier_a_file_finds_its_own(start: Start, tmp_path: Path) -> None:
    program = start()
    opened(program)
    mine = program.app.editor.open_id
    signed = put(tmp_path, "x.pdf", pades(exported_file(program), paolo(), "azienda"))
    program.app.show_dossiers()
    recorded(program, lambda: drop(program.window, signed))
    assert len(program.drafts.acts.of(mine)) == 1
    program.follow("È della pratica", "Apri quella pratica")
    program.wait(lambda: program.app.editor.open_id == mine)
    settle()


def test_a_consortium_makes_four_who_sign(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program, exported=False)
    for field, typed in tomllib.loads(CONSORTIUM.read_text(encoding="utf-8"))["answers"].items():
        program.view.session.answer(FieldRef(field), typed)
    assert program.view.dossier.state.complete, [each.message for each in program.view.dossier.state.problems]
    export(program)
    anna, office = person("Anna", "Galli", "TINIT-GLLNNA75P49E388V"), person("Ufficio", "Prova", "")
    parties = pades(pades(exported_file(program), paolo(), "azienda"), mara(), "cooperativa")
    signed = pades(pades(parties, anna, "consorzio"), office, "cpi")
    for name, data, words in (("2.pdf", parties, "Firmato da 2 di 4"), ("4.p7m", p7m(signed, anna), "Firmato")):
        hand_in(program, put(tmp_path, name, data))
        assert words in said(page.documents.entries[AGREEMENT])
    assert "non ancora" not in said(page.documents.entries[AGREEMENT])


def test_the_window_closes_when_the_files_that_were_handed_in_are_kept(start: Start, tmp_path: Path) -> None:
    program = start()
    opened(program)
    mine = program.app.editor.open_id
    one = pades(exported_file(program), paolo(), "azienda")
    program.app.signing.take([put(tmp_path, "a.pdf", one), put(tmp_path, "b.pdf", pades(one, mara(), "cooperativa"))])
    assert not program.window.close()
    assert any(CLOSING in each.notice.spoken for each in program.window.callouts)
    program.wait(lambda: not program.window.isVisible())
    acts = sqlite3.connect(program.drafts.path)
    assert acts.execute("SELECT kind FROM acts WHERE draft = ?", (mine,)).fetchall() == [("returned",)] * 2
    acts.close()


def test_the_window_stays_where_a_file_was_not_kept(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    program.app.signing.take([put(tmp_path, "lettera.txt", b"Ciao"), put(tmp_path, "copia.txt", b"Ciao")])
    assert not program.window.close()
    program.wait(lambda: not program.app.signing.intake.strip.busy and "lettera.txt" in said(page.arrivals))
    assert program.window.isVisible() and CLOSING not in " ".join(program.notices())
    assert said(page.arrivals).count("un file di un altro tipo") == 2, "nothing was kept: the second is not «già»"


def test_a_full_disk_takes_no_other_file_along(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    page = opened(program)
    put_ = Archive.put
    refused: list[bool] = []

    def put_or_refuse(archive: Archive, data: bytes) -> str:
        if refused:
            raise StoreFault("il disco è pieno", "Libera spazio, poi riprova.", "Non riesco a conservare il file")
        refused.append(True)
        return put_(archive, data)

    monkeypatch.setattr(Archive, "put", put_or_refuse)
    one = pades(exported_file(program), paolo(), "azienda")
    hand_in(program, put(tmp_path, "a.pdf", one), put(tmp_path, "b.pdf", pades(one, mara(), "cooperativa")))
    assert "Firmato da 1 di 3" in said(page.documents.entries[AGREEMENT])
    assert "il disco è pieno" in said(page.arrivals) and "Questo file non è conservato" in said(page.arrivals)
    assert len(of_kind(program.view.dossier.acts, Returned)) == 1
