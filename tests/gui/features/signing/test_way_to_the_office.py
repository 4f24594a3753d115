"""The whole way of a dossier in the window: exported, signed, sent, delivered, protocolled, term met, saved."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from pathlib import Path

import pytest

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.session.acts import Prepared, Received, of_kind
from desktop_app.system.clock import local_now
from tests.gui.support.program import Program, Start, find, settle
from tests.gui.support.signing import exported_file, hand_in, opened, put, recorded, said, words_of
from tests.support import pec
from tests.support.signing import mara, p7m, pades, paolo

OFFICE = "cpi.fabriano@pec.esempio.it"
CONTRACT, KEY = "contratto_affidamento", "contratto"


def ready(program: Program) -> SigningPage:
    """The example, with the office's address and the contract to be sent to it, exported."""
    page = opened(program, exported=False)
    by = {"cpi_pec": OFFICE, "contratto_consegna": "trasmesso", "contratto_trasmesso_entro": "10/10/2026"}
    for field, typed in by.items():
        program.view.session.answer(FieldRef(field), typed)
    opened_page = page
    program.app.documents.export()
    program.wait(lambda: not program.app.documents.busy and program.view.dossier.exports)
    program.wait(lambda: KEY in opened_page.sendings.cards)
    return page


def signed(data: bytes, way: str) -> bytes:
    if way == "pades":
        return pades(pades(data, paolo(), "azienda"), mara(), "cooperativa")
    if way == "cades":
        return p7m(p7m(data, paolo()), mara())
    return p7m(pades(data, paolo(), "azienda"), mara())


def card(page: SigningPage) -> str:
    """The card of the contract as it is by now."""
    settle()
    return words_of(page.sendings.cards[KEY])


def when_card(program: Program, page: SigningPage, words: str) -> str:
    program.wait(lambda: words in card(page))
    return card(page)


@pytest.mark.parametrize("way", ["pades", pytest.param("cades", marks=pytest.mark.long), "mixed"])
def test_from_the_export_to_the_protocol(start: Start, tmp_path: Path, way: str) -> None:
    program = start()
    page = ready(program)
    when_card(program, page, "non è firmato come serve")
    hand_in(program, put(tmp_path, "contratto", signed(exported_file(program, CONTRACT), way)))
    assert "Firmato" in said(page.documents.entries[CONTRACT])
    when_card(program, page, "Pronto da inviare")
    assert page.next.button.accessibleName() == "Prepara la cartella"
    recorded(program, lambda: page.next.button.click())
    prepared = of_kind(program.view.dossier.acts, Prepared)[0]
    assert prepared.to == (OFFICE,) and prepared.reason == "" and prepared.files[0].document == CONTRACT
    folder = next((program.folder / "esportati").rglob("messaggio.eml")).parent
    assert {each.name for each in folder.iterdir()} > {"messaggio.eml", "messaggio.txt"}
    when_card(program, page, "Hai inviato?")
    sent = pec.as_sent((folder / "messaggio.eml").read_bytes(), "<nostro@pec.esempio.it>")
    now = local_now()

    def told(kind: str) -> pec.Told:
        return pec.Told(kind, "<nostro@pec.esempio.it>", prepared.subject, recipients=(OFFICE,), at=now)

    # in whatever order they come, and whatever they are called
    hand_in(
        program,
        put(tmp_path, "1", pec.receipt(told("avvenuta-consegna"), sent)),
        put(tmp_path, "2", pec.receipt(told("accettazione"))),
    )
    when_card(program, page, "Consegnato il")
    assert "identico a quello preparato" in card(page)
    assert {each.sending for each in of_kind(program.view.dossier.acts, Received)} == {KEY}
    assert "Consegnato" in said(page.documents.entries[CONTRACT])
    # the term was met by the delivery, and the day is offered
    assert f"Fatta il {now:%d/%m/%Y}" in said(page.terms)
    offer = next(each for each in page.sendings.cards[KEY].card.offers if each[0].startswith("day:"))
    program.app.signing.do("write", f"{KEY}:{offer[0]}")
    assert program.view.dossier.draft.answers["contratto_trasmesso_il"] == now.date().isoformat()
    program.follow("Scritto:", "Annulla")
    assert "contratto_trasmesso_il" not in program.view.dossier.draft.answers
    _take_the_day_in_its_step(program, now)
    program.app.signing.show()
    # the office's number, by hand
    recorded(program, lambda: program.app.signing.do("protocol", f"{KEY}:n. 1234 del {now:%d/%m/%Y}"))
    assert f"Protocollato n. 1234 del {now:%d/%m/%Y}" in said(page.documents.entries[CONTRACT])
    _look_at_the_fascicolo(program, page, tmp_path / "fascicolo.zip", sent)


def _take_the_day_in_its_step(program: Program, now: dt.datetime) -> None:
    """What is offered on the card stands beside the field, too."""
    program.go("contratto_trasmesso_il")
    program.wait_whole()
    part = program.view.part("contratto_trasmesso_il")
    assert part is not None and f"L'invio è stato consegnato il {now:%d/%m/%Y}." in said(part)
    find(part, f"Scrivi {now:%d/%m/%Y}").click()
    assert program.view.dossier.draft.answers["contratto_trasmesso_il"] == now.date().isoformat()
    assert "consegnato" not in said(part)
    program.app.run("undo")
    assert "contratto_trasmesso_il" not in program.view.dossier.draft.answers


def _look_at_the_fascicolo(program: Program, page: SigningPage, path: Path, sent: bytes) -> None:
    words = said(page.timeline)
    for each in ("Esportato", "Tornato firmato da tutti", "Preparato", "Accettato dal gestore", "Consegnato",
                 "Protocollato con il n. 1234"):  # fmt: skip
        assert each in words, each
    program.app.signing.save_fascicolo_to(path)
    program.notice("Fascicolo salvato")
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        listed = file.read("impronte.txt").decode().splitlines()
        assert all(hashlib.sha256(file.read(name)).hexdigest() == digest
                   for digest, _, name in (each.partition("  ") for each in listed))  # fmt: skip
    assert names[0] == "indice.pdf" and len(names) > 8 and all(each.isascii() for each in names)
    assert sum(each.startswith("ricevute/") for each in names) == 2
    first = path.read_bytes()
    program.app.signing.save_fascicolo_to(path)
    program.wait(lambda: path.read_bytes() == first)


def test_a_gap_stops_it_until_a_reason_is_given(start: Start) -> None:
    program = start()
    page = ready(program)
    program.app.signing.do("prepare", f"{KEY}:La firma arriva domani")
    program.wait(lambda: of_kind(program.view.dossier.acts, Prepared))
    prepared = of_kind(program.view.dossier.acts, Prepared)[0]
    assert prepared.reason == "La firma arriva domani" and "non è firmato come serve" in prepared.gaps[0]
    when_card(program, page, "Hai inviato?")
    day = (local_now().date() - dt.timedelta(days=1)).isoformat()
    recorded(program, lambda: program.app.signing.do("sent", f"{KEY}:{day}"))
    when_card(program, page, "Inviato il")
    recorded(program, lambda: program.follow("Segnato come inviato", "Annulla"))
    when_card(program, page, "Hai inviato?")


def test_a_failed_delivery_says_what_to_do(start: Start, tmp_path: Path) -> None:
    program = start()
    page = ready(program)
    program.app.signing.do("prepare", f"{KEY}:prova")
    program.wait(lambda: of_kind(program.view.dossier.acts, Prepared))
    prepared = of_kind(program.view.dossier.acts, Prepared)[0]
    told = pec.Told("errore-consegna", "<m@pec.esempio.it>", prepared.subject, recipients=(OFFICE,), error="no-dest")
    hand_in(program, put(tmp_path, "a.eml", pec.receipt(told)))
    program.wait(lambda: page.next.accessibleName().startswith("Non è stato consegnato a"))
    shown = [each.text() for each in page.sendings.cards[KEY].findChildren(Button) if each.isVisible()]
    assert "Prepara lo stesso…" in shown and "Copia il destinatario" in shown, "it can go again from there"
    assert "la casella non esiste" in said(page.next) and "invia di nuovo" in said(page.next)
